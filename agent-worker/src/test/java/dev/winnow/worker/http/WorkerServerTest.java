package dev.winnow.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.worker.live.LiveRun;
import dev.winnow.worker.live.RunSubject;
import dev.winnow.worker.live.Runs;
import dev.winnow.worker.process.Cancellation;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ORDER = "cache/lru-1/0";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Runs runs = new Runs(Clock.systemUTC(), UnaryOperator.identity());
  private final Cancellation cancellation = new Cancellation();
  private final AtomicBoolean isReady = new AtomicBoolean(true);
  private WorkerServer server;

  @BeforeEach
  void start() {
    server = new WorkerServer("127.0.0.1", 0, () -> "metric 1\n", () -> true, isReady::get, runs);
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldAnswerMetricsInTheFormatOfPrometheus() throws Exception {
    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.body()).isEqualTo("metric 1\n");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
  }

  @Test
  void shouldNotBeReadyButAliveWhenItDrains() throws Exception {
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    isReady.set(false);

    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldListWhatRuns() throws Exception {
    try (LiveRun run = begin()) {
      print("hello\n");
      run.meter(() -> Optional.of(new BigDecimal("0.25")));

      JsonNode body = new ObjectMapper().readTree(get("/runs").body());

      JsonNode first = body.at("/runs/0");
      assertThat(first.at("/order").asText()).isEqualTo(ORDER);
      assertThat(first.at("/kind").asText()).isEqualTo("attempt");
      assertThat(first.at("/task").asText()).isEqualTo("cache");
      assertThat(first.at("/attempt").asText()).isEqualTo("lru-1");
      assertThat(first.has("cluster")).isFalse();
      assertThat(first.at("/delivery").asInt()).isEqualTo(2);
      assertThat(first.at("/startedAt").asText()).isNotEmpty();
      assertThat(first.at("/runningSeconds").isNumber()).isTrue();
      assertThat(first.at("/lastOutputAt").asText()).isNotEmpty();
      assertThat(first.at("/outputBytes").asInt()).isEqualTo(6);
      assertThat(first.at("/cost").asDouble()).isEqualTo(0.25);
    }
    assertThat(get("/runs").body()).isEqualTo("{\"runs\":[]}");
  }

  @Test
  void shouldAnswerTheOutputSoFarWhenTheOrderRuns() throws Exception {
    try (LiveRun run = begin()) {
      print("hello\nworld\n");

      HttpResponse<String> answer = get("/runs/" + ORDER + "/log");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("hello\nworld\n");
    }
  }

  @Test
  void shouldStreamLinesUntilTheRunEndsWhenItIsFollowed() {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    CompletableFuture<Void> ended;
    try (LiveRun run = begin()) {
      print("before\n");
      ended = follow(lines);
      await().atMost(PATIENCE).until(() -> lines.contains("before"));
      print("after\n");
      await().atMost(PATIENCE).until(() -> lines.contains("after"));
      assertThat(ended).isNotDone();
    }

    assertThat(ended).succeedsWithin(PATIENCE);
    assertThat(lines).containsExactly("before", "after", "[the run has ended]");
  }

  @Test
  void shouldServe32FollowersAndRefuseOneMore() throws Exception {
    try (LiveRun run = begin()) {
      print("hello\n");
      Queue<String> lines = new ConcurrentLinkedQueue<>();
      for (int i = 0; i < 32; i++) {
        follow(lines);
      }
      await().atMost(PATIENCE).until(() -> lines.size() == 32);
      assertThat(lines).containsOnly("hello");

      HttpResponse<InputStream> answer =
          client.send(request("/runs/" + ORDER + "/log?follow=true"), BodyHandlers.ofInputStream());
      answer.body().close();

      assertThat(answer.statusCode()).isEqualTo(503);
    }
  }

  @Test
  void shouldEndWhatIsFollowedWhenItCloses() {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    try (LiveRun run = begin()) {
      print("before\n");
      CompletableFuture<Void> ended = follow(lines);
      await().atMost(PATIENCE).until(() -> lines.contains("before"));

      server.close();

      await().atMost(PATIENCE).until(ended::isDone);
    }
  }

  @Test
  void shouldAnswerAProblemWhenTheOrderDoesNotRunOrTheQuestionIsWrong() throws Exception {
    HttpResponse<String> missing = get("/runs/no/such/0/log");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(missing.body()).contains("no/such/0 does not run on this worker");
    assertThat(get("/nothing").body()).contains("\"status\":404").contains("/nothing");
    try (LiveRun run = begin()) {
      assertThat(get("/runs/" + ORDER + "/log?follow=yes").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void shouldNameTheSettingsWhenThePortIsTaken() {
    WorkerServer second =
        new WorkerServer(
            "127.0.0.1", server.uri().getPort(), () -> "", () -> true, () -> true, runs);

    assertThatThrownBy(second::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("worker.http.port");
  }

  private LiveRun begin() {
    return runs.begin(
        new RunSubject(
            ORDER, "attempt", "cache", Optional.of("lru-1"), Optional.empty(), Optional.empty()),
        2,
        cancellation);
  }

  private void print(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    runs.sink(cancellation).accept(bytes, bytes.length);
  }

  private CompletableFuture<Void> follow(Queue<String> lines) {
    return client
        .sendAsync(request("/runs/" + ORDER + "/log?follow=true"), BodyHandlers.ofLines())
        .thenAcceptAsync(answer -> answer.body().forEach(lines::add));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path), BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + path)).timeout(PATIENCE).build();
  }
}
