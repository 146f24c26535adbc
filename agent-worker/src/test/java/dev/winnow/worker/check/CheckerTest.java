package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.tree.MapTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckerTest {
  private static final String API =
      """
      openapi: 3.0.3
      info: {title: Orders, version: '1'}
      paths:
        /orders/{id}:
          get:
            parameters:
              - {name: id, in: path, required: true, schema: {type: string}}
            responses:
              '200':
                description: An order
                content:
                  application/json:
                    schema:
                      type: object
                      required: [id, total]
                      properties:
                        id: {type: string}
                        total: {type: integer}
                        note: {type: string}
      """;
  private static final String WITHOUT_TOTAL =
      API.replace("required: [id, total]", "required: [id]")
          .replace("                  total: {type: integer}\n", "");
  private static final String PACT =
      """
      {
        "consumer": {"name": "web"},
        "provider": {"name": "orders"},
        "interactions": [{
          "description": "an order",
          "request": {"method": "GET", "path": "/orders/1"},
          "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "body": {"id": "1", "total": 5}}
        }]
      }
      """;
  private static final String WRONG_PACT =
      PACT.replace("\"total\": 5", "\"sum\": 5").replace("orders\"", "Orders\"");
  private static final String AVRO = "{\"type\": \"record\", \"name\": \"R\", \"fields\": []}";
  private static final Checker.Commit WEB =
      commit("acme/web", Map.of("pacts/web-orders.json", PACT));

  private final Checker checker = new Checker();

  @Test
  void shouldFindNothingWhenNothingChanges() {
    Checker.Report report = check(Map.of("api.yaml", API), Map.of("api.yaml", API), List.of(WEB));

    assertThat(report.findings()).isEmpty();
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void shouldNameRepositoryFileAndLineWhenAConsumerElsewhereIsHit() {
    Checker.Report report =
        check(Map.of("api.yaml", API), Map.of("api.yaml", WITHOUT_TOTAL), List.of(WEB));

    assertThat(report.findings()).hasSize(1);
    Finding finding = report.findings().get(0);
    assertThat(finding.getSeverity()).isEqualTo(Severity.ERROR);
    assertThat(finding.getService()).isEqualTo("orders");
    assertThat(finding.getConsumers())
        .extracting(
            ConsumerUse::getService,
            ConsumerUse::getRepository,
            ConsumerUse::getFile,
            ConsumerUse::getConfirmed)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("web", "acme/web", "pacts/web-orders.json", true));
    assertThat(finding.getConsumers().get(0).getLine()).isPositive();
  }

  @Test
  void shouldHaveTheSameFingerprintWhenLinesAndFilesMove() {
    String fingerprint =
        check(Map.of("api.yaml", API), Map.of("api.yaml", WITHOUT_TOTAL), List.of())
            .findings()
            .get(0)
            .getFingerprint();

    Checker.Report moved =
        check(
            Map.of("api.yaml", "# moved\n\n" + API),
            Map.of("spec/api.yaml", "# moved\n" + WITHOUT_TOTAL),
            List.of());

    assertThat(moved.findings()).extracting(Finding::getFingerprint).containsExactly(fingerprint);
  }

  @Test
  void shouldHaveTheSameFingerprintsWhenTheRepositoryIsCalledSomethingElse() {
    Map<String, String> before =
        Map.of(
            "api.yaml",
            API,
            "services/web/a.py",
            "",
            "docs/a.md",
            "Call `parse_config`.\n",
            "src/a.py",
            "def parse_config(a):\n",
            "r.avsc",
            AVRO);
    Map<String, String> after =
        Map.of(
            "api.yaml",
            WITHOUT_TOTAL,
            "services/web/pacts/p.json",
            WRONG_PACT,
            "docs/a.md",
            "Call `parse_config`.\n");

    assertThat(fingerprints("acme/orders", before, after))
        .hasSize(4)
        .isEqualTo(fingerprints("copy", before, after))
        .isEqualTo(fingerprints("other/web-shop", before, after));
  }

  @Test
  void shouldHaveAnotherFingerprintWhenTheServiceIsNamed() {
    Map<String, String> before = Map.of("api.yaml", API, "winnow.yaml", "services: {orders: {}}");
    Map<String, String> after =
        Map.of("api.yaml", WITHOUT_TOTAL, "winnow.yaml", "services: {orders: {}}");

    assertThat(fingerprints("acme/orders", before, after))
        .isEqualTo(fingerprints("copy", before, after))
        .doesNotContainAnyElementsOf(
            fingerprints(
                "acme/orders", Map.of("api.yaml", API), Map.of("api.yaml", WITHOUT_TOTAL)));
  }

  @Test
  void shouldFindNothingWhenTheMismatchWasThereBefore() {
    Checker.Report report =
        check(
            Map.of("api.yaml", WITHOUT_TOTAL),
            Map.of("api.yaml", WITHOUT_TOTAL, "README.md", "more"),
            List.of(WEB));

    assertThat(report.findings()).isEmpty();
  }

  @Test
  void shouldPointAtTheUseWhenTheConsumerAsksForWhatIsNotThere() {
    Checker.Commit orders = commit("acme/orders", Map.of("api.yaml", API));
    Checker.Commit before = commit("acme/web", Map.of("pacts/web-orders.json", PACT));
    Checker.Commit after =
        commit("acme/web", Map.of("pacts/web-orders.json", PACT.replace("\"total\"", "\"sum\"")));

    Checker.Report report = checker.check(before, after, List.of(orders), 3);

    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.getRule()).isEqualTo("pair.response-field-missing");
              assertThat(finding.getFile()).isEqualTo("pacts/web-orders.json");
              assertThat(finding.getSide()).isEqualTo(Side.HEAD);
              assertThat(finding.getNumber()).isEqualTo(3);
            });
  }

  @Test
  void shouldNotTellAConsumerThatIsMendedAlong() {
    Map<String, String> before = Map.of("api.yaml", API, "services/web/pacts/p.json", PACT);
    Map<String, String> after =
        Map.of(
            "api.yaml",
            WITHOUT_TOTAL,
            "services/web/pacts/p.json",
            PACT.replace(", \"total\": 5", ""));

    assertThat(check(before, after, List.of()).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.getConsumers()).isEmpty());
  }

  @Test
  void shouldTellOfAContractThatIsGone() {
    Checker.Report report = check(Map.of("api.yaml", API), Map.of("README.md", ""), List.of());

    assertThat(report.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.getRule()).isEqualTo("openapi.contract-removed"));
  }

  @Test
  void shouldFindNothingWhenAManifestGivesTheServiceItsName() {
    Checker.Report report =
        checker.check(
            commit("acme/shop-backend", Map.of("api.yaml", API)),
            commit(
                "acme/shop-backend",
                Map.of("api.yaml", API, "winnow.yaml", "services: {orders: {}}")),
            List.of(WEB),
            1);

    assertThat(report.findings()).isEmpty();
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void shouldNoteWhoKnowsAServiceByTheNameThatItHasNoMore() {
    String api = API.replace("title: Orders", "title: Shop");

    Checker.Report report =
        check(
            Map.of("api.yaml", api),
            Map.of("api.yaml", api, "winnow.yaml", "services: {purchases: {}}"),
            List.of(WEB));

    assertThat(report.findings()).isEmpty();
    assertThat(report.notes())
        .extracting(CheckNote::getMessage)
        .containsExactly(
            "The service orders is now called purchases; its consumers know it by the old name:"
                + " web");
  }

  @Test
  void shouldTellTheSameOfABreakWhenTheServiceGetsAnotherName() {
    Map<String, String> before = Map.of("services/orders/api.yaml", API);
    Finding same =
        check(before, Map.of("services/orders/api.yaml", WITHOUT_TOTAL), List.of(WEB))
            .findings()
            .get(0);

    Checker.Report report =
        check(before, Map.of("services/purchases/api.yaml", WITHOUT_TOTAL), List.of(WEB));

    assertThat(report.findings()).containsExactly(same);
  }

  @Test
  void shouldNoteWhenAContractThatIsUntouchedNoLongerCounts() {
    Checker.Report report =
        check(
            Map.of("legacy/api.yaml", API),
            Map.of("legacy/api.yaml", API, "winnow.yaml", "ignore: ['legacy/**']"),
            List.of());

    assertThat(report.findings()).isEmpty();
    assertThat(report.notes())
        .singleElement()
        .satisfies(note -> assertThat(note.getFile()).isEqualTo("legacy/api.yaml"));
  }

  @Test
  void shouldTellOfAContractThatIsGoneWhenItIsEmptiedAndIgnored() {
    Checker.Report report =
        check(
            Map.of("legacy/api.yaml", API),
            Map.of("legacy/api.yaml", "", "winnow.yaml", "ignore: ['legacy/**']"),
            List.of());

    assertThat(report.findings())
        .extracting(Finding::getRule)
        .containsExactly("openapi.contract-removed");
  }

  @Test
  void shouldNotTellAnOldMismatchAnewWhenTheConsumerGetsAnotherName() {
    Checker.Commit orders = commit("acme/orders", Map.of("api.yaml", WITHOUT_TOTAL));
    String pact = PACT.replace("\"web\"", "\"somebody\"");

    Checker.Report report =
        checker.check(
            commit("acme/web", Map.of("pacts/p.json", pact)),
            commit(
                "acme/web",
                Map.of("pacts/p.json", pact, "winnow.yaml", "services: {storefront: {}}")),
            List.of(orders),
            1);

    assertThat(report.findings()).isEmpty();
  }

  @Test
  void shouldFindEachOperationThatIsGoneWhenTheFileIsOneLine() {
    String paths =
        IntStream.range(0, 50)
            .mapToObj(i -> "\"/p%d\":{\"get\":{\"responses\":{}}}".formatted(i))
            .collect(Collectors.joining(","));
    String api = "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"O\"},\"paths\":{%s}}";

    Checker.Report report =
        check(
            Map.of("api.json", api.formatted(paths)),
            Map.of("api.json", api.formatted("")),
            List.of());

    assertThat(report.findings())
        .hasSize(50)
        .allSatisfy(finding -> assertThat(finding.getMessage()).doesNotContain("same cause"));
  }

  @Test
  void shouldTellAMismatchBesideABreakWhenTheContractOfTheConsumerIsOneLine() {
    String wrong =
        ", {\"description\": \"new\", \"request\": {\"method\": \"GET\", \"path\": \"/carts\"},"
            + " \"response\": {\"status\": 200}}]";
    String pact = PACT.replaceAll("\\s+", " ");
    Checker.Report report =
        check(
            Map.of("api.yaml", API, "services/web/pacts/p.json", pact),
            Map.of(
                "api.yaml",
                WITHOUT_TOTAL,
                "services/web/pacts/p.json",
                pact.replaceAll("]\\s*}\\s*$", wrong + "}")),
            List.of());

    assertThat(report.findings())
        .extracting(Finding::getRule)
        .containsExactly("openapi.response-property-removed", "pair.path-missing");
  }

  @Test
  void shouldFindNothingWhenTypesOfGraphQlMoveToAFolderBelow() {
    String query = "type Query { state: State }\n";
    String type = "enum State { OPEN PAID }\n";

    Checker.Report report =
        check(
            Map.of("schema.graphql", query + type),
            Map.of("schema.graphql", query, "types/state.graphql", type),
            List.of());

    assertThat(report.findings()).isEmpty();
  }

  @Test
  void shouldFindATypeThatIsGoneWhenAnotherSchemaOfGraphQlIsNew() {
    Checker.Report report =
        check(
            Map.of("schema.graphql", "type Query { a: Int }\nenum State { OPEN PAID }\n"),
            Map.of(
                "schema.graphql",
                "type Query { a: Int }\n",
                "admin/schema.graphql",
                "type Query { b: Int }\nenum State { OPEN PAID }\n"),
            List.of());

    assertThat(report.findings())
        .extracting(Finding::getRule)
        .containsExactly("graphql.type-removed");
  }

  @Test
  void shouldFindNothingWhenFilesOfGraphQlArePutIntoOneFolder() {
    String query = "type Query { state: Int }\n";
    String type = "enum State { OPEN PAID }\n";

    Checker.Report report =
        check(
            Map.of("a/query.graphql", query, "b/state.graphql", type),
            Map.of("b/query.graphql", query, "b/state.graphql", type),
            List.of());

    assertThat(report.findings()).isEmpty();
  }

  @Test
  void shouldNoteAndNotFindWhenAContractCannotBeRead() {
    Checker.Report report =
        check(Map.of("api.yaml", API), Map.of("api.yaml", API + "\n  : : ["), List.of());

    assertThat(report.findings()).isEmpty();
    assertThat(report.notes())
        .isNotEmpty()
        .allSatisfy(note -> assertThat(note.getFile()).isEqualTo("api.yaml"));
  }

  @Test
  void shouldIndexWhatIsProvidedAndConsumed() {
    Map<String, String> files = new HashMap<>(Map.of("api.yaml", API));
    files.put("services/web/pacts/p.json", PACT);

    Checker.Index contracts = checker.index(commit("acme/orders", files));

    assertThat(contracts.provides())
        .singleElement()
        .satisfies(
            provided -> assertThat(provided.getElements()).containsExactly("GET /orders/{id}"));
    assertThat(contracts.consumes())
        .singleElement()
        .satisfies(use -> assertThat(use.getProvider()).isEqualTo("orders"));
  }

  private List<String> fingerprints(
      String repository, Map<String, String> before, Map<String, String> after) {
    return checker
        .check(commit(repository, before), commit(repository, after), List.of(), 1)
        .findings()
        .stream()
        .map(Finding::getFingerprint)
        .toList();
  }

  private Checker.Report check(
      Map<String, String> before, Map<String, String> after, List<Checker.Commit> neighbours) {
    return checker.check(
        commit("acme/orders", before), commit("acme/orders", after), neighbours, 1);
  }

  private static Checker.Commit commit(String repository, Map<String, String> files) {
    return new Checker.Commit(repository, new MapTree(files));
  }
}
