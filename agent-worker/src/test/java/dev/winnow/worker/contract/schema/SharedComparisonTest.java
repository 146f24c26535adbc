package dev.winnow.worker.contract.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import dev.winnow.worker.tree.MapTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is kept from one question must not hide anything from another. Only by how many ways round a
 * circle a cause is reached may depend on what was asked before.
 */
class SharedComparisonTest {
  private static final String FILE = "s.yaml";

  /** Two that refer to each other, one that leads into their circle, and one beside them. */
  private static final String SCHEMAS =
      """
      A: {type: object, properties: {a: {type: string}, b: {$ref: '#/B'}}}
      B: {type: object, properties: {c: {type: string}, a: {$ref: '#/A'}, d: {$ref: '#/D'}}}
      C: {type: object, properties: {a: {$ref: '#/A'}, x: {properties: {b: {$ref: '#/B'}}}}}
      D: {type: object, properties: {b: {$ref: '#/B'}}}
      E: {type: object, properties: {e: {type: string}}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"A B C D E", "E D C B A", "C B A D E", "B D A C E"})
  void shouldFindTheSameCausesWhateverWasAskedBefore(String order) throws Exception {
    Documents before = documents(SCHEMAS);
    Documents after =
        documents(
            SCHEMAS
                .replace("a: {type: string}", "a: {type: integer}")
                .replace("c: {type: string}", "c: {type: boolean}"));
    SchemaComparison shared = new SchemaComparison(before, after, Dialect.DRAFT_2020_12);

    for (String name : order.split(" ")) {
      List<SchemaChange> alone =
          compare(new SchemaComparison(before, after, Dialect.DRAFT_2020_12), before, after, name);

      assertThat(causes(compare(shared, before, after, name))).as(name).isEqualTo(causes(alone));
      assertThat(alone.isEmpty()).as(name).isEqualTo(name.equals("E"));
    }
  }

  private static List<SchemaChange> compare(
      SchemaComparison comparison, Documents before, Documents after, String name)
      throws Exception {
    return comparison.compare(node(before, name), node(after, name), Flow.PRODUCED);
  }

  private static Set<String> causes(List<SchemaChange> changes) {
    return changes.stream()
        .map(change -> change.what() + " " + change.severity() + " " + change.where().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Node node(Documents documents, String name) throws Exception {
    return documents.node(FILE, JsonPointer.compile("/" + name));
  }

  private static Documents documents(String text) {
    return new Documents(new MapTree(Map.of(FILE, text)));
  }
}
