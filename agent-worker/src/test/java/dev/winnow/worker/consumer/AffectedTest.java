package dev.winnow.worker.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.Touch;
import dev.winnow.worker.contract.Touch.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AffectedTest {
  private static List<Use> uses() {
    List<Use> uses =
        new ArrayList<>(
            Shop.uses(
                "pacts/web-orders.json",
                Shop.pact(
                    """
                    {"description": "x", "request": {"method": "GET", "path": "/orders/7", "query": "a=1"},
                     "response": {"status": 200, "headers": {"Content-Type": "application/json"},
                       "body": {"id": "7", "customer": {"name": "x"}}}}
                    """)));
    uses.addAll(Shop.uses("src/api.ts", "axios.get(`/orders/${id}`);"));
    return Shop.providers().attribute(uses);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          openapi.operation-removed           | GET /orders/{}  | WHOLE          | ''            | true false
          openapi.operation-removed           | POST /orders    | WHOLE          | ''            | -
          openapi.response-property-removed   | GET /orders/{}  | RESPONSE_FIELD | id            | true false
          openapi.response-property-removed   | GET /orders/{}  | RESPONSE_FIELD | customer.name | true false
          openapi.response-property-removed   | GET /orders/{}  | RESPONSE_FIELD | total         | false
          openapi.error-status-removed        | GET /orders/{}  | STATUS         | 404           | false
          openapi.success-status-removed      | GET /orders/{}  | STATUS         | 200           | true false
          openapi.required-parameter-added    | GET /orders/{}  | PARAMETER      | tenant        | true false
          openapi.required-parameter-added    | GET /orders/{}  | PARAMETER      | a             | false
          openapi.parameter-removed           | GET /orders/{}  | PARAMETER      | a             | true false
          openapi.parameter-removed           | GET /orders/{}  | PARAMETER      | b             | false
          openapi.response-content-type-removed | GET /orders/{} | CONTENT_TYPE  | application/json | true false
          openapi.response-content-type-removed | GET /orders/{} | CONTENT_TYPE  | text/csv      | false
          """)
  void shouldListUsesThatAreHitAndConfirmThoseThatAreKnown(
      String rule, String operation, Part part, String name, String confirmed) {
    Change change =
        new Change(
            rule,
            Severity.ERROR,
            1,
            operation,
            "",
            "",
            new Place("openapi.yaml", 1, Side.HEAD),
            Optional.of(new Touch(operation, part, name)));

    List<Affected> hit = Affected.by("orders", change, uses());

    assertThat(
            ConsumerUses.distinct(hit.stream().map(Affected::shown).toList()).stream()
                .map(use -> String.valueOf(use.getConfirmed()))
                .toList())
        .isEqualTo(confirmed == null ? List.of() : List.of(confirmed.split(" ")));
  }
}
