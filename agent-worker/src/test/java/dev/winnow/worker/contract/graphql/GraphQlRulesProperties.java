package dev.winnow.worker.contract.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.tree.MapTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Schemas with any definitions, in any order and layout. */
class GraphQlRulesProperties {
  private static final GraphQlRules RULES = new GraphQlRules();

  @Property(tries = 50)
  void shouldNotSeeOrderLayoutAndComments(@ForAll long seed) throws Exception {
    List<String> definitions = definitions(new Random(seed), 1.0);
    List<String> shuffled = new ArrayList<>(definitions);
    Collections.shuffle(shuffled, new Random(seed + 1));
    String other = "# first\n" + String.join(" ", shuffled).replace(" ", " ,# {\n ");

    assertThat(RULES.compare(contract(String.join(" ", definitions)), contract(other))).isEmpty();
  }

  @Property(tries = 50)
  void shouldNotFailWhateverIsRemoved(@ForAll long seed) throws Exception {
    List<String> definitions = definitions(new Random(seed), 1.0);
    List<String> fewer = definitions(new Random(seed), 0.7);

    assertThat(
            RULES.compare(
                contract(String.join(" ", definitions)), contract(String.join(" ", fewer))))
        .isEqualTo(
            RULES.compare(
                contract(String.join("\t", definitions)), contract(String.join("\t", fewer))));
  }

  private static List<String> definitions(Random random, double kept) {
    List<String> definitions = new ArrayList<>(List.of("type Query { start: T0 }"));
    for (int i = 0; i < 8; i++) {
      StringBuilder fields = new StringBuilder();
      for (int j = 0; j < 5; j++) {
        String type = "[T" + random.nextInt(8) + "]" + (random.nextBoolean() ? "!" : "");
        String argument = "(a: Int = " + random.nextInt(3) + " b: [ID!])";
        if (random.nextDouble() < kept || j == 0) {
          fields.append("f" + j + argument + ": " + type + " ");
        }
      }
      definitions.add("type T" + i + " { " + fields + "}");
    }
    definitions.add("enum E { A B C }");
    definitions.add("union U = T0 | T1");
    definitions.add("extend enum E { D }");
    definitions.add("input I { a: E = A b: [Int!]! = [1 2] }");
    return definitions;
  }

  private static Contract contract(String text) {
    return new Contract(
        ContractKind.GRAPHQL,
        "shop",
        List.of("schema.graphql"),
        Compatibility.DEFAULT,
        new MapTree(Map.of("schema.graphql", text)));
  }
}
