package dev.winnow.worker.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairRulesTest {
  private static final String LIST =
      """
      {"description": "x", "request": {"method": "%s", "path": "%s", "query": "%s"},
       "response": {"status": %s, "headers": {"Content-Type": "%s"}, "body": %s}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /orders        | customer=1 | 200 | application/json | {"items":[{"id":"1"}]}           |
          GET    | /api/v1/orders | customer=1 | 200 | application/json | {"items":[{"total":1}]}          |
          GET    | /orders/7      | a=1        | 404 | application/json | {"message":"unknown body"}       |
          GET    | /orders/7      | a=1        | 200 | application/json | {"extra":{"any":1}}              |
          GET    | /orders/7      | a=1        | 200 | application/json | {"remote":{"any":1}}             |
          GET    | /orders/7      | a=1        | 200 | application/json | {"customer":{"name":"x"}}        |
          GET    | /orders/search | a=1        | 200 | text/plain       | {"x":1}                          |
          GET    | /orders        | a=1        | 400 | application/json | {}                               | pair.status-undeclared
          GET    | /orders        | a=1        | 200 | application/json | {"next":"n"}                     | pair.required-parameter-missing
          GET    | /carts/7       | a=1        | 200 | application/json | {}                               | pair.path-missing
          GET    | /v2/orders/7   | a=1        | 200 | application/json | {}                               | pair.path-missing
          GET    | /carts/7       | a=1        | 404 | application/json | {}                               |
          DELETE | /orders/7      | a=1        | 204 | application/json | {}                               | pair.method-missing
          GET    | /orders/7      | a=1        | 200 | application/json | {"price":1}                      | pair.response-field-missing
          GET    | /orders/7      | a=1        | 200 | application/json | {"customer":{"nick":{"a":"x"}}}  | pair.response-field-missing
          GET    | /orders/7      | a=1        | 202 | application/json | {}                               | pair.status-undeclared
          GET    | /orders/7      | a=1        | 200 | application/xml  | {}                               | pair.content-type-undeclared
          """)
  void shouldTellWhatIsMissingAndNothingThatIsUnknown(
      String method,
      String path,
      String query,
      String status,
      String type,
      String body,
      String rule) {
    List<Mismatch> found = Shop.mismatches(LIST.formatted(method, path, query, status, type, body));

    if (rule == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).extracting(Mismatch::rule).containsExactly(rule);
      assertThat(found.get(0).severity()).isEqualTo(Severity.ERROR);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"customer":"c","lines":[{"sku":"s","quantity":1}]}                  |
          {"customer":"c","lines":[],"channel":"web","note":"free"}            |
          {"lines":[]}                                                         | customer
          {"customer":"c","lines":[{"sku":"s"}]}                               | lines[].quantity
          {"customer":7,"lines":[]}                                            | customer
          {"customer":"c","lines":[],"channel":"fax"}                          | channel
          {"customer":"c","lines":{}}                                          | lines
          """)
  void shouldTellWhenTheRequestDoesNotFit(String body, String field) {
    List<Mismatch> found =
        Shop.mismatches(
            """
            {"description": "x", "request": {"method": "POST", "path": "/orders",
              "headers": {"Content-Type": "application/json"}, "body": %s},
             "response": {"status": 201}}
            """
                .formatted(body));

    if (field == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).extracting(Mismatch::rule).containsExactly("pair.request-does-not-fit");
      assertThat(found.get(0).touch().name()).isEqualTo(field);
    }
  }

  @Test
  void shouldNotJudgeTheRequestWhenTheConsumerExpectsARefusal() {
    List<Mismatch> found =
        Shop.mismatches(
            """
            {"description": "x", "request": {"method": "POST", "path": "/orders", "body": {}},
             "response": {"status": 422}}
            """);

    assertThat(found).isEmpty();
  }

  @Test
  void shouldOnlyWarnWhenTheEvidenceIsAPathInCode() {
    List<Use> uses =
        Shop.uses(
            "src/api.ts",
            """
            await axios.get(`/orders/${id}`);
            await axios.delete(`/orders/${id}`);
            await axios.get(`/orders/${id}/invoices`);
            await axios.get(`/api/v9/orders/${id}`);
            await axios.get(`/carts/${id}`);
            """);

    List<Mismatch> found = new PairRules(Shop.providers()).check(uses);

    assertThat(found)
        .extracting(m -> m.rule() + " " + m.use().line())
        .containsExactly("pair.method-missing 2", "pair.path-missing 3");
    assertThat(found).allMatch(m -> m.severity() == Severity.WARNING && m.confidence() <= 0.4);
  }

  @Test
  void shouldKeepTheElementWhenLinesMove() {
    String pact = LIST.formatted("GET", "/carts", "a=1", "200", "application/json", "{}");

    List<Mismatch> here = Shop.mismatches(pact);
    List<Mismatch> there = Shop.mismatches("\n\n\n" + pact);

    assertThat(there.get(0).element()).isEqualTo(here.get(0).element());
    assertThat(there.get(0).use().line()).isEqualTo(here.get(0).use().line() + 3);
  }
}
