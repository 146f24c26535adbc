package dev.winnow.worker.contract.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Severity;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.tree.MapTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaComparisonTest {
  private static final Map<Character, Flow> FLOWS =
      Map.of('C', Flow.CONSUMED, 'P', Flow.PRODUCED, 'B', Flow.BOTH);

  static Stream<Arguments> changes() {
    return rows("/schema/changes.txt");
  }

  static Stream<Arguments> changesOfOpenApi30() {
    return rows("/schema/openapi30.txt");
  }

  private static Stream<Arguments> rows(String resource) {
    try (InputStream file = SchemaComparisonTest.class.getResourceAsStream(resource)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> Arguments.of((Object[]) line.split(" ;; ")))
              .toList()
              .stream();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void shouldSayWhomAChangeBreaksWhenAKeywordChanges(
      String before, String after, String flows, String what) throws Exception {
    check(before, after, flows, what, Dialect.DRAFT_2020_12);
  }

  @ParameterizedTest
  @MethodSource("changesOfOpenApi30")
  void shouldSayWhomAChangeBreaksWhenAKeywordOfOpenApi30Changes(
      String before, String after, String flows, String what) throws Exception {
    check(before, after, flows, what, Dialect.OPENAPI_3_0);
  }

  private static void check(String before, String after, String flows, String what, Dialect dialect)
      throws Exception {
    StringBuilder broken = new StringBuilder();
    Set<String> seen = new TreeSet<>();
    for (char letter : "CPB".toCharArray()) {
      List<SchemaChange> errors =
          compare(before, after, FLOWS.get(letter), dialect).stream()
              .filter(change -> change.severity() == Severity.ERROR)
              .toList();
      if (!errors.isEmpty()) {
        broken.append(letter);
      }
      errors.forEach(change -> seen.add(change.what()));
    }
    assertThat(broken.isEmpty() ? "-" : broken.toString()).as("%s", seen).isEqualTo(flows);
    if (!what.equals("-")) {
      assertThat(seen).containsAnyElementsOf(Arrays.asList(what.split(",")));
    }
  }

  @ParameterizedTest
  @EnumSource(Flow.class)
  void shouldFindNothingWhenWhatIsNoLongerDeclaredCouldNotBeThere(Flow flow) throws Exception {
    String closed = "{type: object, additionalProperties: false}";
    String both = "{allOf: [" + closed + ", {type: object, properties: {a: {type: string}}}]}";

    assertThat(compare(both, closed, flow, Dialect.DRAFT_2020_12)).isEmpty();
    assertThat(compare(closed, both, flow, Dialect.DRAFT_2020_12)).isEmpty();
  }

  @Test
  void shouldNameThePathAndTheLineWhenADeepPropertyGoes() throws Exception {
    List<SchemaChange> changes =
        compare(
            """
            type: object
            properties:
              items:
                type: array
                items:
                  type: object
                  properties:
                    price: {type: number}
                    name: {type: string}
            """,
            """
            type: object
            properties:
              items:
                type: array
                items:
                  type: object
                  properties:
                    name: {type: integer}
            """,
            Flow.PRODUCED,
            Dialect.OPENAPI_3_1);

    assertThat(changes)
        .extracting(SchemaChange::path, SchemaChange::what, change -> change.place().line())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("items[].name", "type-changed", 8),
            org.assertj.core.groups.Tuple.tuple("items[].price", "property-removed", 8));
  }

  static List<SchemaChange> compare(String before, String after, Flow flow, Dialect dialect)
      throws Exception {
    Documents old = new Documents(new MapTree(Map.of("a.yaml", before)));
    Documents now = new Documents(new MapTree(Map.of("a.yaml", after)));
    return new SchemaComparison(old, now, dialect)
        .compare(old.load("a.yaml").node(), now.load("a.yaml").node(), flow);
  }
}
