package dev.winnow.local.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.local.LocalException;
import dev.winnow.local.Version;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.RecordJson;
import dev.winnow.worker.check.Baseline;
import dev.winnow.worker.docs.fix.Mending;
import dev.winnow.worker.sarif.Sarif;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeOnExecutionException = CheckCommand.NOT_CHECKED,
    description =
        "Check a commit for contract breaks and doc drift against the branch that it goes to;"
            + " needs no Kafka.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no finding that counts is an error",
      "1:at least one is",
      "2:it could not be checked"
    })
public final class CheckCommand implements Callable<Integer> {
  private static final int FINE = 0;
  private static final int HAS_ERRORS = 1;
  static final int NOT_CHECKED = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--base",
      paramLabel = "COMMIT",
      description = "The branch that the change goes to (default: main).")
  private String base;

  @Option(
      names = "--all",
      description =
          "Check all of the head and not what a change introduces: documents that were right once,"
              + " and uses of what is not promised.")
  private boolean all;

  @Option(
      names = "--head",
      paramLabel = "COMMIT",
      description = "The commit to check (default: ${DEFAULT-VALUE}).")
  private String head = "HEAD";

  @Option(
      names = "--name",
      paramLabel = "OWNER/NAME",
      description =
          "Name of the repository (default: from its remote 'origin', else the name of its topmost"
              + " folder).")
  private String name;

  @Option(
      names = "--neighbour",
      paramLabel = "DIR",
      description =
          "Clone of a repository that provides what this one consumes, or consumes what it"
              + " provides; may be repeated.")
  private List<Path> neighbours = List.of();

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = "Also write the report as SARIF 2.1.0.")
  private Path sarif;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "What is in it does not count, and is not listed; in place of the baseline that"
              + " winnow.yaml names.")
  private Path baseline;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description =
          "With --all: also write what was found as a baseline, without what winnow.yaml"
              + " suppresses.")
  private Path writeBaseline;

  @Option(
      names = "--fix",
      arity = "0..1",
      fallbackValue = FixPatch.DEFAULT_FILE,
      paramLabel = "FILE",
      preprocessor = AttachedOnly.class,
      description =
          "Also write what can be mended in documents without a person as a patch; with `=FILE` to"
              + " another file than "
              + FixPatch.DEFAULT_FILE
              + ", with `=-` to standard output, and the report to standard error. Nothing is"
              + " applied.")
  private String fix;

  @Option(
      names = "--propose",
      arity = "0..1",
      fallbackValue = Proposal.DEFAULT_FILE,
      paramLabel = "FILE",
      preprocessor = AttachedOnly.class,
      description =
          "Also write a task, for `winnow submit`, in which an agent mends what --fix cannot; with"
              + " `=FILE` to another file than "
              + Proposal.DEFAULT_FILE
              + ". Needs --agent.")
  private String propose;

  @Option(
      names = "--agent",
      paramLabel = "COMMAND",
      description =
          "With --propose: the agent's command line. A shell runs it in a checkout, with the prompt"
              + " in the file $WINNOW_PROMPT_FILE.")
  private String agent;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "Clone of the repository (default: the current folder).")
  private Path folder = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      Optional<FixPatch> patch = Optional.ofNullable(fix).map(file -> FixPatch.to(file, json));
      Optional<Proposal> proposal = proposal();
      PullRequestReport report = report(checked -> mend(checked, patch, proposal));
      if (sarif != null) {
        write(Sarif.of(report));
      }
      PrintWriter lines = json || patch.filter(FixPatch::isOut).isPresent() ? err : out;
      if (json) {
        out.println(pretty(RecordJson.of(report)));
      } else {
        ReportLines.of(report).forEach(lines::println);
      }
      patch.ifPresent(each -> each.write(folder, json, out, err));
      proposal.ifPresent(each -> each.write(lines));
      if (writeBaseline != null) {
        // Not to the output, which may be JSON.
        err.println("Wrote " + writeBaseline + ": commit it, and name it in winnow.yaml");
      }
      return report.getErrors() > 0 ? HAS_ERRORS : FINE;
    } catch (LocalException e) {
      err.println("winnow: " + e.getMessage());
      err.println("  mend: " + e.mend());
      return NOT_CHECKED;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private Optional<Proposal> proposal() {
    if (propose == null && agent != null) {
      throw new LocalException(
          "--agent: there is nothing for an agent to do", "add --propose, or leave it out");
    }
    return Optional.ofNullable(propose).map(file -> Proposal.to(file, agent));
  }

  /** Both ask first what can be mended without anybody. */
  private void mend(
      LocalCheck.Checked checked, Optional<FixPatch> patch, Optional<Proposal> proposal) {
    if (patch.isEmpty() && proposal.isEmpty()) {
      return;
    }
    Mending.Mended mended = Mending.of(checked.head(), checked.findings(), checked.again());
    patch.ifPresent(each -> each.make(checked.findings(), mended));
    proposal.ifPresent(each -> each.make(checkedClone(), others(), checked, mended));
  }

  private LocalCheck.Clone checkedClone() {
    return clone(name != null ? name : RepositoryName.of(folder), folder);
  }

  private List<LocalCheck.Clone> others() {
    List<LocalCheck.Clone> others = new ArrayList<>();
    for (Path neighbour : neighbours) {
      others.add(clone(RepositoryName.of(neighbour), neighbour));
    }
    return others;
  }

  private PullRequestReport report(Consumer<LocalCheck.Checked> then) {
    List<LocalCheck.Clone> others = others();
    Optional<Baseline> accepted = Optional.ofNullable(baseline).map(BaselineFile::read);
    if (!all) {
      if (writeBaseline != null) {
        throw new LocalException(
            "--write-baseline: a change alone is no baseline", "add --all, and leave out --base");
      }
      String other = base == null ? "main" : base;
      return LocalCheck.report(checkedClone(), other, head, others, accepted, then);
    }
    if (base != null) {
      throw new LocalException(
          "--all: there is nothing to compare with --base", "give one of the two");
    }
    if (writeBaseline != null) {
      BaselineFile.requireName(writeBaseline);
    }
    return LocalCheck.reportOfAll(
        checkedClone(),
        head,
        others,
        accepted,
        checked -> {
          writeBaseline(checked.findings());
          then.accept(checked);
        });
  }

  private void writeBaseline(List<Finding> findings) {
    if (writeBaseline != null) {
      BaselineFile.write(writeBaseline, findings);
    }
  }

  private static LocalCheck.Clone clone(String name, Path folder) {
    return new LocalCheck.Clone(name, folder.toAbsolutePath().normalize());
  }

  private void write(JsonNode log) {
    try {
      Files.writeString(sarif, pretty(log) + "\n");
    } catch (IOException e) {
      throw new LocalException(
          "--sarif: cannot write " + sarif, "give a file in a folder that can be written");
    }
  }

  private static String pretty(JsonNode node) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree is always JSON", impossible);
    }
  }
}
