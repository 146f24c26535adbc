package dev.winnow.producers.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Whoever has the secret may send anything: it is taken or refused, and never fails. */
class WebhookProperties {
  private static final String SECRET = "a secret";
  private static final String SEED = "20261130";
  private static final Topics TOPICS = new Topics(new InMemoryRegistry());
  private static final Set<Integer> ANSWERS = Set.of(200, 202, 400, 401, 415);

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "9223372036854775807",
          "9223372036854775808",
          "1e999999999",
          "1".repeat(900),
          "[]",
          "{}",
          "[[{\"a\": []}]]",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"a/b\"",
          "\"a/b/c\"",
          "\"/\"",
          "\"ext::sh -c x\"",
          "\"--upload-pack=x\"",
          "\"/srv\"",
          "\"" + "x".repeat(1_000) + "\"",
          "\"" + "x".repeat(1_001) + "\"",
          "\"" + "0".repeat(40) + "\"",
          "\"" + "F".repeat(40) + "\"",
          "\"refs/tags/a\"",
          "\"refs/heads/\"",
          "\"opened\"",
          "\"synchronize\"",
          "\"edited\"",
          "\"renamed\"",
          "\"transferred\"",
          "\"deleted\"",
          "\"2019-05-15T15:20:33\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"-999999999-01-01T00:00:00+18:00\"",
          "\"1969-12-31T23:59:59.999999999Z\"");

  private static MockProducer<String, byte[]> kafka;
  private static WebhookServer server;
  private static WebhookSender github;

  /** A delivery, signed or with somebody else's signature. */
  record Delivery(String event, String guid, String type, String body, String signature) {}

  @BeforeContainer
  static void start() {
    kafka = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    EventPublisher publisher = new EventPublisher(kafka, TOPICS, EventPublisher.PATIENCE);
    server = new WebhookServer("127.0.0.1", 0, List.of(SECRET), publisher);
    server.start();
    github = new WebhookSender(server.uri(), SECRET);
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  @Property(tries = 600, seed = SEED, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void shouldTakeOrRefuseWhenADeliveryIsAnything(@ForAll("deliveries") Delivery delivery)
      throws IOException {
    kafka.clear();
    HttpRequest.Builder request =
        github
            .request(delivery.event, delivery.guid, Payloads.bytes(delivery.body))
            .setHeader("Content-Type", delivery.type);
    if (!delivery.signature.isEmpty()) {
      request.setHeader(Signature.HEADER, delivery.signature);
    }

    HttpResponse<String> answer = github.send(request);

    assertThat(answer.statusCode()).as(answer.body()).isIn(ANSWERS);
    JsonNode body = new ObjectMapper().readTree(answer.body());
    if (answer.statusCode() > 202) {
      assertThat(body.path("status").asInt()).isEqualTo(answer.statusCode());
      assertThat(body.path("detail").asText()).isNotBlank().doesNotContain("Exception", SECRET);
      assertThat(kafka.history()).isEmpty();
    } else {
      boolean isPublished = body.path("outcome").asText().equals("published");
      assertThat(kafka.history().isEmpty()).isEqualTo(!isPublished);
    }
    kafka.history().forEach(WebhookProperties::assertCanBeRead);
  }

  @Provide
  Arbitrary<Delivery> deliveries() {
    return Arbitraries.randomValue(WebhookProperties::delivery);
  }

  private static Delivery delivery(Random random) {
    String event = any(List.of("pull_request", "push", "repository", "ping", "fork"), random);
    ObjectNode payload =
        switch (event) {
          case "pull_request" ->
              Payloads.pullRequest(any(List.of("opened", "synchronize"), random));
          case "repository" -> renamed();
          default -> Payloads.push();
        };
    for (int left = random.nextInt(3); left > 0; left--) {
      List<String> paths = new ArrayList<>();
      collect(payload, "", paths);
      Payloads.with(
          payload, any(paths, random), random.nextInt(4) == 0 ? null : any(VALUES, random));
    }
    String body = payload.toString();
    String type = "application/json";
    switch (random.nextInt(8)) {
      case 0 -> body = body.substring(0, random.nextInt(body.length()));
      case 1 -> {
        int at = random.nextInt(body.length());
        body = body.substring(0, at) + any(VALUES, random) + body.substring(at);
      }
      case 2 -> {
        type = "application/x-www-form-urlencoded; charset=utf-8";
        body = "a=%&payload=" + URLEncoder.encode(body, StandardCharsets.UTF_8);
        body = body.substring(0, body.length() - random.nextInt(3));
      }
      case 3 -> type = visible(random, 30);
      default -> {}
    }
    return new Delivery(
        random.nextInt(10) == 0 ? visible(random, 70) : event,
        random.nextInt(10) == 0 ? visible(random, 120) : "guid-" + random.nextInt(),
        type,
        body,
        random.nextInt(20) == 0 ? "sha256=" + visible(random, 70) : "");
  }

  private static ObjectNode renamed() {
    ObjectNode payload = Payloads.push().put("action", "renamed");
    payload.putObject("changes").putObject("repository").putObject("name").put("from", "old");
    return payload;
  }

  private static void collect(ObjectNode node, String prefix, List<String> paths) {
    node.properties()
        .forEach(
            field -> {
              paths.add(prefix + field.getKey());
              if (field.getValue() instanceof ObjectNode inner) {
                collect(inner, prefix + field.getKey() + ".", paths);
              }
            });
  }

  /** A header is visible ASCII, or the client does not send it. */
  private static String visible(Random random, int longest) {
    StringBuilder text = new StringBuilder();
    for (int left = 1 + random.nextInt(longest); left > 0; left--) {
      text.append((char) ('!' + random.nextInt('~' - '!')));
    }
    return text.toString();
  }

  private static void assertCanBeRead(ProducerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    Topic<?, ?> topic =
        Stream.of(TOPICS.pullRequests(), TOPICS.pushes())
            .filter(each -> each.name().equals(record.topic()))
            .findFirst()
            .orElseThrow();
    assertThat(topic.value().deserializer().deserialize(topic.name(), record.value())).isNotNull();
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
