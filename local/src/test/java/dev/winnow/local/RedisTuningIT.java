package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.local.example.Example;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.submit.TaskPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example with few points and few requests, over the whole stack and real servers. */
class RedisTuningIT {
  private static final String WHY_NOT =
      "there is no redis-server or redis-benchmark: apt-get install redis-server redis-tools";

  @TempDir Path folder;

  @Test
  void shouldEndInATieSetAndLeaveNoServerWhenPointsDifferByChance() throws Exception {
    assumeTrue(isInstalled("redis-server") && isInstalled("redis-benchmark"), WHY_NOT);
    Path spec = Example.prepare(Path.of("../examples/redis-tuning").toRealPath(), folder);
    Files.writeString(
        spec,
        Files.readString(spec)
            .replace("[1, 2, 4]", "[1]")
            .replace("[always, everysec, \"no\"]", "[everysec]")
            .replace("\"20000\"", "\"1500\"")
            .replace("maxSamples: 12, confirm: 3", "maxSamples: 6, confirm: 0"));

    try (LocalStack stack =
        LocalStack.start(new LocalConfig(folder.resolve("data"), 1, 0, 2), part -> {})) {
      new TaskPublisher(stack.connection())
          .publish(Example.lint(spec, Optional.empty(), warning -> {}));
      Server server = new Server(stack.connection().server());
      JsonNode verdict =
          await()
              .atMost(Duration.ofMinutes(2))
              .until(() -> server.verdict("redis-tuning"), Optional::isPresent)
              .orElseThrow();

      assertThat(verdict.at("/kind").asText()).as(verdict.toString()).isEqualTo("TIE_SET");
      // The third point is what the base says already.
      assertThat(verdict.at("/kept")).hasSize(2);
      assertThat(verdict.at("/kept/0/intervals/requests_per_second/low").isNumber()).isTrue();
      assertThat(verdict.at("/hosts")).hasSize(1);
      assertThat(servers()).isEmpty();
    }
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  /** Those that work below the test's folder. */
  private List<ProcessHandle> servers() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().command().filter(it -> it.contains("redis")).isPresent())
        .filter(process -> worksIn(process, folder))
        .toList();
  }

  private static boolean worksIn(ProcessHandle process, Path folder) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
          .startsWith(folder.toRealPath());
    } catch (IOException e) {
      return false; // it has ended
    }
  }
}
