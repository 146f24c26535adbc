package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.local.example.Example;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.submit.TaskPublisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example with two points, over the whole stack and a real engine. */
class ComposeTuningIT {
  private static final String IMAGE = "winnow-compose-tuning";

  @TempDir Path folder;

  @Test
  void shouldMeasureProjectsOfComposeAndLeaveNoneWhenThereIsAnEngine() throws Exception {
    assumeTrue(succeeds("docker", "compose", "version"), "there is no docker compose");
    assumeTrue(
        succeeds("docker", "image", "inspect", IMAGE),
        "there is no engine, or no image " + IMAGE + ": see examples/compose-tuning");
    Path spec = Example.prepare(Path.of("../examples/compose-tuning").toRealPath(), folder);
    Files.writeString(
        spec,
        Files.readString(spec)
            .replace("[\"on\", \"off\"]", "[\"off\"]")
            .replace("[\"off\", pglz, lz4]", "[\"off\"]")
            .replace("harness/bench.sh, \"5\"", "harness/bench.sh, \"1\"")
            .replace("samples: 3", "samples: 1")
            .replace("maxSamples: 10, confirm: 2", "maxSamples: 1, confirm: 0"));

    try (LocalStack stack =
        LocalStack.start(new LocalConfig(folder.resolve("data"), 1, 0, 1), part -> {})) {
      new TaskPublisher(stack.connection())
          .publish(Example.lint(spec, Optional.empty(), warning -> {}));
      Server server = new Server(stack.connection().server());
      JsonNode verdict =
          await()
              .atMost(Duration.ofMinutes(3))
              .until(() -> server.verdict("compose-tuning"), Optional::isPresent)
              .orElseThrow();

      assertThat(verdict.at("/kept/0/variant").asText())
          .as(verdict.toString())
          .isEqualTo("synchronous-commit-off-wal-compression-off");
      assertThat(verdict.at("/kept/0/metrics/transactions_per_second/mean").asDouble())
          .isPositive();
    }
    String named = "label=com.docker.compose.project";
    assertThat(projects(List.of("docker", "ps", "--all", "--filter", named))).isEmpty();
    assertThat(projects(List.of("docker", "volume", "ls", "--filter", named))).isEmpty();
    assertThat(projects(List.of("docker", "network", "ls", "--filter", named))).isEmpty();
  }

  /** What an engine lists of projects that are named as environments are. */
  private static List<String> projects(List<String> list) throws Exception {
    return output(list)
        .lines()
        .filter(line -> line.matches(".*\\bwinnow-[0-9a-f]{16}\\b.*"))
        .toList();
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String output(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
