package dev.winnow.local.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.local.LocalConfig;
import dev.winnow.local.LocalException;
import dev.winnow.local.Version;
import dev.winnow.producers.cli.ConnectionOptions;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.text.Plain;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Look at this host and at the cluster, and say what is wrong and how to mend it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing is a fault", "1:something is"})
public final class DoctorCommand implements Callable<Integer> {

  private static final int LONGEST = 600;
  private static final int NAME = 11;
  private static final int LEVEL = 8;

  @Mixin private ConnectionOptions connectionOptions = new ConnectionOptions();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where a stack's or a worker's data would be (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of(".winnow", "local");

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Whoever says nothing for so long is a fault (default: ${DEFAULT-VALUE}).")
  private int timeout = 5;

  @Option(names = "--json", description = "Print JSON for programs.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (timeout < 1 || timeout > LONGEST) {
      throw new LocalException("--timeout is " + timeout, "give 1 to " + LONGEST + " seconds");
    }
    List<Check> checks = new ArrayList<>();
    checks.addAll(
        new HostChecks(folder, LocalConfig.settings(System.getenv()), new Programs()).all());
    Connection connection = connection();
    checks.add(new KafkaChecks(connection, timeout * 1_000).check());
    checks.addAll(new ServerChecks(connection, Clock.systemUTC()).all());
    List<Finding> findings = Examination.of(checks, Duration.ofSeconds(timeout));
    if (json) {
      tellJson(findings);
    } else {
      tell(findings);
    }
    spec.commandLine().getOut().flush();
    return count(findings, Finding.Level.FAULT) == 0 ? 0 : 1;
  }

  private Connection connection() {
    try {
      return connectionOptions.connection();
    } catch (ClientException wrong) {
      throw new LocalException(wrong.getMessage(), wrong.mend());
    }
  }

  private void tell(List<Finding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    for (Finding finding : findings) {
      out.println(
          padded(word(finding.level()), LEVEL)
              + padded(finding.check(), NAME)
              + Plain.text(finding.found()));
      if (!finding.mend().isEmpty()) {
        out.println(" ".repeat(LEVEL + NAME) + "mend: " + Plain.text(finding.mend()));
      }
    }
    out.println();
    out.println(
        "%s, %s"
            .formatted(
                Plain.count(count(findings, Finding.Level.FAULT), "fault"),
                Plain.count(count(findings, Finding.Level.WARNING), "warning")));
  }

  private void tellJson(List<Finding> findings) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode answer = mapper.createObjectNode();
    answer
        .put("faults", count(findings, Finding.Level.FAULT))
        .put("warnings", count(findings, Finding.Level.WARNING));
    var list = answer.putArray("findings");
    for (Finding finding : findings) {
      list.addObject()
          .put("check", finding.check())
          .put("level", word(finding.level()))
          .put("found", Plain.text(finding.found()))
          .put("mend", Plain.text(finding.mend()));
    }
    try {
      spec.commandLine()
          .getOut()
          .println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree is always JSON", impossible);
    }
  }

  private static long count(List<Finding> findings, Finding.Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }

  private static String word(Finding.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
