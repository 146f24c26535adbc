package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.client.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole stack is killed in the middle of a contest and started again. */
class KilledStackIT {
  @TempDir private Path folder;
  private Process process;

  @AfterEach
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  @Test
  void shouldFinishTheSameContestAndCountEachAttemptOnceWhenItIsKilled() throws Exception {
    Path repository = folder.resolve("repository");
    String base = SmallContest.repository(repository);
    Server server = start();
    Path spec = folder.resolve("task.yaml");
    Files.writeString(spec, SmallContest.spec("killed", repository, base, "2"));
    Connection connection = Connection.find(Map.of(), Map.of(), folder);
    assertThat(
            WinnowMain.commandLine()
                .execute(
                    "submit",
                    spec.toString(),
                    "--no-run",
                    "--bootstrap-servers=" + connection.bootstrapServers(),
                    "--registry=" + connection.registry(),
                    "--server=" + connection.server()))
        .isZero();
    await().atMost(Duration.ofMinutes(1)).until(() -> issued(server) >= 4);

    process.destroyForcibly().waitFor();
    Server again = start();

    JsonNode verdict =
        await()
            .atMost(Duration.ofMinutes(3))
            .until(() -> again.verdict("killed"), Optional::isPresent)
            .orElseThrow();
    assertThat(verdict.at("/kept/0/variant").asText()).isEqualTo("two");
    assertThat(verdict.at("/attemptsRun").asInt()).isEqualTo(6);
    assertThat(verdict.at("/attemptsByOutcome/SUCCEEDED").asInt()).isEqualTo(5);
    assertThat(verdict.at("/attemptsByOutcome/REJECTED_BY_GATE").asInt()).isEqualTo(1);
    assertThat(verdict.at("/spend/money").decimalValue())
        .matches(money -> SmallContest.isSpend(money, 3));
    assertThat(verdict.at("/spend/reserved").decimalValue()).isEqualByComparingTo("0");

    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(folder.resolve("output.txt")).content().endsWith("and it goes on.\n");
  }

  /** How many attempts are issued; none while the task has not been admitted. */
  private static int issued(Server server) {
    return server.task("killed").map(task -> task.at("/contest/attemptsIssued").asInt()).orElse(0);
  }

  /** Starts {@code winnow local} in a process of its own and returns when it says that it is up. */
  private Server start() throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    WinnowMain.class.getName(),
                    "local",
                    "--folder=data",
                    "--port=0",
                    "--slots=1"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    await()
        .atMost(Duration.ofMinutes(2))
        .failFast("it has ended: " + folder, () -> !process.isAlive())
        .until(() -> Files.readString(folder.resolve("output.txt")).contains("Winnow is up"));
    Server server = new Server(Connection.find(Map.of(), Map.of(), folder).server());
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(ClientException.class)
        .until(() -> server.tasks() != null);
    return server;
  }
}
