package dev.winnow.benchmarks.chaos;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What has to hold at the end, said of what was read; nothing here asks anybody. */
final class Checks {
  private Checks() {}

  /** The task that was disturbed ended as the one that was not. */
  static Check sameBoard(ContestEnd calm, ContestEnd disturbed) {
    return new Check(
        "the board equals the undisturbed run's",
        "%d ranks, %d clusters, %d attempts and the verdict compared"
            .formatted(calm.board().size(), calm.standings().size(), calm.attempts().size()),
        ContestEnd.differences(calm, disturbed));
  }

  /** What was decided before the faults is as it was. */
  static Check untouched(ContestEnd before, ContestEnd after) {
    return new Check(
        "what was decided before is as it was",
        "task %s, decided at %s"
            .formatted(before.contest().getTaskId(), before.verdict().getDecidedAt()),
        before.verdict().equals(after.verdict())
            ? ContestEnd.differences(before, after)
            : List.of("it has another verdict: " + after.verdict().getReason()));
  }

  /**
   * Each attempt that was issued has ended, once, and is counted once everywhere.
   *
   * @param patches what is in the repository of results: commits by attempt
   */
  static Check accounted(ContestEnd end, int planned, Map<String, String> patches) {
    List<String> breaks = new ArrayList<>();
    Verdict verdict = end.verdict();
    Set<String> ids = new HashSet<>();
    Map<String, Integer> sizes = new TreeMap<>();
    for (Attempt attempt : end.attempts()) {
      if (!ids.add(attempt.getAttemptId())) {
        breaks.add(attempt.getAttemptId() + " is listed twice");
      }
      if (attempt.getOutcome().isEmpty()) {
        breaks.add(attempt.getAttemptId() + " has no outcome");
      }
      attempt.getClusterId().ifPresent(cluster -> sizes.merge(cluster, 1, Integer::sum));
      if (attempt.getCommit().isPresent()
          && !attempt.getCommit().get().equals(patches.get(attempt.getAttemptId()))) {
        breaks.add(
            "%s is %s in git and %s on record"
                .formatted(
                    attempt.getAttemptId(),
                    patches.get(attempt.getAttemptId()),
                    attempt.getCommit().get()));
      }
    }
    for (Standing standing : end.standings()) {
      int size = sizes.getOrDefault(standing.getClusterId(), 0);
      if (!standing.getControl() && standing.getSize() != size) {
        breaks.add(
            "cluster %s counts %d attempts, and %d name it"
                .formatted(standing.getClusterId(), standing.getSize(), size));
      }
    }
    int counted =
        verdict.getAttemptsByOutcome().values().stream().mapToInt(Integer::intValue).sum();
    equal(breaks, "attempts of the verdict by outcome", counted, verdict.getAttemptsRun());
    equal(breaks, "attempts that are listed", ids.size(), verdict.getAttemptsRun());
    equal(breaks, "orders still open", open(end), 0);
    if (planned >= 0) {
      equal(breaks, "attempts that ran", verdict.getAttemptsRun(), planned);
    }
    return new Check(
        "each attempt of %s is accounted for exactly once".formatted(end.contest().getTaskId()),
        "%d attempts %s, %d patches in git"
            .formatted(
                verdict.getAttemptsRun(),
                new TreeMap<>(verdict.getAttemptsByOutcome()),
                patches.size()),
        breaks);
  }

  private static int open(ContestEnd end) {
    return end.contest().getAttemptsOpen() + end.contest().getEvaluationsOpen();
  }

