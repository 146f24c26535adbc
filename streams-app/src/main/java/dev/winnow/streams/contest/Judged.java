package dev.winnow.streams.contest;

import dev.winnow.schemas.Judging;
import dev.winnow.schemas.Opinion;
import dev.winnow.schemas.Preference;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Vote;
import dev.winnow.schemas.VoteState;
import dev.winnow.streams.contest.judging.Ballot;
import dev.winnow.streams.contest.judging.Opinions;
import dev.winnow.streams.contest.judging.PlaceBias;
import dev.winnow.streams.contest.racing.Ruling;
import dev.winnow.streams.contest.store.ContestStores;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a verdict says of the judge.
 *
 * @param judging what it said; empty if it has no say
 * @param warnings what a person should know before trusting it, a sentence each
 */
record Judged(Optional<Judging> judging, List<String> warnings) {
  private static final Judged NOT_ASKED = new Judged(Optional.empty(), List.of());

  /** What it comes to at the end of a contest. */
  static Judged of(
      ContestStores stores, Task task, Ending ending, LastRung rung, Optional<Ruling> ruling) {
    List<String> tied = ruling.map(Tie::of).orElse(List.of());
    if (task.getJudge().isEmpty() || tied.isEmpty()) {
      return NOT_ASKED;
    }
    if (ending == Ending.NO_TIME || ending == Ending.CANCELLED) {
      // Half of the answers would be an opinion of half of the candidates.
      return none("the judge has no say, for it had not answered everything: " + ending.text());
    }
    List<Vote> votes = stores.votes().of(task.getTaskId());
    if (votes.isEmpty()) {
      return none("the judge was not asked: the money left does not allow two votes");
    }
    Opinions opinions = new Opinions(Ballot.field(tied), votes);
    return new Judged(
        Optional.of(judging(opinions, votes, rung)), warnings(opinions, votes, tied.size()));
  }

  private static Judged none(String warning) {
    return new Judged(Optional.empty(), List.of(warning));
  }

  private static Judging judging(Opinions opinions, List<Vote> votes, LastRung rung) {
    List<Opinion> ranked = new ArrayList<>();
    for (String id : opinions.ranked()) {
      Standing standing = rung.standing(id);
      ranked.add(
          Opinion.newBuilder()
              .setClusterId(id)
              .setAttemptId(standing.getAttemptId())
              .setVariant(standing.getVariant())
              .setRating(opinions.rating(id))
              .setDeviation(opinions.deviation(id))
              .setPreferred(opinions.preferred(id))
              .setVotes(opinions.votes(id))
              .build());
    }
    return Judging.newBuilder()
        .setOpinions(ranked)
        .setFirst(opinions.first().orElse(null))
        .setAsked(votes.size())
        .setCounted(2 * opinions.pairs())
        .setPairs(opinions.pairs())
        .setFlipped(opinions.flips(Preference.A) + opinions.flips(Preference.B))
        .setForFirst(opinions.votesFor(Preference.A))
        .setForSecond(opinions.votesFor(Preference.B))
        .setCost(votes.stream().map(Vote::getCost).reduce(BigDecimal.ZERO, BigDecimal::add))
        .build();
  }

  private static List<String> warnings(Opinions opinions, List<Vote> votes, int tied) {
    List<String> warnings = new ArrayList<>();
    List<Vote> lost = votes.stream().filter(vote -> vote.getState() == VoteState.LOST).toList();
    if (!lost.isEmpty()) {
      warnings.add(
          "%d of %d votes of the judge came to nothing, the first because: %s"
              .formatted(lost.size(), votes.size(), lost.get(0).getReason()));
    }
    int seen = opinions.ranked().size();
    if (seen > 0 && seen < tied) {
      warnings.add("the judge has compared %d of the %d candidates that tie".formatted(seen, tied));
    }
    int first = opinions.flips(Preference.A);
    int second = opinions.flips(Preference.B);
    if (PlaceBias.isPlain(first, second)) {
      warnings.add(
          "the judge follows the place: of %d pairs whose answer changed with the order, it took the one shown as %s in %d"
              .formatted(first + second, first > second ? "a" : "b", Math.max(first, second)));
    }
    return warnings;
  }
}
