package dev.winnow.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What holds of every grid, on random ones whose values are made to collide as names. */
class ParameterGridTest {

  private static final List<String> VALUES =
      List.of("a", "A", "0.5", "0-5", "", "-", "ä", "a b", "x".repeat(40), "x".repeat(41));

  @RepeatedTest(200)
  void shouldHoldEachCombinationOnceUnderAValidNameWhenExpanded(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Map<String, List<String>> axes = axes(random);
    ParameterGrid grid = new ParameterGrid(axes);

    Map<String, Map<String, String>> points = grid.points(Set.of("a-a"));

    assertThat(points).hasSize((int) grid.size());
    assertThat(new HashSet<>(points.values())).hasSize(points.size());
    assertThat(points.keySet())
        .doesNotContain("a-a")
        .allMatch(name -> TaskRules.NAME.matcher(name).matches());
    assertThat(points.values())
        .allSatisfy(
            point -> {
              assertThat(point.keySet()).isEqualTo(axes.keySet());
              point.forEach((key, value) -> assertThat(axes.get(key)).contains(value));
            });
  }

  @RepeatedTest(50)
  void shouldNamePointsTheSameWhenValuesAreInAnotherOrder(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Map<String, List<String>> axes = axes(random);
    Map<String, List<String>> shuffled = new LinkedHashMap<>();
    axes.forEach(
        (key, values) -> {
          List<String> others = new ArrayList<>(values);
          Collections.shuffle(others, random);
          shuffled.put(key, others);
        });

    assertThat(new ParameterGrid(shuffled).points(Set.of()))
        .isEqualTo(new ParameterGrid(axes).points(Set.of()));
  }

  @Test
  void shouldTurnLastNameFastestWhenExpanded() {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    axes.put("p", List.of("x", "y"));
    axes.put("q", List.of("1", "2"));

    assertThat(new ParameterGrid(axes).points(Set.of()).keySet())
        .containsExactly("p-x-q-1", "p-x-q-2", "p-y-q-1", "p-y-q-2");
  }

  @Test
  void shouldHashANameOnlyWhenItIsLongerThan63Characters() {
    String longest = "x".repeat(61);

    assertThat(new ParameterGrid(Map.of("p", List.of(longest))).points(Set.of()).keySet())
        .containsExactly("p-" + longest);
    assertThat(new ParameterGrid(Map.of("p", List.of(longest + "x"))).points(Set.of()).keySet())
        .singleElement(InstanceOfAssertFactories.STRING)
        .hasSize(63)
        .matches("p-x{52}-[0-9a-f]{8}");
  }

  private static Map<String, List<String>> axes(Random random) {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    int names = 1 + random.nextInt(3);
    for (int axis = 0; axis < names; axis++) {
      Set<String> values = new TreeSet<>();
      int wanted = 1 + random.nextInt(5);
      while (values.size() < wanted) {
        values.add(VALUES.get(random.nextInt(VALUES.size())));
      }
      axes.put(List.of("a", "B_b", "c".repeat(50)).get(axis), List.copyOf(values));
    }
    return axes;
  }
}
