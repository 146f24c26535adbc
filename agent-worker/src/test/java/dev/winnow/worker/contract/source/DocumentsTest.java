package dev.winnow.worker.contract.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import dev.winnow.worker.tree.MapTree;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {
  private static final Map<String, String> FILES =
      Map.of(
          "api/main.yaml",
          """
          $id: https://example.com/schemas/main
          refs: {$ref: '#/parts/a~1b%20c'}
          parts:
            a/b c: {type: string}
            chain: {$ref: '#/refs'}
            through: {$ref: 'other.yaml#/inner'}
            circle: {$ref: '#/parts/circle2'}
            circle2: {$ref: '#/parts/circle'}
            self: {$ref: '#/parts/self'}
            deep: {$ref: '#/parts/deep/x'}
            anchor: {$anchor: here, type: integer}
            named:
              $id: item
              $defs: {x: {type: 'null'}}
              inner: {$ref: '#/$defs/x'}
              outer: {$ref: '#/parts/anchor'}
          """,
          "api/other.yaml",
          "inner: {leaf: {type: number}}\nback: {$ref: 'main.yaml#/parts/anchor'}",
          "common/types.json",
          "{\"$id\": \"https://example.com/common/types.json\", \"x\": {\"type\": \"boolean\"}}",
          "api/broken.yaml",
          "a: [");

  private final Documents documents = new Documents(new MapTree(FILES));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "#/refs,string",
        "#/parts/chain,string",
        "#/parts/through/leaf,number",
        "#here,integer",
        "#/parts/named/inner,null",
        "#/parts/named/outer,integer",
        "item,-",
        "item#/$defs/x,null",
        "https://example.com/schemas/item#/$defs/x,null",
        "other.yaml#/back,integer",
        "./other.yaml#/inner/leaf,number",
        "../common/types.json#/x,boolean",
        "https://example.com/common/types.json#/x,boolean",
        "/common/types.json#/x,boolean",
      })
  void shouldFindTheTargetWhenItIsInTheTree(String reference, String type) throws Exception {
    Node root = documents.load("api/main.yaml").node();

    Optional<Node> found = documents.target(root, reference).flatMap(documents::resolve);

    assertThat(found).isPresent();
    assertThat(found.get().value().path("type").asText("-")).isIn(type, "");
  }

  @ParameterizedTest
  @CsvSource({
    "#/missing",
    "#/parts/circle",
    "#/parts/self",
    "#/parts/deep",
    "#nowhere",
    "missing.yaml",
    "broken.yaml#/a",
    "../../outside.yaml",
    "https://example.org/other.json",
    "https://example.com/%%%",
    "urn:example:x",
    "'::'",
    "'a b\\c^'",
  })
  @Timeout(10)
  void shouldNotKnowTheTargetWhenItIsNotInTheTree(String reference) throws Exception {
    Node root = documents.load("api/main.yaml").node();

    assertThat(documents.target(root, reference).flatMap(documents::resolve)).isEmpty();
  }

  @Test
  void shouldGiveTheNodeItselfWhenItIsNoReference() throws Exception {
    Node root = documents.node("api/main.yaml", JsonPointer.compile("/parts/anchor"));

    assertThat(documents.resolve(root)).contains(root);
  }
}
