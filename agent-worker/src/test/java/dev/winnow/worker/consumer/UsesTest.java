package dev.winnow.worker.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Evidence;
import dev.winnow.worker.tree.MapTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsesTest {
  private static final Services TWO =
      new Services(
          List.of(
              Service.of("acme/shop", "orders", "orders", List.of("orders/openapi.yaml")),
              Service.of("acme/shop", "web", "web", List.of())),
          List.of(
              new Declaration(
                  "web",
                  "stock",
                  List.of("web/stock.yaml"),
                  List.of("GET /stock"),
                  "winnow.yaml",
                  4)));

  @Test
  void shouldTakeEveryOperationOfACopyAsUsedAndTheProvidersOwnContractAsNone() {
    MapTree tree =
        new MapTree(
            Map.of("orders/openapi.yaml", Shop.ORDERS, "web/clients/orders.yaml", Shop.ORDERS));

    List<Use> uses = Shop.providers().attribute(Uses.of(tree, TWO));

    assertThat(uses)
        .extracting(
            use -> use.consumer() + " " + use.provider().orElse("") + " " + use.target().key())
        .containsExactly(
            "web orders GET /orders",
            "web orders POST /orders",
            "web orders GET /orders/{}",
            "web orders GET /orders/search");
    assertThat(uses).allMatch(use -> use.evidence() == Evidence.CONTRACT_COPY);
    assertThat(new PairRules(Shop.providers()).check(uses)).isEmpty();
  }

  @Test
  void shouldTakeFieldsAsReadWhenTheCopyLeavesSomethingOut() {
    String trimmed = Shop.ORDERS.replaceAll("(?m)^ +total: .*\n", "");
    MapTree tree =
        new MapTree(
            Map.of(
                "web/full.yaml",
                Shop.ORDERS.replaceAll("(?m)^ +remote.*\n", ""),
                "web/trim.yaml",
                trimmed.replaceAll("(?m)^ +remote.*\n", "")));
    Providers providers = Shop.providers(Shop.ORDERS.replaceAll("(?m)^ +remote.*\n", ""));

    List<Use> uses = providers.attribute(Uses.of(tree, TWO));

    assertThat(uses)
        .filteredOn(use -> use.target().key().equals("GET /orders/{}"))
        .extracting(use -> use.file() + " " + use.answers().get(200).fields().orElseThrow().used())
        .containsExactly("web/full.yaml []", "web/trim.yaml [customer, customer.name, extra, id]");
  }

  @Test
  void shouldUseWhatIsDeclared() {
    MapTree tree =
        new MapTree(Map.of("web/stock.yaml", Shop.ORDERS.replace("Orders API", "Something else")));

    List<Use> uses = Uses.of(tree, TWO);

    assertThat(uses).allMatch(use -> use.provider().orElse("").equals("stock"));
    assertThat(uses)
        .extracting(use -> use.evidence() + " " + use.file())
        .contains("CONTRACT_COPY web/stock.yaml", "DECLARED winnow.yaml");
  }

  @Test
  void shouldTakeARecordAsReadWhenTheConsumerHasACopyOfIt() {
    List<Use> uses =
        Shop.providers()
            .attribute(
                Shop.uses(
                    "src/main/avro/OrderPlaced.avsc",
                    """
                    {"type": "record", "name": "OrderPlaced", "namespace": "shop", "fields": [
                      {"name": "id", "type": "string"},
                      {"name": "lines", "type": {"type": "array", "items":
                        {"type": "record", "name": "Line", "fields": [{"name": "sku", "type": "string"}]}}},
                      {"name": "first", "type": ["null", "Line"]}]}
                    """));

    assertThat(uses).hasSize(1);
    assertThat(uses.get(0).target().key()).isEqualTo("shop.OrderPlaced");
    assertThat(uses.get(0).answers().get(0).fields().orElseThrow().used())
        .containsExactly("first", "first.sku", "id", "lines", "lines[].sku");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '|',
      textBlock =
          """
          web/package.json     ~ {"scripts": {"gen": "openapi-typescript ../orders/openapi.yaml -o src/orders.d.ts"}} ~ orders
          web/package.json     ~ {"scripts": {"gen": "openapi-generator-cli generate -i ../orders/openapi.yaml -g typescript-axios -o out"}} ~ orders
          web/package.json     ~ {"scripts": {"gen": "openapi-generator-cli generate -i ../orders/openapi.yaml -g spring -o out"}} ~
          web/package.json     ~ {"dependencies": {"orval": "^6.0.0"}} ~
          web/openapitools.json ~ {"generator-cli": {"generators": {"a": {"inputSpec": "../orders/openapi.yaml"}}}} ~ orders
          web/gen.yaml         ~ inputSpec: ../orders/openapi.yaml ~ orders
          web/pom.xml          ~ <inputSpec>${project.basedir}/../orders/openapi.yaml</inputSpec> ~ orders
          web/pom.xml          ~ <inputSpec>${project.basedir}/../orders/openapi.yaml</inputSpec><generatorName>spring</generatorName> ~
          web/build.gradle.kts ~ inputSpec.set("$rootDir/orders/openapi.yaml") ~ orders
          web/build.gradle     ~ inputSpec = "$rootDir/orders/openapi.yaml".toString() ~ orders
          web/orval.config.ts  ~ export default { orders: { input: '../orders/openapi.yaml' } } ~ orders
          web/orval.config.js  ~ module.exports = { a: { input: { target: '../orders/openapi.yaml' } } } ~ orders
          web/Web.csproj       ~ <OpenApiReference Include="../orders/openapi.yaml" /> ~ orders
          web/Makefile         ~ openapi-generator generate -g go -i https://specs.example/orders/openapi.yaml ~ https://specs.example/orders/openapi.yaml
          """)
  void shouldNameTheProviderWhenAClientIsGenerated(String file, String text, String provider) {
    List<Use> uses =
        Uses.of(new MapTree(Map.of("orders/openapi.yaml", Shop.ORDERS, file, text)), TWO);

    List<Use> generated =
        uses.stream().filter(use -> use.evidence() == Evidence.GENERATED_CLIENT).toList();
    assertThat(generated)
        .extracting(use -> use.provider().orElse(""))
        .isEqualTo(provider == null ? List.of() : List.of(provider));
    if (provider != null) {
      assertThat(Shop.providers().attribute(generated))
          .extracting(use -> use.provider().orElse(""))
          .containsExactly("orders");
    }
  }

  @Test
  void shouldNoteFilesThatCannotBeRead() {
    MapTree tree = new MapTree(Map.of("web/a.yaml", "openapi: 3.0.0\ninfo: {\npaths"));

    Uses.Found found = new Uses().in(tree, TWO);

    assertThat(found.notes()).extracting(note -> note.getFile()).containsExactly("web/a.yaml");
  }
}
