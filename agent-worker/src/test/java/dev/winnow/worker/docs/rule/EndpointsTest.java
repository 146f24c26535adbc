package dev.winnow.worker.docs.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.openapi.Api;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.docs.DocChecks;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.Edit;
import dev.winnow.worker.tree.MapTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
  private static final String BEFORE =
      """
      openapi: 3.0.3
      info: {title: Orders, version: '1'}
      servers: [{url: https://api.example.com/v1}]
      paths:
        /orders/{id}:
          get: {operationId: getOrder, responses: {'200': {description: ok}}}
        /orders:
          post: {operationId: addOrder, responses: {'201': {description: ok}}}
      """;
  private static final String NOW =
      """
      openapi: 3.0.3
      info: {title: Orders, version: '1'}
      servers: [{url: https://api.example.com/v1}]
      paths:
        /purchases/{id}:
          get: {operationId: getOrder, responses: {'200': {description: ok}}}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`GET /orders/{id}`",
        "`GET /orders/:id`",
        "`GET /v1/orders/<id>`",
        "`GET /orders/17`.",
        "`GET https://api.example.com/v1/orders/17`",
        "```\ncurl https://api.example.com/v1/orders/17\n```",
        "```\ncurl -s -X GET 'https://api.example.com/v1/orders/17'\n```"
      })
  void shouldSayWhatItIsCalledNowWhenTheOperationHasAnotherPath(String text) {
    List<Drift> drifts = drifts(text, Map.of("api.yaml", BEFORE), Map.of("api.yaml", NOW));

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.element()).isEqualTo("GET /orders/{id}");
              assertThat(drift.now()).contains("GET /purchases/{id}");
            });
  }

  @Test
  void shouldEditAPathThatIsWrittenAsTheSpecHadIt() {
    List<Drift> drifts =
        drifts("`GET /v1/orders/{id}`.", Map.of("api.yaml", BEFORE), Map.of("api.yaml", NOW));

    assertThat(drifts.get(0).edits().values())
        .containsExactly(new Edit("/v1/orders/{id}", "/v1/purchases/{id}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```\ncurl https://api.example.com/v1/orders -d '{}'\n```",
        "```\ncurl --request POST https://api.example.com/v1/orders\n```",
        "`POST /orders`"
      })
  void shouldTellOfAnOperationWhenItIsGone(String text) {
    List<Drift> drifts = drifts(text, Map.of("api.yaml", BEFORE), Map.of("api.yaml", NOW));

    assertThat(drifts)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.element()).isEqualTo("POST /orders");
              assertThat(drift.now()).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`GET /purchases/17`",
        "`GET /customers/17`",
        "`DELETE /orders/17`",
        "GET /orders/17 in a sentence",
        "`GET /orders/17` is deprecated.",
        "[GET /orders/17](x.md)",
        "`GET  `"
      })
  void shouldTellNothingWhenItIsThereOrNeverWasOrIsNotMeant(String text) {
    assertThat(drifts(text, Map.of("api.yaml", BEFORE), Map.of("api.yaml", NOW))).isEmpty();
  }

  @Test
  void shouldTellNothingWhenAnotherSpecHasIt() {
    Map<String, String> moved = Map.of("api.yaml", NOW, "orders.yaml", BEFORE);

    assertThat(drifts("`GET /orders/17`", Map.of("api.yaml", BEFORE), moved)).isEmpty();
  }

  @Test
  void shouldTellNothingWhenTheSpecItselfIsGone() {
    Map<String, String> other = Map.of("other.yaml", NOW);

    assertThat(drifts("`GET /orders/17`", Map.of("api.yaml", BEFORE), other)).isEmpty();
  }

  private static List<Drift> drifts(
      String text, Map<String, String> before, Map<String, String> now) {
    MapTree head = new MapTree(Map.of("docs/api.md", "# Orders\n\n" + text + "\n"));
    return new Endpoints(DocChecks.revision(head), apis(now)).since(apis(before));
  }

  private static Map<String, Api> apis(Map<String, String> specs) {
    MapTree tree = new MapTree(specs);
    return specs.keySet().stream()
        .collect(
            java.util.stream.Collectors.toMap(file -> file, file -> api(tree, file).orElseThrow()));
  }

  private static Optional<Api> api(MapTree tree, String file) {
    try {
      return Optional.of(Api.read(new Documents(tree), file));
    } catch (UnreadableContractException e) {
      return Optional.empty();
    }
  }
}
