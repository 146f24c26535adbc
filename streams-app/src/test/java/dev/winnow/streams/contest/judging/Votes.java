package dev.winnow.streams.contest.judging;

import dev.winnow.schemas.Preference;
import dev.winnow.schemas.Vote;
import dev.winnow.schemas.VoteState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Votes for tests. */
final class Votes {
  private Votes() {}

  /** All rounds of a ballot, answered. */
  static List<Vote> cast(List<String> field, int rounds, Function<Showing, Preference> judge) {
    List<Vote> votes = new ArrayList<>();
    List<Showing> due = new Ballot("t", field, votes).due(rounds, count -> true);
    while (!due.isEmpty()) {
      for (Showing showing : due) {
        votes.add(vote(votes.size() + 1, showing, judge.apply(showing)));
      }
      due = new Ballot("t", field, votes).due(rounds, count -> true);
    }
    return votes;
  }

  static Vote vote(int number, Showing showing, Preference preference) {
    return Vote.newBuilder()
        .setTaskId("t")
        .setNumber(number)
        .setRound(showing.round())
        .setFirst(showing.first())
        .setSecond(showing.second())
        .setState(preference == null ? VoteState.LOST : VoteState.CAST)
        .setPreference(preference)
        .setCost(BigDecimal.ZERO)
        .build();
  }

  /** A judge that prefers whoever comes earlier in a list. */
  static Function<Showing, Preference> by(List<String> order) {
    return showing ->
        order.indexOf(showing.first()) < order.indexOf(showing.second())
            ? Preference.A
            : Preference.B;
  }
}
