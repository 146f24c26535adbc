package dev.winnow.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is asked, the answer is one of Confluent's, and what was registered stays. */
class RegistryProperties {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SEED = "20261130";
  private static final String KEPT = "/subjects/kept/versions/1";
  private static final String RECORD =
      "{\"type\":\"record\",\"name\":\"P\",\"namespace\":\"a.b\",\"doc\":\"d\",\"aliases\":[\"Q\"],"
          + "\"fields\":[{\"name\":\"x\",\"type\":\"int\",\"default\":1,\"order\":\"ascending\"},"
          + "{\"name\":\"e\",\"type\":{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"],"
          + "\"default\":\"A\"}},{\"name\":\"f\",\"type\":{\"type\":\"fixed\",\"name\":\"F\","
          + "\"size\":4}},{\"name\":\"u\",\"type\":[\"null\",{\"type\":\"map\",\"values\":"
          + "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2}}]},"
          + "{\"name\":\"n\",\"type\":[\"null\",\"P\"],\"default\":null}]}";

  private static final List<String> METHODS =
      List.of("GET", "POST", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD");
  private static final List<String> PARTS =
      List.of(
          "subjects",
          "versions",
          "schemas",
          "ids",
          "types",
          "config",
          "compatibility",
          "kept",
          "latest",
          "1",
          "0",
          "-1",
          "99999999999",
          "s",
          "%00",
          "%2F",
          "%20",
          "%ED%A0%80",
          "%FF",
          "+",
          "%F0%9F%98%80",
          "..",
          ";a=b",
          "a".repeat(5_000));
  private static final List<String> PATHS =
      List.of(
          "/subjects/s/versions",
          "/subjects/kept/versions",
          "/subjects/kept",
          "/compatibility/subjects/kept/versions",
          "/compatibility/subjects/kept/versions/latest",
          "/config",
          "/config/s",
          "/schemas/ids/1",
          KEPT);
  private static final List<String> QUERIES =
      List.of(
          "", "", "?", "?verbose=true", "?defaultToGlobal=true&=&a", "?verbose=%ED%A0%80&%00=1");
  private static final List<String> SNIPPETS =
      List.of(
          "null",
          "true",
          "-1",
          "1.5",
          "99999999999",
          "\"\"",
          "\" \"",
          "\"a-b\"",
          "\"a..b\"",
          "\"sideways\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "[]",
          "{}",
          "[[]]",
          "[1]",
          "[null]",
          "{\"type\":null}",
          "\"int\"",
          "\"P\"",
          "\"E\"",
          "[\"int\",\"int\"]",
          "{\"type\":\"array\"}",
          "{\"type\":\"error\",\"name\":\"P\",\"fields\":[]}",
          "\"" + "z".repeat(3_000) + "\"");

  private static RegistryServer server;
  private static HttpClient client;
  private static String kept;

  /** A request. */
  record Request(String method, String path, String type, String body) {}

  @BeforeContainer
  static void start() throws Exception {
    server = new RegistryServer(new RegistryApi(new MemoryLog()), 0);
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    send(new Request("POST", "/subjects/kept/versions", "application/json", body("\"string\"")));
    kept = send(new Request("GET", KEPT, "text/plain", "")).body();
    assertThat(kept).contains("\"subject\":\"kept\"");
  }

  @AfterContainer
  static void stop() {
    server.close();
  }

  @Property(
      tries = 1_000,
      seed = SEED,
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void shouldAnswerAsConfluentDoesWhenARequestIsAnything(@ForAll("requests") Request request) {
    Answer answer =
        server.answer(
            request.method,
            URI.create(request.path),
            request.body.getBytes(StandardCharsets.UTF_8));

    assertIsOneOfConfluents(answer.status(), answer.body());
    assertThat(server.answer("GET", URI.create(KEPT), new byte[0]).body()).hasToString(kept);
  }

  @Property(tries = 50, seed = SEED, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void shouldSendAnAnswerWhenARequestIsAnything(@ForAll("requests") Request request)
      throws Exception {
    HttpResponse<String> answer = send(request);

    if (request.method.equals("HEAD")) {
      assertThat(answer.statusCode()).isBetween(200, 499);
    } else {
      assertIsOneOfConfluents(answer.statusCode(), JSON.readTree(answer.body()));
    }
  }

  private static void assertIsOneOfConfluents(int status, JsonNode body) {
    assertThat(status).as("%s", body).isBetween(200, 499);
    if (status >= 300) {
      assertThat(body.path("error_code").asText()).startsWith(Integer.toString(status));
      assertThat(body.path("message").asText()).isNotBlank().doesNotContain("\tat ");
    }
  }

  @Provide
  Arbitrary<Request> requests() {
    return Arbitraries.randomValue(RegistryProperties::request);
  }

  private static Request request(Random random) {
    StringBuilder path = new StringBuilder();
    if (random.nextInt(3) == 0) {
      for (int left = random.nextInt(6); left > 0; left--) {
        path.append('/').append(any(PARTS, random));
      }
    } else {
      path.append(any(PATHS, random));
    }
    return new Request(
        any(METHODS, random),
        (path.isEmpty() ? "/" : path) + any(QUERIES, random),
        any(List.of("application/json", "text/plain", "application/octet-stream"), random),
        requestBody(random));
  }

  private static String requestBody(Random random) {
    String schema = spoilt(RECORD, random);
    return switch (random.nextInt(8)) {
      case 0 -> spoilt(body(RECORD), random);
      case 1 -> "{\"compatibility\":" + any(SNIPPETS, random) + "}";
      case 2 -> any(SNIPPETS, random);
      case 3 ->
          "{\"schema\":" + any(SNIPPETS, random) + ",\"references\":" + any(SNIPPETS, random) + "}";
      case 4 -> body(any(SNIPPETS, random));
      default -> body(schema);
    };
  }

  /** A text of JSON with one of its values replaced, taken away or cut. */
  private static String spoilt(String json, Random random) {
    List<int[]> values = new ArrayList<>();
    for (int at = json.indexOf(':'); at >= 0; at = json.indexOf(':', at + 1)) {
      int end = at + 1;
      while (",}]".indexOf(json.charAt(end)) < 0) {
        end++;
      }
      values.add(new int[] {at + 1, end});
    }
    int[] value = any(values, random);
    return switch (random.nextInt(8)) {
      case 0 -> json.substring(0, value[0]);
      case 1 -> json;
      default -> json.substring(0, value[0]) + any(SNIPPETS, random) + json.substring(value[1]);
    };
  }

  private static String body(String schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema).toString();
  }

  private static HttpResponse<String> send(Request request)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + request.path);
    return client.send(
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", request.type)
            .method(request.method, BodyPublishers.ofString(request.body))
            .build(),
        BodyHandlers.ofString());
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
