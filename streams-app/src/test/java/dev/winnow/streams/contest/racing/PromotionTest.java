package dev.winnow.streams.contest.racing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class PromotionTest {
  @Test
  void shouldPromoteTheBestThirdSoFarWhenOthersAreStillToCome() {
    Promotion promotion = new Promotion(3, 1);

    assertThat(promotion.due(List.of("a", "b"), Set.of(), false)).isEmpty();
    assertThat(promotion.due(List.of("a", "b", "c"), Set.of(), false)).containsExactly("a");
    assertThat(promotion.due(List.of("d", "a", "b", "c"), Set.of("a"), false)).containsExactly("d");
    assertThat(promotion.due(List.of("a", "d", "b", "c", "e"), Set.of("a"), false)).isEmpty();
  }

  @Test
  void shouldPromoteWhatIsToBeKeptWhenNobodyElseCanCome() {
    Promotion promotion = new Promotion(3, 2);

    assertThat(promotion.due(List.of("a", "b"), Set.of("a"), true)).containsExactly("b");
    assertThat(promotion.due(List.of("a", "b", "c", "d", "e", "f", "g"), Set.of(), true))
        .containsExactly("a", "b", "c");
  }

  @Test
  void shouldPromoteAllWhenEtaIsOne() {
    assertThat(new Promotion(1, 1).due(List.of("a", "b"), Set.of("b"), false)).containsExactly("a");
  }

  @Property
  void shouldHavePromotedTheBestShareWhenAllHaveCome(
      @ForAll @IntRange(min = 1, max = 5) int eta,
      @ForAll @Size(min = 1, max = 40) @UniqueElements
          List<@IntRange(max = 1_000) Integer> scores) {
    Promotion promotion = new Promotion(eta, 1);
    List<Integer> finished = new ArrayList<>();
    Set<String> promoted = new HashSet<>();
    for (Integer score : scores) {
      finished.add(score);
      promoted.addAll(promotion.due(ids(finished), promoted, false));
    }
    promoted.addAll(promotion.due(ids(finished), promoted, true));

    int share = (scores.size() + eta - 1) / eta;
    assertThat(promoted).containsAll(ids(finished).subList(0, share));
  }

  private static List<String> ids(List<Integer> scores) {
    return scores.stream().sorted().map(String::valueOf).toList();
  }
}
