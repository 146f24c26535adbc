package dev.winnow.producers.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The HTTP API of the streams application. A missing thing is empty; everything else that goes
 * wrong is a {@link ClientException}, made of the problem document (RFC 9457) where there is one.
 */
public final class Server {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  /** Items that are asked for at once, the most that the API gives. */
  private static final int PAGE = 1_000;

  private static final String NEXT = "next";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private final URI base;
  private final Optional<Token> token;
  private final HttpClient client;

  /**
   * A client.
   *
   * @param base such as {@code http://localhost:8080}, without a path of its own at the end
   */
  public Server(URI base) {
    this(base, Optional.empty());
  }

  /** A client of a cluster's server, with its token. */
  public Server(Connection connection) {
    this(connection.server(), connection.token());
  }

  private Server(URI base, Optional<Token> token) {
    this.base = base;
    this.token = token;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
  }

  /** All tasks: {@code {"tasks": [Contest...]}}. */
  public JsonNode tasks() {
    return all("/v1/tasks", "tasks").orElseThrow(() -> notWinnow());
  }

  /** One task with its progress: {@code {"task": Task, "contest": Contest}}. */
  public Optional<JsonNode> task(String taskId) {
    return get(path(taskId));
  }

  /** The best of a task so far. */
  public Optional<JsonNode> leaderboard(String taskId, int limit) {
    return get(path(taskId) + "/leaderboard?limit=" + limit);
  }

  /** All attempts of a task: {@code {"attempts": [Attempt...]}}. */
  public Optional<JsonNode> attempts(String taskId) {
    return all(path(taskId) + "/attempts", "attempts");
  }

  /** The points of the race: {@code {"points": [RacePoint...]}}; empty if none are kept. */
  public Optional<JsonNode> race(String taskId) {
    return get(path(taskId) + "/race");
  }

  /** The decision; empty while there is none. */
  public Optional<JsonNode> verdict(String taskId) {
    return get(path(taskId) + "/verdict");
  }

  /**
   * Opens the stream of a task's events; empty if the task is not known. The caller closes it.
   *
   * @param lastEventId id of the last event that was seen, empty at first
   */
  public Optional<EventStream> events(String taskId, String lastEventId) {
    HttpRequest.Builder request =
        request(path(taskId) + "/events").header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    var answer = open(request.build());
    if (answer.statusCode() == OK) {
      return Optional.of(new EventStream(answer.body()));
    }
    try (var body = answer.body()) {
      if (answer.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw refusal(answer.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException cut) {
      throw unreachable(cut);
    }
  }

  /** Where it is. */
  public URI base() {
    return base;
  }

  private static String path(String taskId) {
    return "/v1/tasks/" + URLEncoder.encode(taskId, StandardCharsets.UTF_8);
  }

  /** All of a list, page by page, as one object; empty if there is nothing at the path. */
  private Optional<JsonNode> all(String path, String list) {
    Optional<JsonNode> page = get(path + "?limit=" + PAGE);
    if (page.isEmpty()) {
      return page;
    }
    ArrayNode items = JSON.createArrayNode();
    page.get().path(list).forEach(items::add);
    String next = page.get().path(NEXT).asText();
    while (!next.isEmpty()) {
      String after = URLEncoder.encode(next, StandardCharsets.UTF_8);
      page = get(path + "?limit=" + PAGE + "&after=" + after);
      page.ifPresent(found -> found.path(list).forEach(items::add));
      next = page.map(found -> found.path(NEXT).asText()).orElse("");
    }
    return Optional.of(JSON.createObjectNode().set(list, items));
  }

  private Optional<JsonNode> get(String path) {
    var answer =
        send(
            request(path).header("Accept", "application/json").timeout(ANSWER).build(),
            BodyHandlers.ofString());
    if (answer.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    if (answer.statusCode() != OK) {
      throw refusal(answer.statusCode(), answer.body());
    }
    try {
      return Optional.of(JSON.readTree(answer.body()));
    } catch (JsonProcessingException bad) {
      throw notWinnow();
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    token.ifPresent(each -> request.header("Authorization", each.header()));
    return request;
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException failed) {
      throw unreachable(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", "run it again", false);
    }
  }

  /**
   * Opens a stream. The wait for its head has an end, its body has none; a timeout of the request
   * would be for both on newer versions of Java.
   */
  private HttpResponse<InputStream> open(HttpRequest request) {
    CompletableFuture<HttpResponse<InputStream>> opening =
        client.sendAsync(request, BodyHandlers.ofInputStream());
    try {
      return opening.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw unreachable(failed);
    } catch (TimeoutException silent) {
      opening.cancel(true);
      throw unreachable(silent);
    } catch (InterruptedException interrupted) {
      opening.cancel(true);
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", "run it again", false);
    }
  }

  private ClientException unreachable(Exception cause) {
    ClientException failure =
        new ClientException(
            "no answer from the server at " + base,
            "start one with `winnow local`, or say where it is with --server or WINNOW_SERVER",
            true);
    failure.initCause(cause);
    return failure;
  }

  private ClientException notWinnow() {
    return new ClientException(
        "what answers at " + base + " is not Winnow",
        "say where Winnow's server is with --server or WINNOW_SERVER",
        false);
  }

  private ClientException refusal(int status, String body) {
    String detail = "status " + status;
    try {
      JsonNode problem = JSON.readTree(body);
      detail = problem.path("detail").asText(problem.path("title").asText(detail));
    } catch (JsonProcessingException noProblem) {
      // The status alone has to do.
    }
    return switch (status) {
      case UNAUTHORIZED ->
          new ClientException(
              "the server at "
                  + base
                  + (token.isPresent() ? " does not take the token" : " asks for a token"),
              token.isPresent()
                  ? "ask for a new one: it is not known, or has run out"
                  : "put one into WINNOW_TOKEN, or name a file that holds it by --token-file or"
                      + " WINNOW_TOKEN_FILE",
              false);
      case FORBIDDEN ->
          new ClientException(
              "the server at " + base + " does not allow this: " + detail,
              "use a token with more rights, by WINNOW_TOKEN or --token-file",
              false);
      case TOO_MANY, UNAVAILABLE ->
          new ClientException(
              "the server at " + base + " cannot answer: " + detail, "try again in a moment", true);
      default ->
          new ClientException(
              "the server at " + base + " cannot answer: " + detail,
              "look into the server's log",
              false);
    };
  }
}
