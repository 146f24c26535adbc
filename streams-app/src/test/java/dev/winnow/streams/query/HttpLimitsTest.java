package dev.winnow.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.streams.checks.PullRequests;
import dev.winnow.streams.contest.Tasks;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is at a documented limit of the API is served, and what is one past it is told so. */
@TestInstance(Lifecycle.PER_CLASS)
class HttpLimitsTest {
  private static final int LARGEST_BODY = 1 << 20;
  private static final int LONGEST_HEAD = 16 << 10;

  private final QueryWorld world = new QueryWorld();

  @BeforeAll
  void publish() {
    world.contest.publishTask(Tasks.task("t", 1).build());
    world.checks.publish(PullRequests.pushed('a', 1).build());
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void shouldTakeABodyOf1MiBAndRefuseALarger() throws Exception {
    String spec = QueryServerTest.SPEC.formatted("b".repeat(40));
    String largest = spec + "\n".repeat(LARGEST_BODY - spec.length());

    HttpResponse<String> refusal = world.post(largest + " ");
    assertThat(refusal.statusCode()).isEqualTo(413);
    assertThat(refusal.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(world.kafka.history()).isEmpty();

    assertThat(world.post(largest).statusCode()).isEqualTo(202);
  }

  /** A spec of 1 MiB can make a task of more than 16 MiB: each point of its grid is written out. */
  @Test
  void shouldRefuseATaskThatNoRecordHoldsAndNotAskToTryAgain() throws Exception {
    world.kafka.sendException = new RecordTooLargeException("made up");
    try {
      HttpResponse<String> refusal = world.post(QueryServerTest.SPEC.formatted("c".repeat(40)));

      assertThat(refusal.statusCode()).isEqualTo(400);
      assertThat(QueryWorld.json(refusal).at("/errors/0/message").asText())
          .isEqualTo("makes a task that is larger than the topic takes");
    } finally {
      world.kafka.sendException = null;
    }
  }

  @Test
  void shouldTakeHeadersOf16KiBAndRefuseLonger() throws Exception {
    assertThat(statusLine(LONGEST_HEAD)).startsWith("HTTP/1.1 200");
    assertThat(statusLine(LONGEST_HEAD + 1)).startsWith("HTTP/1.1 431");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/tasks?limit=1000, 200",
    "/v1/tasks?limit=1, 200",
    "/v1/tasks?limit=1001, 400",
    "/v1/tasks?limit=0, 400",
    "/v1/tasks/t?staleness=1h, 200",
    "/v1/tasks/t?staleness=3600000ms, 200",
    "/v1/tasks/t?staleness=0, 200",
    "/v1/tasks/t?staleness=3600001ms, 400",
    "/v1/tasks/t?staleness=61m, 400",
    "/v1/tasks/t?staleness=-1s, 400",
    "/v1/tasks/t/leaderboard?limit=1000, 200",
    "/v1/tasks/t/leaderboard?limit=1001, 400",
    "/v1/tasks/t/leaderboard?staleness=3600001ms, 400",
    "/v1/tasks/t/attempts?limit=1000, 200",
    "/v1/tasks/t/attempts?limit=1001, 400",
    "/v1/tasks/t/standings?limit=1000, 200",
    "/v1/tasks/t/standings?limit=1001, 400",
    "/v1/pull-requests?limit=1000, 200",
    "/v1/pull-requests?limit=1001, 400",
    "/v1/pull-requests/acme/shop/1/findings?limit=1, 200",
    "/v1/pull-requests/acme/shop/1/findings?limit=1000, 200",
    "/v1/pull-requests/acme/shop/1/findings?limit=0, 400",
    "/v1/pull-requests/acme/shop/1/findings?limit=1001, 400",
  })
  void shouldNameTheParameterOnlyWhenItIsPastItsLimit(String path, int status) throws Exception {
    HttpResponse<String> answer = world.get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (status == 400) {
      assertThat(QueryWorld.json(answer).path("detail").asText())
          .startsWith(path.contains("limit") ? "limit must be" : "staleness must be");
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "1000, 200", "0, 400", "1001, 400"})
  void shouldNameTheLimitOfEventsOnlyWhenItIsPastIt(int limit, int status) throws Exception {
    HttpResponse<Stream<String>> answer = world.events("/v1/tasks/t/events?limit=" + limit, "");

    try (Stream<String> lines = answer.body()) {
      assertThat(answer.statusCode()).isEqualTo(status);
      if (status == 400) {
        assertThat(lines.collect(Collectors.joining())).contains("limit must be");
      }
    }
  }

  /** What is answered to a request whose line and headers have so many bytes. */
  private String statusLine(int bytes) throws IOException {
    String start = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Long: ";
    String head = start + "x".repeat(bytes - start.length() - 4) + "\r\n\r\n";
    try (Socket socket = new Socket(world.uri().getHost(), world.uri().getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.lines().findFirst().orElse("");
    }
  }
}
