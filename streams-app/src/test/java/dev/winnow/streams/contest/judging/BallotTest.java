package dev.winnow.streams.contest.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Preference;
import dev.winnow.schemas.Vote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BallotTest {
  private static final List<String> FIELD = List.of("a", "b", "c", "d");

  @Test
  void shouldShowEachPairInBothOrdersWhenThereIsMoney() {
    List<Showing> due = new Ballot("t", FIELD, List.of()).due(1, count -> true);

    assertThat(due).hasSize(12).doesNotHaveDuplicates();
    assertThat(due).allMatch(showing -> due.contains(showing.swapped()));
  }

  @Test
  void shouldAskAboutFewerCandidatesWhenTheMoneyIsShort() {
    List<Showing> due = new Ballot("t", FIELD, List.of()).due(1, count -> count <= 7);

    assertThat(candidates(due)).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(new Ballot("t", FIELD, List.of()).due(1, count -> count <= 1)).isEmpty();
  }

  @Test
  void shouldWidenTheFieldBeforeASecondRoundWhenVotesCostLessThanTheyMight() {
    List<Vote> votes = new ArrayList<>();
    for (Showing showing : new Ballot("t", FIELD, votes).due(2, count -> count <= 2)) {
      votes.add(Votes.vote(votes.size() + 1, showing, Preference.A));
    }

    List<Showing> due = new Ballot("t", FIELD, votes).due(2, count -> count <= 4);

    assertThat(due).hasSize(4).allMatch(showing -> showing.round() == 1);
    assertThat(candidates(due)).contains("c").doesNotContain("d");
  }

  @Test
  void shouldAskNobodyTwiceInARoundWhenAVoteIsLost() {
    List<Vote> votes = Votes.cast(FIELD, 2, showing -> null);

    assertThat(votes).hasSize(24);
    assertThat(new Ballot("t", FIELD, votes).due(2, count -> true)).isEmpty();
    assertThat(new Ballot("t", FIELD, votes).due(3, count -> true)).hasSize(12);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 20})
  void shouldAskAboutTheFirstEightWhenAsManyOrMoreTie(int tied) {
    List<String> many = IntStream.range(0, tied).mapToObj(n -> "c" + n).toList();

    List<Showing> due = new Ballot("t", many, List.of()).due(1, count -> true);

    assertThat(due).hasSize(56);
    assertThat(candidates(due)).containsExactlyInAnyOrderElementsOf(many.subList(0, 8));
  }

  @Test
  void shouldAskNothingWhenNobodyTies() {
    assertThat(new Ballot("t", List.of(), List.of()).due(1, count -> true)).isEmpty();
  }

  private static Set<String> candidates(List<Showing> due) {
    Set<String> candidates = new HashSet<>();
    due.forEach(showing -> candidates.add(showing.first()));
    return candidates;
  }
}
