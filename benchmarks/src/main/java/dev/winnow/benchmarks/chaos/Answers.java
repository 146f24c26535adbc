package dev.winnow.benchmarks.chaos;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** What streams-app answers over HTTP, as records. */
final class Answers {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI base;

  Answers(URI base) {
    this.base = base;
  }

  /** Whether its stores can be read. */
  boolean isReady() throws InterruptedException {
    try {
      return get("/readyz").statusCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }

  /** A contest; empty if there is none. */
  Optional<Contest> contest(String taskId) throws IOException, InterruptedException {
    return json("/v1/tasks/" + taskId).map(answer -> read(answer.path("contest"), Contest.class));
  }

  /** A decision; empty while there is none. */
  Optional<Verdict> verdict(String taskId) throws IOException, InterruptedException {
    return json("/v1/tasks/" + taskId + "/verdict").map(answer -> read(answer, Verdict.class));
  }

  /** All attempts of a task. */
  List<Attempt> attempts(String taskId) throws IOException, InterruptedException {
    return all("/v1/tasks/" + taskId + "/attempts?limit=500", "attempts", Attempt.class);
  }

  /** All standings of a task. */
  List<Standing> standings(String taskId) throws IOException, InterruptedException {
    return all("/v1/tasks/" + taskId + "/standings?limit=500", "standings", Standing.class);
  }

  /** The standings that are on the board, best first. */
  List<Standing> board(String taskId) throws IOException, InterruptedException {
    return all(
        "/v1/tasks/" + taskId + "/standings?order=rank&limit=500", "standings", Standing.class);
  }

  private <T extends SpecificRecord> List<T> all(String path, String list, Class<T> type)
      throws IOException, InterruptedException {
    List<T> items = new ArrayList<>();
    String after = "";
    do {
      String page =
          after.isEmpty()
              ? path
              : path + "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
      JsonNode answer = json(page).orElseThrow(() -> new IOException("nothing at " + page));
      answer.path(list).forEach(item -> items.add(read(item, type)));
      after = answer.path("next").asText("");
    } while (!after.isEmpty());
    return items;
  }

  private static <T extends SpecificRecord> T read(JsonNode json, Class<T> type) {
    return RecordJson.read(json, type);
  }

  private Optional<JsonNode> json(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path);
    return switch (answer.statusCode()) {
      case OK -> Optional.of(JSON.readTree(answer.body()));
      case NOT_FOUND -> Optional.empty();
      default -> throw new IOException(path + " is answered with " + answer.statusCode());
    };
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT).build(), BodyHandlers.ofString());
  }
}
