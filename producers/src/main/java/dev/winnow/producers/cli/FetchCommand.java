package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.git.Git;
import dev.winnow.producers.text.Plain;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow fetch TASK}. */
@Command(name = "fetch", description = "Bring a kept patch into a clone, as a branch.")
final class FetchCommand extends WinnowCommand {

  private static final Duration GIT_TIMEOUT = Duration.ofMinutes(5);

  @Parameters(index = "0", paramLabel = "TASK", description = "Id of a decided task.")
  private String taskId;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "A clone of the repository. Default: the current folder.")
  private Path folder;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description = "Name of the branch. Default: winnow/TASK.")
  private String branch;

  @Option(
      names = "--rank",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which of the kept patches. Default: the first, 1.")
  private int rank;

  @Override
  int run() {
    Server server = server();
    JsonNode verdict = server.verdict(taskId).orElseThrow(() -> undecided(server));
    JsonNode kept = kept(verdict);
    JsonNode repository = verdict.path("repository");
    if (isBase(kept, repository)) {
      return tellParameters(kept, server);
    }
    PatchFetch fetch =
        new PatchFetch(
            new Git(GIT_TIMEOUT),
            folder.toAbsolutePath().normalize(),
            repository.path("results").asText());
    String name = branch != null ? branch : "winnow/" + taskId + (rank == 1 ? "" : "-" + rank);
    String attempt = kept.path("attemptId").asText();
    String commit = kept.path("commit").asText();
    boolean created = fetch.fetch(taskId, attempt, commit, name);
    String base = repository.path("base").asText();
    if (isJson()) {
      printJson(
          JSON.createObjectNode()
              .put("taskId", taskId)
              .put("attemptId", attempt)
              .put("commit", commit)
              .put("base", base)
              .put("branch", name)
              .put("created", created));
      return DONE;
    }
    out()
        .println(
            "%s %s: attempt %s, commit %s"
                .formatted(
                    created ? "Made branch" : "There already is branch",
                    name,
                    Plain.text(attempt),
                    Plain.commit(Plain.text(commit))));
    out().println("See it:     git diff %s %s".formatted(Plain.commit(Plain.text(base)), name));
    out().println("Try it:     git switch " + name);
    return DONE;
  }

  private static boolean isBase(JsonNode kept, JsonNode repository) {
    return kept.path("commit").asText().equals(repository.path("base").asText());
  }

  /** A candidate that is the base itself: its parameters are all that there is to bring. */
  private int tellParameters(JsonNode kept, Server server) {
    String attempt = kept.path("attemptId").asText();
    String variant = kept.path("variant").asText();
    ObjectNode parameters = JSON.createObjectNode();
    server.task(taskId).stream()
        .flatMap(answer -> BoardText.stream(answer.path("task").path("variants")))
        .filter(each -> each.path("name").asText().equals(variant))
        .forEach(each -> parameters.setAll((ObjectNode) each.path("parameters")));
    if (isJson()) {
      printJson(
          JSON.createObjectNode()
              .put("taskId", taskId)
              .put("attemptId", attempt)
              .put("commit", kept.path("commit").asText())
              .put("base", kept.path("commit").asText())
              .putNull("branch")
              .put("created", false)
              .set("parameters", parameters));
      return DONE;
    }
    out()
        .println(
            "Attempt %s changes nothing: it is the base, commit %s, with the parameters of variant %s."
                .formatted(
                    Plain.text(attempt),
                    Plain.commit(Plain.text(kept.path("commit").asText())),
                    Plain.text(variant)));
    parameters
        .properties()
        .forEach(
            parameter ->
                out()
                    .println(
                        "  %s: %s"
                            .formatted(
                                Plain.text(parameter.getKey()),
                                Plain.text(parameter.getValue().asText()))));
    out().println("No branch was made. Put these values where they belong.");
    return DONE;
  }

  private JsonNode kept(JsonNode verdict) {
    JsonNode all = verdict.path("kept");
    if (all.isEmpty()) {
      throw new ClientException(
          "task " + taskId + " has no winner: " + Plain.text(verdict.path("reason").asText()),
          "see why with `winnow verdict " + taskId + "`",
          false);
    }
    if (rank < 1 || rank > all.size()) {
      throw new ClientException(
          "there is no kept patch of rank " + rank,
          "give a rank from 1 to "
              + all.size()
              + "; decision.keep of the spec says how many are kept",
          false);
    }
    return all.get(rank - 1);
  }

  private ClientException undecided(Server server) {
    return server.task(taskId).isPresent() ? Missing.verdict(taskId) : Missing.task(taskId);
  }
}
