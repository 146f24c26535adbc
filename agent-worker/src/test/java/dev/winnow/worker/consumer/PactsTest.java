package dev.winnow.worker.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Evidence;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PactsTest {
  @Test
  void shouldReadRequestAndAnswerWhenPactIsOfVersionOne() {
    List<Use> uses =
        Shop.uses(
            "pacts/web-orders.json",
            """
            {"consumer": {"name": "web"}, "provider": {"name": "orders"},
             "interactions": [
              {"description": "a list",
               "request": {"method": "get", "path": "/orders", "query": "customer=7&limit=1"},
               "response": {"status": 200, "headers": {"Content-Type": "application/json; charset=utf-8"},
                 "body": {"items": [{"id": "1", "customer": {"name": "x"}}]}}}]}
            """);

    assertThat(uses).hasSize(1);
    Use use = uses.get(0);
    assertThat(use.evidence()).isEqualTo(Evidence.PACT);
    assertThat(use.line()).isEqualTo(3);
    assertThat(use.target().key()).isEqualTo("GET /orders");
    assertThat(use.sent().query().orElseThrow().used()).containsExactly("customer", "limit");
    Answer answer = use.answers().get(200);
    assertThat(answer.contentType()).isEqualTo(Optional.of("application/json"));
    assertThat(answer.fields().orElseThrow().used())
        .containsExactly("items", "items[].customer", "items[].customer.name", "items[].id");
  }

  @Test
  void shouldTakeFieldsFromRulesWhenExampleIsEmpty() {
    List<Use> uses =
        Shop.uses(
            "pacts/web-orders.json",
            Shop.pact(
                """
                {"description": "x", "request": {"method": "GET", "path": "/orders"},
                 "response": {"status": 200, "body": {"items": [], "prices": {"EUR": 1}},
                  "matchingRules": {"body": {
                    "$.items[*]['id']": {"matchers": [{"match": "type"}]},
                    "$.prices": {"matchers": [{"match": "values"}]}}}}}
                """));

    assertThat(uses.get(0).answers().get(200).fields().orElseThrow().used())
        .containsExactly("items", "items[].id", "prices");
  }

  @Test
  void shouldUnwrapBodiesWhenPactIsOfVersionFour() {
    List<Use> uses =
        Shop.uses(
            "pacts/web-orders.json",
            Shop.pact(
                """
                {"type": "Synchronous/HTTP", "description": "x",
                 "request": {"method": "POST", "path": "/orders", "query": {"a": ["1"]},
                   "body": {"content": {"customer": "c"}, "contentType": "application/json", "encoded": false}},
                 "response": {"status": 201, "body": {"content": {"id": "1"}, "contentType": "application/json"}}},
                {"type": "Asynchronous/Messages", "description": "y", "contents": {"content": {}}}
                """));

    assertThat(uses).hasSize(1);
    assertThat(uses.get(0).sent().sample().orElseThrow().toString())
        .isEqualTo("{\"customer\":\"c\"}");
    assertThat(uses.get(0).answers().get(201).fields().orElseThrow().used()).containsExactly("id");
  }
}
