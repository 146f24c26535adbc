package dev.winnow.producers.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhookServerTest {
  private static final String SECRET = "It's a Secret to Everybody";
  private static final String OLD_SECRET = "the one before";

  private final MockProducer<String, byte[]> kafka =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final WebhookServer server = server(kafka);
  private WebhookSender github;

  @BeforeEach
  void start() {
    server.start();
    github = new WebhookSender(server.uri(), SECRET);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldAnswer202AndHavePublishedWhenAPullRequestIsOpened() {
    HttpResponse<String> answer =
        github.deliver("pull_request", "guid-1", Payloads.pullRequest("opened"));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json(answer).path("outcome").asText()).isEqualTo("published");
    assertThat(json(answer).path("delivery").asText()).isEqualTo("guid-1");
    assertThat(kafka.history())
        .extracting(ProducerRecord::topic)
        .containsExactly("winnow.pull-requests", "winnow.pushes");
  }

  @Test
  void shouldAnswer200WhenPinged() {
    ObjectNode ping =
        new ObjectMapper().createObjectNode().put("zen", "Keep it logically awesome.");

    assertThat(github.deliver("ping", "guid-1", ping).statusCode()).isEqualTo(200);
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void shouldCountAndAnswer202WhenTheEventIsUnknown() throws Exception {
    HttpResponse<String> answer = github.deliver("never_seen", "guid-1", Payloads.push());

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json(get("/counts")).path("events").path("never_seen").path("counted").asInt())
        .isEqualTo(1);
    assertThat(get("/metrics").body())
        .contains("winnow_webhooks_deliveries_total{event=\"never_seen\",outcome=\"counted\"} 1.0")
        .contains("jvm_memory_used_bytes");
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void shouldPublishWhenThePayloadComesInAForm() {
    String form =
        "payload=" + URLEncoder.encode(Payloads.push().toString(), StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        github
            .request("push", "guid-1", Payloads.bytes(form))
            .setHeader("Content-Type", "application/x-www-form-urlencoded");

    assertThat(github.send(request).statusCode()).isEqualTo(202);
    assertThat(kafka.history()).extracting(ProducerRecord::topic).containsExactly("winnow.pushes");
  }

  @Test
  void shouldMindNeitherCaseNorCharsetOfTheContentType() {
    HttpRequest.Builder request =
        github
            .request("push", "guid-1", Payloads.bytes(Payloads.push().toString()))
            .setHeader("Content-Type", "Application/JSON; charset=UTF-8");

    assertThat(github.send(request).statusCode()).isEqualTo(202);
  }

  @Test
  void shouldAnswer415WhenTheContentTypeIsAnother() {
    HttpRequest.Builder request =
        github
            .request("push", "guid-1", Payloads.bytes(Payloads.push().toString()))
            .setHeader("Content-Type", "text/xml");

    assertProblem(github.send(request), 415, "application/json");
  }

  @Test
  void shouldAcceptTheOldSecretWhileSecretsAreRotated() {
    WebhookSender old = new WebhookSender(server.uri(), OLD_SECRET);

    assertThat(old.deliver("push", "guid-1", Payloads.push()).statusCode()).isEqualTo(202);
  }

  @Test
  void shouldAnswer401WhenTheSecretIsWrong() throws Exception {
    HttpResponse<String> answer =
        new WebhookSender(server.uri(), "guess").deliver("push", "guid-1", Payloads.push());

    assertProblem(answer, 401, "X-Hub-Signature-256");
    assertThat(json(get("/counts")).path("events").path("unverified").path("unsigned").asInt())
        .isEqualTo(1);
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void shouldAnswer401BeforeItParsesWhenTheSignatureIsWrong() {
    byte[] noJson = Payloads.bytes("no json");
    HttpRequest.Builder request =
        new WebhookSender(server.uri(), "guess").request("no event!", "no guid!", noJson);

    assertProblem(github.send(request), 401, "X-Hub-Signature-256");
  }

  @Test
  void shouldAnswer401WhenOnlySha1IsThere() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve(WebhookServer.PATH))
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", "push")
            .header("X-GitHub-Delivery", "guid-1")
            .header("X-Hub-Signature", "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59")
            .POST(BodyPublishers.ofString("Hello, World!"));

    assertProblem(github.send(request), 401, "SHA-1");
  }

  @Test
  void shouldAnswer401WhenThereIsNoSignature() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve(WebhookServer.PATH))
            .POST(BodyPublishers.ofString("{}"));

    assertProblem(github.send(request), 401, "X-Hub-Signature-256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "[1]", "\"text\"", "{\"ref\":"})
  void shouldAnswer400WhenTheBodyIsNoObject(String body) {
    HttpRequest.Builder request = github.request("push", "guid-1", Payloads.bytes(body));

    assertProblem(github.send(request), 400, "JSON object");
  }

  @Test
  void shouldAnswer400AndNameTheFieldWhenOneIsMissing() {
    ObjectNode payload =
        Payloads.with(Payloads.pullRequest("opened"), "pull_request.head.sha", null);

    HttpResponse<String> answer = github.deliver("pull_request", "guid-1", payload);

    assertProblem(answer, 400, "pull_request.head.sha");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-GitHub-Event", "X-GitHub-Delivery"})
  void shouldAnswer400AndNameTheHeaderWhenItIsWrong(String header) {
    HttpRequest.Builder request =
        github
            .request("push", "guid-1", Payloads.bytes(Payloads.push().toString()))
            .setHeader(header, "so what?");

    assertProblem(github.send(request), 400, header);
  }

  @ParameterizedTest
  @CsvSource({
    "X-GitHub-Event, 64, true",
    "X-GitHub-Event, 65, false",
    "X-GitHub-Delivery, 100, true",
    "X-GitHub-Delivery, 101, false",
  })
  void shouldNameTheHeaderOnlyWhenItIsTooLong(String header, int length, boolean isTaken) {
    HttpRequest.Builder request =
        github
            .request("push", "guid-1", Payloads.bytes(Payloads.push().toString()))
            .setHeader(header, "a".repeat(length));

    HttpResponse<String> answer = github.send(request);

    if (isTaken) {
      assertThat(answer.statusCode()).isEqualTo(202);
    } else {
      assertProblem(answer, 400, header);
    }
  }

  @Test
  void shouldTakeTheLargestBody() {
    ObjectNode payload = Payloads.push();
    payload.put("padding", "");
    payload.put("padding", "x".repeat(Bodies.LARGEST - payload.toString().length()));

    assertThat(payload.toString()).hasSize(Bodies.LARGEST);
    assertThat(github.deliver("push", "guid-1", payload).statusCode()).isEqualTo(202);
    assertThat(kafka.history().get(0).value().length).isLessThan(1_000);
  }

  @Test
  void shouldAnswer413WhenTheBodyIsLarger() throws Exception {
    byte[] body = new byte[Bodies.LARGEST + 1];

    assertProblem(github.send(github.request("push", "guid-1", body)), 413, "26214400");
    assertThat(json(get("/counts")).path("events").path("unverified").path("too-large").asInt())
        .isEqualTo(1);
  }

  @Test
  void shouldAnswer413WhenTheBodyIsLargerAndDoesNotSaySo() {
    byte[] body = new byte[Bodies.LARGEST + 1];
    HttpRequest.Builder request =
        github
            .request("push", "guid-1", body)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    assertProblem(github.send(request), 413, "26214400");
  }

  @Test
  void shouldTakeAChunkedBody() {
    byte[] body = Payloads.bytes(Payloads.push().toString());
    HttpRequest.Builder request =
        github
            .request("push", "guid-1", body)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    assertThat(github.send(request).statusCode()).isEqualTo(202);
  }

  @Test
  void shouldStopReadingWhenABodyWithoutEndIsSent() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          Payloads.bytes(
              "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nX-Hub-Signature-256: sha256="
                  + "0".repeat(64)
                  + "\r\nTransfer-Encoding: chunked\r\n\r\n"));
      byte[] chunk = Payloads.bytes("10000\r\n" + "x".repeat(65_536) + "\r\n");
      int sent = 0;
      try {
        // Twice the cap is what is read at most: half of it kept, half thrown away.
        while (sent < 8 * Bodies.LARGEST / chunk.length) {
          out.write(chunk);
          sent++;
        }
      } catch (IOException closed) {
        // What the server does when it has answered.
      }

      assertThat((long) sent * chunk.length).isLessThan(4L * Bodies.LARGEST);
      assertThat(json(get("/counts")).path("events").path("unverified").path("too-large").asInt())
          .isEqualTo(1);
    }
  }

  @Test
  void shouldGiveBackTheRoomWhenBodiesAreDone() {
    byte[] body = new byte[Bodies.LARGEST];

    // Together more than may be held at once.
    for (int i = 0; i < 8; i++) {
      assertThat(github.send(github.request("push", "guid-" + i, body)).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void shouldAnswerAnUnsignedRequestBeforeItsBodyHasCome() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
      socket.setSoTimeout(4_000);

      send(
          socket,
          "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 401").containsIgnoringCase("connection: close");
    }
  }

  @Test
  void shouldEndAConnectionThatSendsNoMoreOfItsBody() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
      socket.setSoTimeout(9_000);

      send(
          socket,
          "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nX-Hub-Signature-256: sha256="
              + "0".repeat(64)
              + "\r\nContent-Length: 100\r\n\r\n{");

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void shouldAnswerWhatHasComeInWhenItIsClosed() {
    MockProducer<String, byte[]> slow =
        new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    WebhookServer closing = server(slow);
    closing.start();
    int port = closing.uri().getPort();
    WebhookSender sender = new WebhookSender(closing.uri(), SECRET);
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(() -> sender.deliver("push", "guid-1", Payloads.push()));
    Awaitility.await().until(() -> slow.history().size() == 1);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(closing::close);
    Awaitility.await().until(() -> !listens(port));

    // Longer than a connection may be idle otherwise.
    Awaitility.await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
    slow.completeNext();

    assertThat(answer.join().statusCode()).isEqualTo(202);
    closed.join();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(Payloads.bytes(text));
  }

  @Test
  void shouldCountTheDeliveryWhenTheSenderGoesAway() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
      socket
          .getOutputStream()
          .write(
              Payloads.bytes(
                  "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nX-Hub-Signature-256: sha256="
                      + "0".repeat(64)
                      + "\r\nContent-Length: 100\r\n\r\n{"));
    }

    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                assertThat(
                        json(get("/counts"))
                            .path("events")
                            .path("unverified")
                            .path("invalid")
                            .asInt())
                    .isEqualTo(1));
  }

  @Test
  void shouldPublishOnceWhenADeliveryIsRepeated() {
    github.deliver("push", "guid-1", Payloads.push());

    HttpResponse<String> answer = github.deliver("push", "guid-1", Payloads.push());

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json(answer).path("outcome").asText()).isEqualTo("repeated");
    assertThat(kafka.history()).hasSize(1);
  }

  @Test
  void shouldPublishBothWhenTwoHooksTellOfOneEvent() {
    byte[] body = Payloads.bytes(Payloads.push().toString());
    github.send(github.request("push", "guid-1", body).header("X-GitHub-Hook-ID", "1"));

    github.send(github.request("push", "guid-1", body).header("X-GitHub-Hook-ID", "2"));

    assertThat(kafka.history()).hasSize(2);
  }

  @Test
  void shouldNotTakeTheDeliveryForDoneWhenPublishingFailed() throws Exception {
    kafka.sendException = new TimeoutException("broker away");
    HttpResponse<String> first = github.deliver("push", "guid-1", Payloads.push());
    kafka.sendException = null;

    HttpResponse<String> second = github.deliver("push", "guid-1", Payloads.push());

    assertProblem(first, 503, "Kafka");
    assertThat(first.headers().firstValue("Retry-After")).isPresent();
    assertThat(json(second).path("outcome").asText()).isEqualTo("published");
    assertThat(kafka.history()).hasSize(1);
    JsonNode counts = json(get("/counts")).path("events").path("push");
    assertThat(counts.path("unavailable").asInt()).isEqualTo(1);
    assertThat(counts.path("published").asInt()).isEqualTo(1);
  }

  @Test
  void shouldAnswerNobodyBeforeTheAcknowledgementWhenADeliveryComesTwiceAtOnce() {
    MockProducer<String, byte[]> slow =
        new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    try (WebhookServer waiting = server(slow)) {
      waiting.start();
      WebhookSender sender = new WebhookSender(waiting.uri(), SECRET);
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        answers.add(
            CompletableFuture.supplyAsync(() -> sender.deliver("push", "guid-1", Payloads.push())));
      }
      Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> slow.history().size() == 2);
      assertThat(answers).noneMatch(CompletableFuture::isDone);

      slow.completeNext();
      slow.errorNext(new TimeoutException("broker away"));

      // One of them is published: the event is in Kafka, and the other was not answered for it.
      assertThat(answers)
          .extracting(answer -> answer.join().statusCode())
          .containsExactlyInAnyOrder(202, 503);
    }
  }

  @Test
  void shouldAnswer503InTimeWhenNoBrokerIsThere() throws Exception {
    int nobody = EventPublisherTest.closedPort();
    Map<String, String> settings =
        Map.of("bootstrap.servers", "127.0.0.1:" + nobody, "webhook.secrets", SECRET);
    var producer =
        new KafkaProducer<>(
            EventPublisher.settings(WebhookConfig.of(settings)),
            new StringSerializer(),
            new ByteArraySerializer());
    try (WebhookServer alone = server(producer)) {
      alone.start();
      long start = System.nanoTime();

      HttpResponse<String> answer =
          new WebhookSender(alone.uri(), SECRET)
              .deliver("pull_request", "guid-1", Payloads.pullRequest("opened"));

      assertProblem(answer, 503, "Kafka");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
    }
  }

  @Test
  void shouldStartAndAnswer503WhenNeitherBrokerNorRegistryIsThere() throws Exception {
    Map<String, String> settings =
        Map.of(
            "bootstrap.servers",
            "127.0.0.1:" + EventPublisherTest.closedPort(),
            "schema.registry.url",
            "http://127.0.0.1:" + EventPublisherTest.closedPort(),
            "webhook.port",
            "0",
            "webhook.secrets",
            SECRET);
    try (WebhookServer alone = new WebhookServer(WebhookConfig.of(settings))) {
      alone.start();
      long start = System.nanoTime();

      HttpResponse<String> answer =
          new WebhookSender(alone.uri(), SECRET).deliver("push", "guid-1", Payloads.push());

      assertProblem(answer, 503, "Kafka");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
    }
  }

  @Test
  void shouldBeHealthyWhenItListens() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldAnswerWithAProblemWhenPathOrMethodIsWrong() throws Exception {
    assertProblem(get("/elsewhere"), 404, "/elsewhere");
    assertProblem(get(WebhookServer.PATH), 405, "");
  }

  private static WebhookServer server(
      org.apache.kafka.clients.producer.Producer<String, byte[]> producer) {
    EventPublisher publisher =
        new EventPublisher(producer, new Topics(new InMemoryRegistry()), EventPublisher.PATIENCE);
    return new WebhookServer("127.0.0.1", 0, List.of(OLD_SECRET, SECRET), publisher);
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      URI uri = server.uri().resolve(path);
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(json(answer).path("status").asInt()).isEqualTo(status);
    assertThat(json(answer).path("title").asText()).isNotEmpty();
    assertThat(json(answer).path("detail").asText()).contains(detail);
    assertThat(answer.body()).doesNotContain(SECRET);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(answer.body(), e);
    }
  }
}