  /**
   * Money never was above the cap but for runs that nobody could know of, nothing stays reserved,
   * and what agents really cost was booked.
   *
   * @param cap in US dollars
   * @param seen while it ran
   * @param deaths of the broker: each makes all that is in flight run a second time at worst
   * @param paid what all runs that began cost by the agents' own account
   * @param runs how many those were
   */
  static Check money(
      ContestEnd end, BigDecimal cap, Money seen, int deaths, BigDecimal paid, int runs) {
    List<String> breaks = new ArrayList<>();
    Spend spend = end.contest().getSpend();
    BigDecimal late = Money.late(end.contest());
    BigDecimal peak = seen.max(Money.of(end.contest())).planned();
    if (peak.compareTo(cap) > 0) {
      breaks.add("$%s spent and reserved, $%s above the cap".formatted(peak, peak.subtract(cap)));
    }
    BigDecimal unforeseen = seen.unforeseen(deaths);
    if (late.compareTo(unforeseen) > 0) {
      breaks.add(
          "$%s came late, and $%s could when the broker died %d times"
              .formatted(late, unforeseen, deaths));
    }
    if (spend.getReserved().signum() != 0) {
      breaks.add("$%s stays reserved".formatted(spend.getReserved()));
    }
    BigDecimal decided = end.verdict().getSpend().getMoney();
    BigDecimal after = spend.getMoney().subtract(decided);
    // What comes late may come after the verdict, which stays as it is.
    if (after.signum() < 0 || after.compareTo(late) > 0) {
      breaks.add(
          "the verdict says $%s, the contest $%s, and $%s came late"
              .formatted(decided, spend.getMoney(), late));
    }
    if (paid.compareTo(spend.getMoney()) > 0) {
      breaks.add("agents cost $%s, and $%s is booked".formatted(paid, spend.getMoney()));
    }
    return new Check(
        "the money of %s is booked, and overshoot is %s"
            .formatted(end.contest().getTaskId(), deaths == 0 ? "0" : "what came late at most"),
        "cap $%s, at most $%s spent and reserved, $%s booked, of it $%s late; %d runs of agents cost $%s"
            .formatted(cap, peak, spend.getMoney(), late, runs, paid),
        breaks);
  }

  /**
   * What was published was published once: versions of boards grow, and a task has one verdict.
   *
   * @param versions of the boards of each task, as they were published
   * @param verdicts how many of each task
   */
  static Check published(Map<String, List<Long>> versions, Map<String, Integer> verdicts) {
    List<String> breaks = new ArrayList<>();
    versions.forEach(
        (task, numbers) -> {
          for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) <= numbers.get(i - 1)) {
              breaks.add(
                  "board %d of %s comes after board %d"
                      .formatted(numbers.get(i), task, numbers.get(i - 1)));
            }
          }
        });
    verdicts.forEach((task, count) -> equal(breaks, "verdicts of " + task, count, 1));
    return new Check(
        "boards and verdicts were published once",
        "%d boards, verdicts %s"
            .formatted(versions.values().stream().mapToInt(List::size).sum(), verdicts),
        breaks);
  }

  /**
   * Each dead letter is of a record that nobody can use and says why, and none of these lacks one.
   */
  static Check deadLetters(List<Records.Planted> planted, List<DeadLetter> letters) {
    List<String> breaks = new ArrayList<>();
    Map<String, Records.Planted> known = new TreeMap<>();
    planted.forEach(each -> known.put(each.topic() + "@" + each.offset(), each));
    Map<String, Integer> found = new TreeMap<>();
    for (DeadLetter letter : letters) {
      String at = letter.getTopic() + "@" + letter.getOffset();
      Records.Planted record = known.get(at);
      if (record == null) {
        breaks.add("of %s, which was none of ours: %s".formatted(at, letter.getReason()));
      } else if (letter.getReason().isBlank() || letter.getSource().isBlank()) {
        breaks.add("of %s does not say why, or who gave it up".formatted(at));
      }
      found.merge(at, 1, Integer::sum);
    }
    known.forEach(
        (at, record) -> {
          int count = found.getOrDefault(at, 0);
          boolean isRight =
              switch (record.fate()) {
                case NOTHING -> count == 0;
                case ONE_LETTER -> count == 1;
                case LETTERS -> count >= 1;
              };
          if (!isRight) {
            breaks.add("%d dead letters of %s, %s".formatted(count, at, record.what()));
          }
        });
    long unusable = planted.stream().filter(each -> each.fate() != Poison.Fate.NOTHING).count();
    return new Check(
        "dead letters explain themselves",
        "%d, of %d records that nobody can use; %d have more than one"
            .formatted(
                letters.size(),
                unusable,
                found.values().stream().filter(count -> count > 1).count()),
        breaks);
  }

  /** Nobody has anything left to read. */
  static Check lag(Map<String, Long> lag) {
    List<String> breaks = new ArrayList<>();
    lag.forEach(
        (what, records) -> equal(breaks, "records not read, of " + what, records.intValue(), 0));
    return new Check("lag is 0", lag.toString(), breaks);
  }

  private static void equal(List<String> breaks, String what, int found, int wanted) {
    if (found != wanted) {
      breaks.add("%s: %d instead of %d".formatted(what, found, wanted));
    }
  }
}
