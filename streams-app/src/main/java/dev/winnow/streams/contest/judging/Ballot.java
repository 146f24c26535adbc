package dev.winnow.streams.contest.judging;

import dev.winnow.schemas.Sha256;
import dev.winnow.schemas.Vote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * What a judge is still to be asked. In a round each pair is shown in both orders, and a round is
 * asked as a whole or not at all, so that nobody's rating rests on more questions than another's.
 * Where the money is short, fewer candidates take part, those at the top of the board.
 */
public final class Ballot {
  /** So many candidates are asked about at most: a round of more would be more than 56 votes. */
  static final int MOST_CANDIDATES = 8;

  private final String taskId;
  private final List<String> field;
  private final Set<Showing> known;

  /**
   * A ballot.
   *
   * @param taskId the task
   * @param field the clusters that tie, in the board's order; at most the first eight take part
   * @param votes what was asked before, whatever came of it
   */
  public Ballot(String taskId, List<String> field, List<Vote> votes) {
    this.taskId = taskId;
    this.field = field(field);
    this.known = votes.stream().map(Showing::of).collect(Collectors.toSet());
  }

  /** Those of a tie that a judge can be asked about. */
  public static List<String> field(List<String> tied) {
    return List.copyOf(tied.subList(0, Math.min(MOST_CANDIDATES, tied.size())));
  }

  /**
   * The questions of the next round, in an order that says nothing of the board's.
   *
   * @param rounds how many rounds are wanted, at least 1
   * @param affords whether there is money for so many votes
   * @return empty if all is asked, or the money allows no round
   */
  public List<Showing> due(int rounds, IntPredicate affords) {
    int candidates = field.size();
    // The first round widens the field as far as the money goes; those after it take it as it is.
    while (candidates > 1) {
      List<Showing> missing = missing(candidates, 1);
      if (missing.isEmpty()) {
        break;
      }
      if (affords.test(missing.size())) {
        return missing;
      }
      candidates--;
    }
    for (int round = 2; round <= rounds && candidates > 1; round++) {
      List<Showing> missing = missing(candidates, round);
      if (!missing.isEmpty()) {
        return affords.test(missing.size()) ? missing : List.of();
      }
    }
    return List.of();
  }

  private List<Showing> missing(int candidates, int round) {
    List<Showing> missing = new ArrayList<>();
    for (String first : field.subList(0, candidates)) {
      for (String second : field.subList(0, candidates)) {
        Showing showing = new Showing(first, second, round);
        if (!first.equals(second) && !known.contains(showing)) {
          missing.add(showing);
        }
      }
    }
    missing.sort(Comparator.comparing(this::draw));
    return missing;
  }

  /** A number out of a hat that a replay draws again. */
  private String draw(Showing showing) {
    return Sha256.hex(
        String.join(
            "/", taskId, Integer.toString(showing.round()), showing.first(), showing.second()));
  }
}
