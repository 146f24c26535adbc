package dev.winnow.local.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.streams.StreamsApp;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances without {@code application.server}. */
class NamelessIT {
  private static final Duration STARTED = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void shouldEachAnswerForWhatTheyHoldAndForNothingElse() throws Exception {
    try (StreamsCluster cluster = new StreamsCluster(folder, 4, Map.of())) {
      List<StreamsApp> both = List.of(cluster.addNameless(), cluster.addNameless());

      await()
          .atMost(STARTED)
          .untilAsserted(
              () -> {
                List<Integer> owners =
                    IntStream.range(0, 40).mapToObj(key -> owner(both, "task-" + key)).toList();
                assertThat(owners).contains(0, 1).doesNotContain(-1);
              });
    }
  }

  /** Which of them knows that there is no such task; -1 unless the other cannot say. */
  private int owner(List<StreamsApp> both, String task) {
    List<Integer> statuses = both.stream().map(app -> status(app, task)).toList();
    return statuses.equals(List.of(404, 503)) ? 0 : statuses.equals(List.of(503, 404)) ? 1 : -1;
  }

  private int status(StreamsApp app, String task) {
    HttpRequest request = HttpRequest.newBuilder(app.uri().resolve("/v1/tasks/" + task)).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (Exception e) {
      return 0;
    }
  }
}
