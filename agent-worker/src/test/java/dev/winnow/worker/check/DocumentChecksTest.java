package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.DocumentLine;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.tree.MapTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentChecksTest {
  private static final String START =
      """
      openapi: 3.0.3
      info: {title: Orders, version: '1'}
      paths:
        /health:
          get: {responses: {'200': {description: ok}}}
      """;
  private static final String API =
      START
          + """
            /order_items/{id}:
              get:
                responses:
                  '200':
                    description: An order
                    content:
                      application/json:
                        schema:
                          type: object
                          properties:
                            id: {type: string}
                            total_amount: {type: integer}
          """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Orders\n\nAsk `GET /order_items/{id}` for it.\n",
        "# Orders\n\nAsk `GET /order_items/:order` for it.\n",
        "# Orders\n```\ncurl -X GET /order_items/<id>\n```\n"
      })
  void shouldTellTheLineWithTheBreakWhenADocumentNamesAnOperationThatIsGone(String guide) {
    List<Finding> findings =
        check(
            Map.of("api.yaml", API, "docs/api.md", guide),
            Map.of("api.yaml", START, "docs/api.md", guide));

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.getKind()).isNotEqualTo(ContractKind.DOCUMENT);
              assertThat(finding.getDocuments())
                  .extracting(DocumentLine::getFile, DocumentLine::getLine)
                  .containsExactly(tuple("docs/api.md", 3));
            });
  }

  @Test
  void shouldBeOneFindingWhenADocumentNamesTheIdOfAnOperationThatIsGone() {
    String guide = "# Orders\n\nThe client has `getOrderItems`.\n";
    String api = API.replace("    get:\n", "    get:\n      operationId: getOrderItems\n");

    List<Finding> findings =
        check(
            Map.of("api.yaml", api, "src/a.py", "def getOrderItems():\n", "docs/api.md", guide),
            Map.of("api.yaml", START, "docs/api.md", guide));

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.getKind()).isEqualTo(ContractKind.OPENAPI);
              assertThat(finding.getDocuments()).hasSize(1);
            });
  }

  @Test
  void shouldTellOfAnOperationThatWentEarlierWhenAllIsChecked() {
    Map<String, String> earlier =
        Map.of("api.yaml", API, "docs/api.md", "Ask `GET /order_items/42` for it.\n");
    Map<String, String> head =
        Map.of("api.yaml", START, "docs/api.md", "Ask `GET /order_items/42` for it.\n");

    Checker.Report report =
        new Checker()
            .checkAll(
                List.of(new Checker.Commit("acme/shop", new MapTree(earlier))),
                new Checker.Commit("acme/shop", new MapTree(head)),
                List.of(),
                0);

    assertThat(report.findings())
        .extracting(Finding::getRule, Finding::getElement)
        .containsExactly(tuple("docs.endpoint-gone", "GET /order_items/{id}"));
  }

  @Test
  void shouldTellTheLineOfTheFieldWhenAFieldIsGone() {
    String guide = "# Orders\n\nAsk `GET /order_items/{id}`.\n\nIt has a `total_amount`.\n";

    List<Finding> findings =
        check(
            Map.of("api.yaml", API, "docs/api.md", guide),
            Map.of("api.yaml", API.replaceAll(" *total_amount: .*\n", ""), "docs/api.md", guide));

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.getDocuments())
                    .extracting(DocumentLine::getFile, DocumentLine::getLine)
                    .containsExactly(tuple("docs/api.md", 5)));
  }

  @Test
  void shouldHaveNoLinesWhenDocumentsNameAnotherOperation() {
    String guide = "Ask `GET /health`, `/order_items` or [it](/order_items/{id}).\n";

    List<Finding> findings =
        check(
            Map.of("api.yaml", API, "src/a.py", "order_items = 1\n", "docs/api.md", guide),
            Map.of("api.yaml", START, "src/a.py", "order_items = 1\n", "docs/api.md", guide));

    assertThat(findings)
        .singleElement()
        .satisfies(finding -> assertThat(finding.getDocuments()).isEmpty());
  }

  @Test
  void shouldTellOfTypeAndFieldWhenADocumentNamesBoth() {
    String guide = "The type `Order` has `grandTotal`.\n";

    List<Finding> findings =
        check(
            Map.of(
                "schema.graphql",
                "type Query { o: Order }\ntype Order { id: ID grandTotal: Int }\n",
                "docs/a.md",
                guide),
            Map.of(
                "schema.graphql",
                "type Query { o: Order }\ntype Order { id: ID }\n",
                "docs/a.md",
                guide));

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.getDocuments())
                    .extracting(DocumentLine::getFile, DocumentLine::getLine)
                    .containsExactly(tuple("docs/a.md", 1)));
  }

  @Test
  void shouldWarnAtTheFirstLineWhenOnlyDocumentsAreWrong() {
    String guide = "Call `parse_config`.\n\nThen `parse_config`.\n";

    List<Finding> findings =
        check(
            Map.of("src/a.py", "def parse_config(a):\n", "docs/a.md", guide),
            Map.of("src/a.py", "def read_config(a):\n", "docs/a.md", guide));

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.getKind()).isEqualTo(ContractKind.DOCUMENT);
              assertThat(finding.getSeverity()).isEqualTo(Severity.WARNING);
              assertThat(finding.getRule()).isEqualTo("docs.symbol-gone");
              assertThat(finding.getFile()).isEqualTo("docs/a.md");
              assertThat(finding.getLine()).isEqualTo(1);
              assertThat(finding.getSide()).isEqualTo(Side.HEAD);
              assertThat(finding.getReplacement()).contains("read_config");
              assertThat(finding.getDocuments())
                  .extracting(DocumentLine::getFile, DocumentLine::getLine)
                  .containsExactly(tuple("docs/a.md", 1), tuple("docs/a.md", 3));
            });
  }

  @Test
  void shouldHaveTheSameFingerprintWhenTheLineMoves() {
    Map<String, String> before = Map.of("src/a.py", "def parse_config(a):\n", "a.md", "");
    String guide = "Call `parse_config`.\n";

    Finding one = check(before, Map.of("src/a.py", "x = 1\n", "docs/a.md", guide)).get(0);

    assertThat(check(before, Map.of("src/a.py", "x = 1\n", "docs/b.md", "\n\n" + guide)))
        .extracting(Finding::getFingerprint)
        .containsExactly(one.getFingerprint());
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "/", "{", "<", ":a", "${", "a", "-", "\n", "/a\n"})
  void shouldLookForPathsInLinearTimeWhateverIsInDocuments(String piece) {
    String line = "/" + piece.repeat(7_000 / piece.length()) + "~\n";
    String guide = "```\n" + line.repeat(60) + "```\n";

    List<Finding> findings =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10),
            () ->
                check(
                    Map.of("api.yaml", API, "docs/a.md", guide),
                    Map.of("api.yaml", START, "docs/a.md", guide)));

    assertThat(findings).hasSize(1);
  }

  private static List<Finding> check(Map<String, String> before, Map<String, String> after) {
    return new Checker()
        .check(
            new Checker.Commit("acme/orders", new MapTree(before)),
            new Checker.Commit("acme/orders", new MapTree(after)),
            List.of(),
            1)
        .findings();
  }
}
