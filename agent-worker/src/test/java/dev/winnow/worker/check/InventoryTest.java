package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.tree.MapTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryTest {
  private static final String OPENAPI =
      "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n";
  private static final String AVRO = "{\"type\": \"record\", \"name\": \"R\", \"fields\": []}";

  @Test
  void shouldFindContractsOfEachKindWhenNothingIsDeclared() {
    Inventory inventory =
        inventory(
            Map.of(
                "api.yaml", OPENAPI,
                "events.yaml", "asyncapi: 3.0.0\ninfo: {title: T, version: '1'}\n",
                "r.avsc", AVRO,
                "a.proto", "syntax = \"proto3\";\npackage p.q;\n",
                "b.proto", "syntax = \"proto3\";\npackage p.q;\n",
                "order.json",
                    "{\n\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"\n}\n",
                "schema.graphqls", "type Query { a: Int }\n",
                "compose.yaml", "services: {}\n",
                "query.graphql", "query Q { a }\n"));

    assertThat(inventory.contracts())
        .extracting(Contract::kind, Contract::files)
        .containsExactlyInAnyOrder(
            tuple(ContractKind.OPENAPI, List.of("api.yaml")),
            tuple(ContractKind.ASYNCAPI, List.of("events.yaml")),
            tuple(ContractKind.AVRO, List.of("r.avsc")),
            tuple(ContractKind.PROTOBUF, List.of("a.proto", "b.proto")),
            tuple(ContractKind.JSON_SCHEMA, List.of("order.json")),
            tuple(ContractKind.GRAPHQL, List.of("schema.graphqls")));
    assertThat(inventory.contracts()).extracting(Contract::service).containsOnly("shop");
  }

  @Test
  void shouldTakeFoldersForServicesWhenTheyLookLikeOnes() {
    Inventory inventory =
        inventory(Map.of("services/orders/api.yaml", OPENAPI, "apps/web/openapi.json", OPENAPI));

    assertThat(inventory.contracts())
        .extracting(Contract::service)
        .containsExactly("web", "orders");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node_modules/x/api.yaml",
        "src/test/resources/api.yaml",
        "services/web/clients/orders.yaml",
        "vendor/api.yaml",
        "build/api.yaml",
        ".github/api.yaml"
      })
  void shouldLeaveFilesOutWhenTheyAreNotTheRepositorysOwn(String path) {
    assertThat(inventory(Map.of(path, OPENAPI)).contracts()).isEmpty();
  }

  @Test
  void shouldDoAsDeclaredWhenThereIsAManifest() {
    Inventory inventory =
        inventory(
            Map.of(
                "winnow.yaml",
                """
                services:
                  orders:
                    folder: backend
                    contracts:
                      - {file: test/api.yaml}
                      - {file: r.avsc, compatibility: full}
                    uses:
                      - {service: catalog, copies: [catalog.yaml]}
                ignore: ['legacy/**']
                """,
                "backend/test/api.yaml",
                OPENAPI,
                "backend/r.avsc",
                AVRO,
                "backend/catalog.yaml",
                OPENAPI,
                "legacy/deep/api.yaml",
                OPENAPI));

    assertThat(inventory.problems()).isEmpty();
    assertThat(inventory.contracts())
        .extracting(Contract::file, Contract::service, Contract::compatibility)
        .containsExactly(
            tuple("backend/r.avsc", "orders", Compatibility.FULL),
            tuple("backend/test/api.yaml", "orders", Compatibility.DEFAULT));
  }

  @Test
  void shouldNameLineAndMendWhenTheManifestIsWrong() {
    Inventory inventory =
        inventory(
            Map.of(
                "winnow.yaml",
                "services:\n  orders:\n    foldr: x\n    contracts:\n      - {kind: soap, file: a}\n",
                "a",
                ""));

    assertThat(inventory.problems())
        .extracting(Manifest.Problem::line, Manifest.Problem::message)
        .containsExactly(
            tuple(3, "'foldr' means nothing here: use [folder, contracts, uses]"),
            tuple(
                5, "'soap' is none of [OPENAPI, ASYNCAPI, AVRO, PROTOBUF, JSON_SCHEMA, GRAPHQL]"));
  }

  @Test
  void shouldTakeADotForTheFolderItself() {
    Inventory inventory =
        inventory(
            Map.of(
                "winnow.yaml",
                "services: {orders: {folder: ., contracts: [{file: ./test//api.yaml}]}}",
                "test/api.yaml",
                OPENAPI));

    assertThat(inventory.problems()).isEmpty();
    assertThat(inventory.contracts())
        .extracting(Contract::file, Contract::service)
        .containsExactly(tuple("test/api.yaml", "orders"));
  }

  @Test
  void shouldNameTheLineWhenADeclaredFileIsNotThere() {
    Inventory inventory =
        inventory(
            Map.of(
                "winnow.yaml",
                "services:\n  orders:\n    folder: backend\n    contracts:\n      - {file: a.yaml}\n"));

    assertThat(inventory.problems())
        .extracting(Manifest.Problem::line, Manifest.Problem::message)
        .containsExactly(
            tuple(5, "'backend/a.yaml' is not there: a file is named from the service's folder"));
  }

  @Test
  void shouldTellWhenTheManifestIsNoYaml() {
    assertThat(inventory(Map.of("winnow.yaml", "services: [")).problems())
        .singleElement()
        .satisfies(each -> assertThat(each.message()).startsWith("winnow.yaml cannot be read"));
  }

  private static Inventory inventory(Map<String, String> files) {
    return Inventory.of("acme/shop", new MapTree(files));
  }
}
