package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of merge tournaments over the whole local stack, while somebody else pushes too. */
class MergeTournamentIT {
  private static final Path EXAMPLE = Path.of("..", "examples", "merge-tournament");
  private static final String TASK = "shop-merge";

  @TempDir Path folder;

  @Test
  void shouldLandWhatHelpsAndLeaveTheCommitOfSomebodyElseWhenTheBranchMovesInBetween()
      throws Exception {
    Path shop = folder.resolve("shop");
    run(folder, "sh", EXAMPLE.resolve("prepare.sh").toAbsolutePath().toString(), shop.toString());
    Path origin = shop.resolve("shop.git");
    String start = run(origin, "git", "rev-parse", "main");
    JsonNode verdict;
    String theirs;
    try (LocalStack stack =
        LocalStack.start(new LocalConfig(folder.resolve("data"), 1, 0, 2), part -> {})) {
      submit(stack, shop.resolve("task.yaml"));
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !run(origin, "git", "rev-parse", "main").equals(start));
      theirs = pushBeside(origin);
      Server server = new Server(stack.connection().server());
      verdict =
          await()
              .atMost(Duration.ofMinutes(3))
              .until(() -> server.verdict(TASK), Optional::isPresent)
              .orElseThrow();
    }

    JsonNode merge = verdict.path("merge");
    assertThat(states(merge))
        .as(verdict.toPrettyString())
        .isEqualTo(
            Map.of(
                "early-parse", "LANDED",
                "cache-in-shop", "LANDED",
                "cache-in-store", "NO_GAIN",
                "plain-title", "LANDED",
                "title-by-words", "CONFLICT",
                "short-journal", "LANDED"));
    assertThat(merge.at("/entries").findValuesAsText("reason"))
        .anyMatch(reason -> reason.contains("src/render.awk line"));
    assertThat(merge.path("moved").asInt()).isEqualTo(1);

    String head = run(origin, "git", "rev-parse", "main");
    assertThat(merge.path("head").asText()).isEqualTo(head);
    // Nothing that was ever on the branch is gone from it, and it has what landed and no more.
    List<String> history = run(origin, "git", "rev-list", "main").lines().toList();
    assertThat(history).contains(start, theirs);
    for (Map.Entry<String, String> state : states(merge).entrySet()) {
      String commit = run(origin, "git", "rev-parse", state.getKey());
      assertThat(history.contains(commit))
          .as(state.getKey())
          .isEqualTo(state.getValue().equals("LANDED"));
    }
    assertThat(run(origin, "git", "show", "main:NOTES.md")).isEqualTo("from somebody else");
  }

  private static Map<String, String> states(JsonNode merge) {
    Map<String, String> states = new LinkedHashMap<>();
    merge
        .path("entries")
        .forEach(entry -> states.put(entry.path("name").asText(), entry.path("state").asText()));
    return states;
  }

  /** Pushes a commit as people do: on what they fetched, and again if the branch moved since. */
  private String pushBeside(Path origin) throws IOException, InterruptedException {
    Path clone = folder.resolve("clone");
    run(folder, "git", "clone", "--quiet", origin.toString(), clone.toString());
    for (int attempt = 0; ; attempt++) {
      run(clone, "git", "fetch", "--quiet", "origin");
      run(clone, "git", "reset", "--quiet", "--hard", "origin/main");
      Files.writeString(clone.resolve("NOTES.md"), "from somebody else\n");
      run(clone, "git", "add", "NOTES.md");
      run(clone, "git", "-c", "user.name=s", "-c", "user.email=s@s", "commit", "-qm", "notes");
      try {
        run(clone, "git", "push", "--quiet", "origin", "HEAD:main");
        return run(clone, "git", "rev-parse", "HEAD");
      } catch (IOException moved) {
        if (attempt == 20) {
          throw moved;
        }
      }
    }
  }

  private static void submit(LocalStack stack, Path spec) {
    int exit =
        WinnowMain.commandLine()
            .execute(
                "submit",
                spec.toString(),
                "--no-run",
                "--bootstrap-servers=" + stack.connection().bootstrapServers(),
                "--registry=" + stack.connection().registry(),
                "--server=" + stack.connection().server());
    assertThat(exit).isZero();
  }

  private static String run(Path folder, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}
