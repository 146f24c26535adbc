package dev.winnow.streams.contest.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Preference;
import dev.winnow.schemas.Vote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OpinionsTest {
  private static final List<String> FIELD = List.of("a", "b", "c", "d");

  @Test
  void shouldPutThePreferredFirstWhenTheJudgeAgreesWithItself() {
    List<String> order = List.of("c", "a", "d", "b");

    Opinions opinions = new Opinions(FIELD, Votes.cast(FIELD, 1, Votes.by(order)));

    assertThat(opinions.ranked()).isEqualTo(order);
    assertThat(opinions.first()).contains("c");
    assertThat(opinions.preferred("c")).isEqualTo(6);
    assertThat(opinions.votes("c")).isEqualTo(6);
    assertThat(opinions.preferred("b")).isZero();
    assertThat(opinions.pairs()).isEqualTo(6);
    assertThat(opinions.votesFor(Preference.A)).isEqualTo(6);
    assertThat(opinions.flips(Preference.A)).isZero();
  }

  @Test
  void shouldTellTwoApartByOnePairOfVotesWhenTheyAgree() {
    List<String> two = List.of("a", "b");

    assertThat(new Opinions(two, Votes.cast(two, 1, Votes.by(List.of("b", "a")))).first())
        .contains("b");
    assertThat(
            new Opinions(
                    two,
                    Votes.cast(
                        two,
                        1,
                        showing -> showing.first().equals("b") ? Preference.A : Preference.NEITHER))
                .first())
        .isEmpty();
  }

  @Test
  void shouldPreferNobodyWhenTheJudgeAlwaysTakesAPlace() {
    Opinions opinions = new Opinions(FIELD, Votes.cast(FIELD, 3, showing -> Preference.B));

    assertThat(opinions.first()).isEmpty();
    assertThat(opinions.ranked()).isEqualTo(FIELD);
    assertThat(FIELD).allMatch(each -> opinions.rating(each) == 25);
    assertThat(opinions.flips(Preference.B)).isEqualTo(18);
    assertThat(opinions.flips(Preference.A)).isZero();
  }

  @Test
  void shouldTakeTheFirstOfTheBoardWhenTheVotesDoNotSetTheBestApart() {
    // b and c are liked the same, and better than the leader.
    Opinions opinions =
        new Opinions(
            FIELD,
            Votes.cast(
                FIELD,
                1,
                showing -> {
                  boolean isFirstLiked = "bc".contains(showing.first());
                  return isFirstLiked == "bc".contains(showing.second())
                      ? Preference.NEITHER
                      : isFirstLiked ? Preference.A : Preference.B;
                }));

    assertThat(opinions.first()).contains("b");
  }

  @Test
  void shouldNotCountAVoteWhenTheOtherOrderIsLost() {
    List<Vote> votes =
        Votes.cast(
            List.of("a", "b"), 1, showing -> showing.first().equals("a") ? Preference.B : null);

    Opinions opinions = new Opinions(List.of("a", "b"), votes);

    assertThat(opinions.pairs()).isZero();
    assertThat(opinions.ranked()).isEmpty();
    assertThat(opinions.first()).isEmpty();
  }

  @Test
  void shouldNotPassTheLeaderOverWhenNothingIsKnownOfItAndNobodyIsPreferred() {
    List<Vote> votes =
        Votes.cast(
            FIELD,
            1,
            showing ->
                showing.first().equals("a") || showing.second().equals("a")
                    ? null
                    : Preference.NEITHER);

    Opinions opinions = new Opinions(FIELD, votes);

    assertThat(opinions.ranked()).containsExactly("b", "c", "d");
    assertThat(opinions.first()).isEmpty();
  }

  @Test
  void shouldLeaveOutVotesWhenTheyAreAboutOthers() {
    List<Vote> votes = Votes.cast(FIELD, 1, Votes.by(FIELD));

    Opinions opinions = new Opinions(List.of("b", "c"), votes);

    assertThat(opinions.ranked()).containsExactly("b", "c");
    assertThat(opinions.pairs()).isEqualTo(1);
  }

  @Property(tries = 100)
  void shouldSayTheSameWhateverTheOrderInWhichVotesAreRead(@ForAll long seed) {
    Random random = new Random(seed);
    List<Vote> votes =
        Votes.cast(
            FIELD,
            2,
            showing -> random.nextInt(5) == 0 ? null : Preference.values()[random.nextInt(3)]);
    List<Vote> shuffled = new ArrayList<>(votes);
    Collections.shuffle(shuffled, random);

    Opinions one = new Opinions(FIELD, votes);
    Opinions other = new Opinions(FIELD, shuffled);

    assertThat(other.ranked()).isEqualTo(one.ranked());
    assertThat(other.first()).isEqualTo(one.first());
    for (String each : one.ranked()) {
      // Bit by bit: a replay must write the same verdict.
      assertThat(other.rating(each)).isEqualTo(one.rating(each));
      assertThat(other.deviation(each)).isEqualTo(one.deviation(each));
    }
  }

  @Property(tries = 100)
  void shouldSayTheSameOfPatchesWhenThePlacesAreSwapped(@ForAll long seed) {
    Random random = new Random(seed);
    List<Vote> votes = Votes.cast(FIELD, 2, showing -> Preference.values()[random.nextInt(3)]);
    List<Vote> swapped =
        votes.stream()
            .map(
                vote ->
                    Votes.vote(
                        vote.getNumber(),
                        Showing.of(vote).swapped(),
                        switch (vote.getPreference().orElseThrow()) {
                          case A -> Preference.B;
                          case B -> Preference.A;
                          case NEITHER -> Preference.NEITHER;
                        }))
            .toList();

    Opinions one = new Opinions(FIELD, votes);
    Opinions other = new Opinions(FIELD, swapped);

    assertThat(other.first()).isEqualTo(one.first());
    assertThat(other.flips(Preference.A)).isEqualTo(one.flips(Preference.B));
    for (String each : FIELD) {
      assertThat(other.rating(each)).isEqualTo(one.rating(each));
      assertThat(other.preferred(each)).isEqualTo(one.preferred(each));
    }
  }
}
