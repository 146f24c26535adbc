package dev.winnow.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.streams.query.DescribedApi.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is asked for, the answer is one that the description has. */
class DescribedAnswersTest {
  private static final DescribedApi API = new DescribedApi();
  private static final String SPEC = QueryServerTest.SPEC.formatted("b".repeat(40));
  private static DescribedWorld known;

  @BeforeContainer
  static void start() throws Exception {
    known = new DescribedWorld();
  }

  @AfterContainer
  static void stop() {
    if (known != null) {
      known.close();
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void shouldAnswerAsDescribedWhateverIsAskedFor(@ForAll("requests") ApiRequest request)
      throws Exception {
    ApiRequest.Answer answer = request.send(known.world.uri());

    assertThat(answer.status()).as("%s: %s", request, answer.body()).isNotEqualTo(500);
    assertThat(answer.problems(API)).as("%s: %s", request, answer).isEmpty();
  }

  @Provide
  Arbitrary<ApiRequest> requests() {
    List<Operation> operations =
        API.operations().stream()
            // The application adds it, not the server.
            .filter(each -> !each.path().equals("/metrics"))
            .toList();
    return Arbitraries.of(operations).flatMap(this::requests);
  }

  private Arbitrary<ApiRequest> requests(Operation operation) {
    Arbitrary<Map<String, String>> values = Arbitraries.just(Map.of());
    for (JsonNode parameter : API.parameters(operation)) {
      String name = parameter.path("name").asText();
      Arbitrary<String> value = values(name, parameter);
      double absent = parameter.path("in").asText().equals("path") ? 0 : 0.5;
      values =
          values.flatMap(
              map ->
                  value
                      .injectNull(absent)
                      .map(
                          each -> {
                            Map<String, String> more = new HashMap<>(map);
                            if (each != null) {
                              more.put(name, each);
                            }
                            return more;
                          }));
    }
    Arbitrary<String> bodies = operation.method().equals("post") ? bodies() : Arbitraries.just("");
    return values.flatMap(map -> bodies.map(body -> ApiRequest.of(API, operation, map, body)));
  }

  /** Values that are there, values that the schema allows, and anything. */
  private static Arbitrary<String> values(String name, JsonNode parameter) {
    JsonNode schema = API.resolve(parameter.path("schema"));
    List<String> good = new ArrayList<>(known.known.getOrDefault(name, List.of()));
    schema.path("enum").forEach(each -> good.add(each.asText()));
    if (schema.path("type").asText().equals("integer")) {
      good.add(schema.path("minimum").asText());
      good.add(schema.path("maximum").asText());
    }
    Arbitrary<String> wild =
        switch (parameter.path("in").asText()) {
          // A header is visible ASCII, or the client does not send it.
          case "header" -> Arbitraries.strings().withCharRange('!', '~').ofMaxLength(40);
          case "path" -> wild().filter(each -> !each.isEmpty());
          default -> wild();
        };
    return good.isEmpty()
        ? wild
        : Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of(good)), Tuple.of(1, wild));
  }

  private static Arbitrary<String> wild() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(30),
        Arbitraries.strings().ascii().ofMaxLength(10),
        Arbitraries.of(
            "",
            "0",
            "-1",
            "2147483648",
            "1.5",
            "%",
            "%2F",
            "a/b",
            "..",
            ".",
            ";a=b",
            "#0",
            "\\",
            "\u0000",
            "a\nb",
            "x".repeat(3_000)));
  }

  private static Arbitrary<String> bodies() {
    return Arbitraries.oneOf(
        Arbitraries.integers()
            .between(0, 1_000_000)
            .map(number -> SPEC.replace("by-http", "task-" + number)),
        Arbitraries.just(SPEC.replace("by-http", "open")),
        // Cut off, and with something else in between.
        Arbitraries.integers().between(0, SPEC.length()).map(end -> SPEC.substring(0, end)),
        Arbitraries.integers()
            .between(0, SPEC.length())
            .flatMap(
                at ->
                    Arbitraries.strings()
                        .ofMaxLength(5)
                        .map(text -> SPEC.substring(0, at) + text + SPEC.substring(at))),
        wild(),
        Arbitraries.of("{}", "[]", "null", "{\"id\": 1e400}", "[".repeat(5_000), "&a [*a, *a]"),
        Arbitraries.just("x".repeat(1_100_000)));
  }
}
