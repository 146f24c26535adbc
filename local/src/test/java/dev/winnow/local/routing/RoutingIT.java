package dev.winnow.local.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.streams.StreamsApp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any instance answers any request, while one is cut off and another one joins. */
class RoutingIT {
  private static final int QUERIES = 1_000;
  private static final long SEED = 20_261_130;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Random random = new Random(SEED);
  private final Map<String, String> expected = new HashMap<>();
  @TempDir private Path folder;
  private int refused;

  @Test
  void shouldAnswerAsTheOwnerOrAskToTryAgainWhenInstancesComeAndGo() throws Exception {
    List<String> tasks = IntStream.range(0, 18).mapToObj(n -> "task-" + n).toList();
    Map<String, String> settings =
        Map.of("kafka.session.timeout.ms", "6000", "kafka.heartbeat.interval.ms", "500");
    try (StreamsCluster cluster = new StreamsCluster(folder, 4, settings);
        ContestPlayer player = new ContestPlayer(cluster.bootstrapServers(), cluster.topics())) {
      List<StreamsApp> instances = new ArrayList<>();
      for (int count = 0; count < 3; count++) {
        instances.add(cluster.add());
      }
      player.submit(tasks);
      await()
          .atMost(Duration.ofMinutes(3))
          .until(
              () -> {
                player.play();
                return allDecided(instances.get(0), tasks);
              });
      List<String> paths = paths(tasks);
      for (String path : paths) {
        List<String> bodies = new ArrayList<>();
        for (StreamsApp instance : instances) {
          HttpResponse<String> answer = get(instance, path);
          assertThat(answer.statusCode()).as(path).isIn(200, 404);
          bodies.add(answer.body());
        }
        assertThat(bodies).as(path).containsOnly(bodies.get(0));
        expected.put(path, bodies.get(0));
      }

      ask(instances, paths, QUERIES / 4);
      cluster.cut(instances.remove(random.nextInt(3)));
      ask(instances, paths, QUERIES / 4);
      instances.add(cluster.add());
      ask(instances, paths, QUERIES / 2);
      await()
          .atMost(Duration.ofMinutes(3))
          .until(
              () -> {
                ask(instances, paths, 10);
                return paths.stream()
                    .allMatch(path -> instances.stream().allMatch(each -> answers(each, path)));
              });
      System.out.println("asked to try again: " + refused);
    }
  }

  /** What is asked for: each resource of each task, a list, and what is not there. */
  private static List<String> paths(List<String> tasks) {
    List<String> paths = new ArrayList<>(List.of("/v1/tasks?limit=20", "/v1/tasks/none"));
    for (String id : tasks) {
      for (String part :
          List.of("", "/leaderboard", "/attempts", "/standings?order=rank", "/verdict")) {
        paths.add("/v1/tasks/" + id + part);
      }
    }
    return paths;
  }

  private void ask(List<StreamsApp> instances, List<String> paths, int times) throws Exception {
    for (int count = 0; count < times; count++) {
      String path = paths.get(random.nextInt(paths.size()));
      check(path, get(instances.get(random.nextInt(instances.size())), path));
    }
  }

  private void check(String path, HttpResponse<String> answer) {
    if (answer.statusCode() == 503) {
      assertThat(answer.headers().firstValue("Retry-After")).as(path).isPresent();
      refused++;
    } else {
      assertThat(answer.body()).as(path).isEqualTo(expected.get(path));
    }
  }

  private boolean answers(StreamsApp instance, String path) {
    try {
      HttpResponse<String> answer = get(instance, path);
      check(path, answer);
      return answer.statusCode() != 503;
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }

  private boolean allDecided(StreamsApp instance, List<String> tasks) throws Exception {
    for (String id : tasks) {
      if (!isDecided(instance, id)) {
        return false;
      }
    }
    return true;
  }

  private boolean isDecided(StreamsApp instance, String id) throws Exception {
    HttpResponse<String> answer = get(instance, "/v1/tasks/" + id + "/verdict");
    JsonNode verdict = new ObjectMapper().readTree(answer.body());
    return answer.statusCode() == 200 && verdict.hasNonNull("kind");
  }

  private HttpResponse<String> get(StreamsApp instance, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(instance.uri() + path))
            .timeout(Duration.ofSeconds(20))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
