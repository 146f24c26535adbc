package dev.winnow.local.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.streams.StreamsApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance that is told to stop is not waited for. */
class RestartIT {
  private static final Duration SESSION = Duration.ofMinutes(3);
  private static final Duration STARTED = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void shouldRunBeforeTheSessionOfTheFirstIsOverWhenThatHasClosed() throws Exception {
    Map<String, String> settings =
        Map.of("kafka.session.timeout.ms", Long.toString(SESSION.toMillis()));
    try (StreamsCluster cluster = new StreamsCluster(folder, 1, settings)) {
      StreamsApp first = cluster.add();
      assertThat(first.awaitRunning(STARTED)).as("the first runs").isTrue();

      cluster.stop(first);

      assertThat(cluster.add().awaitRunning(STARTED)).as("the second runs").isTrue();
    }
  }
}
