package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.git.Git;
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
