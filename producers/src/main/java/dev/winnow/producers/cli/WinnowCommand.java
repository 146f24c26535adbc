package dev.winnow.producers.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.lint.WinnerLookup;
import dev.winnow.producers.merge.Winners;
import dev.winnow.producers.text.Plain;
import dev.winnow.schemas.spec.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands have in common: where they print, and how they fail. */
abstract class WinnowCommand implements Callable<Integer> {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int BAD_SPEC = 2;
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Logger LOG = LoggerFactory.getLogger(WinnowCommand.class);

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;

  @Option(names = "--json", description = "Print JSON for programs.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print how to use this command.")
  private boolean help;

  /** Does the work and returns the exit code. */
  abstract int run();

  @Override
  public final Integer call() {
    try {
      return run();
    } catch (ClientException failed) {
      return fail(failed.getMessage(), failed.mend());
    } catch (RuntimeException unexpected) {
      LOG.debug("command failed", unexpected);
      String message = unexpected.getMessage();
      return fail(
          "unexpected failure: "
              + (message == null ? unexpected.getClass().getSimpleName() : Plain.text(message)),
          "report it with what you typed");
    } finally {
      out().flush();
      err().flush();
    }
  }

  boolean isJson() {
    return json;
  }

  Connection connection() {
    return connectionOptions.connection();
  }

  Server server() {
    return new Server(connection());
  }

  /** Asks the server what decided tasks kept, when somebody wants to know. */
  WinnerLookup winners() {
    return new Winners(this::server);
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  void print(List<String> lines) {
    lines.forEach(out()::println);
  }

  void printJson(JsonNode node) {
    try {
      out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree is always JSON", impossible);
    }
  }

  int fail(String message, String mend) {
    err().println("winnow: " + message);
    err().println("  mend: " + mend);
    return FAILED;
  }

  /** Prints what refuses no spec and should be known, on standard error also with JSON. */
  void warn(Problem warning) {
    err().println("Warning: " + Plain.text(warning.field()) + ": " + Plain.text(warning.message()));
    err().println("  mend: " + Plain.text(warning.mend()));
  }

  /**
   * Prints what is wrong with a spec: as a list on standard error, or as JSON on standard output.
   */
  int refuse(List<Problem> problems) {
    if (json) {
      ArrayNode list = JSON.createArrayNode();
      problems.forEach(
          problem ->
              list.addObject()
                  .put("field", problem.field())
                  .put("message", problem.message())
                  .put("mend", problem.mend()));
      printJson(JSON.createObjectNode().put("valid", false).set("problems", list));
      return BAD_SPEC;
    }
    for (Problem problem : problems) {
      err().println(Plain.text(problem.field()) + ": " + Plain.text(problem.message()));
      err().println("  mend: " + Plain.text(problem.mend()));
    }
    err()
        .println(
            "winnow: the spec has "
                + Plain.count(problems.size(), "problem")
                + "; nothing was submitted");
    return BAD_SPEC;
  }
}
