package dev.winnow.streams.contest.judging;

import dev.winnow.schemas.Preference;
import dev.winnow.schemas.Vote;
import dev.winnow.schemas.VoteState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the votes of a judge come to. A vote counts only with its counterpart, in which the same
 * pair was shown in the other order: so a judge that prefers a place, and not a patch, prefers
 * nobody.
 *
 * <p>Votes are taken by round and within a round all at once, so the order in which they came
 * leaves no trace.
 */
public final class Opinions {
  /**
   * Two are set apart if one is the stronger with at least this chance. One pair of votes that
   * agree is just enough between two candidates; a pair that does not agree is not.
   */
  static final double CHANCE_TO_LEAD = 2.0 / 3;

  private final String leader;
  private final List<String> field;
  private final List<Seen> seen = new ArrayList<>();
  private final Map<String, Rating> ratings;

  /** A pair that was answered in both orders. */
  private record Seen(Vote vote, Vote swapped) {
    private static final Comparator<Seen> ORDER =
        Comparator.comparingInt(pair -> pair.vote().getNumber());

    Preference answer() {
      return vote.getPreference().orElseThrow();
    }

    Preference answerSwapped() {
      return swapped.getPreference().orElseThrow();
    }

    boolean isFlipped(Preference place) {
      return answer() == place && answerSwapped() == place;
    }

    Duel duel() {
      double score = (score(answer(), Preference.A) + score(answerSwapped(), Preference.B)) / 2;
      return new Duel(vote.getFirst(), vote.getSecond(), score);
    }

    private static double score(Preference answer, Preference own) {
      return answer == Preference.NEITHER ? 0.5 : answer == own ? 1 : 0;
    }
  }

  /**
   * Opinions.
   *
   * @param field the clusters that tie, in the board's order; at least one
   * @param votes all votes of the task; those about others are left out
   */
  public Opinions(List<String> field, List<Vote> votes) {
    Map<Showing, Vote> cast = new HashMap<>();
    for (Vote vote : votes) {
      boolean isKnown = field.contains(vote.getFirst()) && field.contains(vote.getSecond());
      if (isKnown && vote.getState() == VoteState.CAST) {
        cast.put(Showing.of(vote), vote);
      }
    }
    for (Vote vote : cast.values()) {
      Vote swapped = cast.get(Showing.of(vote).swapped());
      if (swapped != null && vote.getNumber() < swapped.getNumber()) {
        seen.add(new Seen(vote, swapped));
      }
    }
    seen.sort(Seen.ORDER);
    this.leader = field.get(0);
    this.field = field.stream().filter(this::isSeen).toList();
    this.ratings = ratings();
  }

  private boolean isSeen(String cluster) {
    return seen.stream().anyMatch(pair -> isOf(pair.vote(), cluster));
  }

  private static boolean isOf(Vote vote, String cluster) {
    return vote.getFirst().equals(cluster) || vote.getSecond().equals(cluster);
  }

  private Map<String, Rating> ratings() {
    Map<Integer, List<Duel>> rounds = new TreeMap<>();
    for (Seen pair : seen) {
      rounds.computeIfAbsent(pair.vote().getRound(), round -> new ArrayList<>()).add(pair.duel());
    }
    return Ratings.after(field, List.copyOf(rounds.values()));
  }

  /** Those that the judge has an opinion of, best rated first, ties in the board's order. */
  public List<String> ranked() {
    return field.stream()
        .sorted(Comparator.comparingDouble((String each) -> -ratings.get(each).mean()))
        .toList();
  }

  /** The strength of one that is {@linkplain #ranked ranked}, on a scale that begins at 25. */
  public double rating(String cluster) {
    return ratings.get(cluster).mean();
  }

  /** How unsure that is, as a standard deviation. */
  public double deviation(String cluster) {
    return ratings.get(cluster).deviation();
  }

  /**
   * Who goes first by opinion: of those that the votes do not set apart from the best rated, the
   * one that is first on the board.
   *
   * @return empty if nobody is set apart from the first of the board by opinion, so that cost and
   *     size decide
   */
  public Optional<String> first() {
    if (ratings.isEmpty()) {
      return Optional.empty();
    }
    Rating best = ratings.get(ranked().get(0));
    List<String> tied = new ArrayList<>(field);
    if (!tied.contains(leader)) {
      // Nothing is known of it, and so it is no worse than anybody begins.
      tied.add(0, leader);
    }
    tied.removeIf(
        each -> best.chanceAhead(ratings.getOrDefault(each, Rating.START)) >= CHANCE_TO_LEAD);
    String first = tied.get(0);
    return first.equals(leader) && tied.size() > 1 ? Optional.empty() : Optional.of(first);
  }

  /** How many votes count for one. */
  public int preferred(String cluster) {
    int count = 0;
    for (Seen pair : seen) {
      count += isFor(pair.vote(), cluster) ? 1 : 0;
      count += isFor(pair.swapped(), cluster) ? 1 : 0;
    }
    return count;
  }

  private static boolean isFor(Vote vote, String cluster) {
    return switch (vote.getPreference().orElseThrow()) {
      case A -> vote.getFirst().equals(cluster);
      case B -> vote.getSecond().equals(cluster);
      case NEITHER -> false;
    };
  }

  /** How many votes count that one was shown in. */
  public int votes(String cluster) {
    return 2 * (int) seen.stream().filter(pair -> isOf(pair.vote(), cluster)).count();
  }

  /** How often a pair was answered in both orders. */
  public int pairs() {
    return seen.size();
  }

  /** How many votes count for the patch in a place. */
  public int votesFor(Preference place) {
    return (int)
        (seen.stream().filter(pair -> pair.answer() == place).count()
            + seen.stream().filter(pair -> pair.answerSwapped() == place).count());
  }

  /** How often both answers to a pair were for a place, so that the answer changed with it. */
  public int flips(Preference place) {
    return (int) seen.stream().filter(pair -> pair.isFlipped(place)).count();
  }
}
