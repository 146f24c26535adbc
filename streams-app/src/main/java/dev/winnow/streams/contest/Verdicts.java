package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Rejection;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.streams.contest.ranking.ScoreKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes verdicts. */
final class Verdicts {
  private Verdicts() {}

  /** The verdict on a task that is not valid. */
  static Verdict refused(Task task, List<Problem> problems, Instant now) {
    String reason =
        problems.stream()
            .map(
                problem -> problem.field() + ": " + problem.message() + " (" + problem.mend() + ")")
            .collect(Collectors.joining("; "));
    return Verdict.newBuilder()
        .setTaskId(task.getTaskId())
        .setKind(VerdictKind.REFUSED)
        .setReason(reason)
        .setSpend(new Spend(BigDecimal.ZERO, BigDecimal.ZERO, 0L, 0L))
        .setRepository(task.getRepository())
        .setStartedAt(now)
        .setDecidedAt(now)
        .build();
  }

  /**
   * The verdict on a contest that has ended.
   *
   * @param ranked the top of the board, best first; at least as many as are to be kept, where there
   *     are so many
   * @param rejected attempts that are not on the board
   */
  static Verdict of(
      Task task,
      Contest contest,
      Ending ending,
      List<Standing> ranked,
      List<Rejection> rejected,
      Instant now) {
    List<String> tied = tieSet(task.getObjectives(), ranked);
    return Verdict.newBuilder()
        .setTaskId(task.getTaskId())
        .setKind(kind(ending, ranked))
        .setReason(reason(task, contest, ending, ranked, tied))
        .setKept(
            Boards.entries(
                ranked.subList(0, Math.min(task.getDecision().getKeep(), ranked.size()))))
        .setTieSet(tied)
        .setRejected(rejected)
        .setAttemptsPlanned(contest.getAttemptsPlanned())
        .setAttemptsRun(contest.getAttemptsIssued())
        .setAttemptsByOutcome(contest.getAttemptsByOutcome())
        .setClusters(contest.getClusters())
        .setEvaluations(contest.getEvaluationsIssued())
        .setDuplicates(contest.getDuplicates())
        .setSpend(contest.getSpend())
        .setRepository(task.getRepository())
        .setStartedAt(contest.getStartedAt())
        .setDecidedAt(now)
        .setGrade(contest.getGrade())
        .build();
  }

  private static VerdictKind kind(Ending ending, List<Standing> ranked) {
    if (ending == Ending.CANCELLED) {
      return VerdictKind.CANCELLED;
    }
    return ranked.isEmpty() ? VerdictKind.NO_WINNER : VerdictKind.WINNER;
  }

  private static List<String> tieSet(List<Objective> objectives, List<Standing> ranked) {
    if (ranked.isEmpty()) {
      return List.of();
    }
    byte[] best = ScoreKey.of(objectives, ranked.get(0));
    return ranked.stream()
        .skip(1)
        .takeWhile(standing -> ScoreKey.tied(objectives, best, ScoreKey.of(objectives, standing)))
        .map(Standing::getClusterId)
        .toList();
  }

  private static String reason(
      Task task, Contest contest, Ending ending, List<Standing> ranked, List<String> tied) {
    String ran =
        contest.getAttemptsIssued() + " of " + contest.getAttemptsPlanned() + " attempts ran";
    if (ranked.isEmpty()) {
      return ending.text() + ": " + ran + " and none passed every rung";
    }
    Standing winner = ranked.get(0);
    String found = ending.text() + ": " + ran + "; " + winner.getVariant();
    if (!tied.isEmpty()) {
      return found
          + " ties with "
          + tied.size()
          + " others on every objective and goes first by cost, then size of the change";
    }
    return found + (ranked.size() == 1 ? " alone passed every rung" : lead(task, ranked));
  }

  private static String lead(Task task, List<Standing> ranked) {
    byte[] best = ScoreKey.of(task.getObjectives(), ranked.get(0));
    byte[] second = ScoreKey.of(task.getObjectives(), ranked.get(1));
    int objective = java.util.Arrays.mismatch(best, second) / Long.BYTES;
    String metric = task.getObjectives().get(objective).getMetric();
    return String.format(
        Locale.ROOT,
        " leads on %s with %.6g, ahead of %s with %.6g",
        metric,
        ranked.get(0).getMetrics().get(metric).getMean(),
        ranked.get(1).getVariant(),
        ranked.get(1).getMetrics().get(metric).getMean());
  }
}
