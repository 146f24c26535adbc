package dev.winnow.worker.contract.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import dev.winnow.worker.contract.UnreadableContractException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceDocumentTest {
  @Test
  void shouldKnowTheLineOfEachFieldWhenYaml() throws Exception {
    SourceDocument document =
        SourceDocument.parse(
            "a.yaml", "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      tags: [a,\n        b]\n");

    assertThat(line(document, "/openapi")).isEqualTo(1);
    assertThat(line(document, "/paths/~1a/get")).isEqualTo(4);
    assertThat(line(document, "/paths/~1a/get/tags/1")).isEqualTo(6);
    assertThat(line(document, "/paths/~1a/get/missing/deep")).isEqualTo(4);
  }

  @Test
  void shouldKnowTheLineOfEachFieldWhenJsonWithTabs() throws Exception {
    SourceDocument document =
        SourceDocument.parse("a", "{\n\t\"a\": {\n\t\t\"b\":\n\t\t[1,\n\t\t2.0e1]}}");

    assertThat(line(document, "/a/b")).isEqualTo(3);
    assertThat(line(document, "/a/b/1")).isEqualTo(5);
    assertThat(document.root().at("/a/b/1").decimalValue()).isEqualByComparingTo("20");
  }

  @Test
  void shouldReadTextsAsWrittenWhenYamlLooksLikeBooleansOrDates() throws Exception {
    SourceDocument document =
        SourceDocument.parse("a.yml", "a: [on, yes, 2020-01-01, 1:30, true, 3, 1.5, ~]");

    assertThat(document.root().at("/a").toString())
        .isEqualTo("[\"on\",\"yes\",\"2020-01-01\",\"1:30\",true,3,1.5,null]");
  }

  @Test
  void shouldFollowAliasesAndMergesWhenTheyAreFew() throws Exception {
    SourceDocument document =
        SourceDocument.parse("a.yml", "a: &a\n  x: 1\n  y: 2\nb:\n  <<: *a\n  y: 3\n");

    assertThat(document.root().at("/b/x").asInt()).isEqualTo(1);
    assertThat(document.root().at("/b/y").asInt()).isEqualTo(3);
    assertThat(line(document, "/b/x")).isEqualTo(2);
  }

  @Test
  void shouldTakeTheLastWhenAKeyIsThereTwice() throws Exception {
    assertThat(SourceDocument.parse("a.json", "{\"a\":1,\"a\":2}").root().at("/a").asInt())
        .isEqualTo(2);
    assertThat(SourceDocument.parse("a.yaml", "a: 1\na: 2").root().at("/a").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "a: [",
        "a: !java.net.URL [x]",
        "a: !foo b",
        "? {a: b}\n: c",
        "a: &a\n  b: *a",
        "a: b\n---\nc: d",
        "{\"a\": 1} x",
        "a:\n\t- b",
        "\u0000",
        "a: !!int x"
      })
  void shouldSayItIsUnreadableWhenItIs(String text) {
    assertThatThrownBy(() -> SourceDocument.parse("a.yaml", text))
        .isInstanceOf(UnreadableContractException.class);
  }

  @Test
  @Timeout(10)
  void shouldEndQuicklyWhenAliasesExplode() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    long start = System.nanoTime();

    assertThatThrownBy(() -> SourceDocument.parse("a.yaml", bomb.toString()))
        .isInstanceOf(UnreadableContractException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.yaml"})
  void shouldSayItIsUnreadableWhenItIsVeryDeep(String file) {
    assertThatThrownBy(() -> SourceDocument.parse(file, "[".repeat(100_000)))
        .isInstanceOf(UnreadableContractException.class);
    assertThatThrownBy(
            () -> SourceDocument.parse(file, "{\"a\":".repeat(250) + "1" + "}".repeat(250)))
        .isInstanceOf(UnreadableContractException.class);
  }

  @Test
  void shouldKeepHugeNumbersAsTextsWhenComputingWithThemWouldCost() throws Exception {
    SourceDocument document =
        SourceDocument.parse("a.json", "[1e999999999, " + "9".repeat(10_000) + "]");

    assertThat(document.root().get(0).isTextual()).isTrue();
    assertThat(document.root().get(1).isTextual()).isTrue();
  }

  private static int line(SourceDocument document, String pointer) {
    return document.line(JsonPointer.compile(pointer));
  }
}
