package dev.winnow.streams.contest.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.streams.contest.dedup.FamilyRule.Family;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyRuleTest {
  private static final FamilyRule RULE = new FamilyRule(0.5, 3, 4);
  private static final Family BEST = family("best", 5, 0);
  private static final Family THIRD = family("third", 1, 2);
  private static final Family LAST = family("last", 2, 9);
  private static final Family NOWHERE = new Family("nowhere", 0, OptionalInt.empty(), false);

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 0", "4, 3", "6, 3", "7, 4", "10, 5", "1000, 500"})
  void shouldCallSoManyPlacesTheTop(int measured, int top) {
    assertThat(RULE.top(measured)).isEqualTo(top);
  }

  @Test
  void shouldPromoteFamiliesThatDoWellBestFirst() {
    assertThat(RULE.promoted(List.of(THIRD, LAST, NOWHERE, BEST), 10, false))
        .containsExactly(BEST, THIRD);
  }

  @Test
  void shouldLetAllWaitWhenTheBoardIsTooSmallToTell() {
    assertThat(RULE.promoted(List.of(BEST), 3, false)).isEmpty();
  }

  @Test
  void shouldPromoteAllWhenTheBoardStaysTooSmallToTell() {
    assertThat(RULE.promoted(List.of(NOWHERE, BEST), 3, true)).containsExactly(BEST, NOWHERE);
  }

  @Test
  void shouldSpareThoseThatDoBadlyWhenNothingElseIsLeft() {
    assertThat(RULE.promoted(List.of(NOWHERE, LAST), 10, true)).isEmpty();
  }

  @Test
  void shouldTryTheNextMemberWhenAllBeforeAreRejected() {
    Family rejected = new Family("rejected", 3, OptionalInt.empty(), true);

    assertThat(RULE.promoted(List.of(rejected, NOWHERE), 10, false)).containsExactly(rejected);
  }

  @Test
  void shouldRefuseARuleThatIsNone() {
    assertThatThrownBy(() -> new FamilyRule(1.5, 3, 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FamilyRule(0.5, 0, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Family family(String id, int number, int place) {
    return new Family(id, number, OptionalInt.of(place), false);
  }
}
