package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Judging;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RankBy;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.VariantEstimate;
import dev.winnow.streams.contest.racing.Ruling;
import dev.winnow.streams.contest.ranking.Contender;
import dev.winnow.streams.contest.ranking.ScoreKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a contest ended, and why the first of the board is first: one sentence for a person. */
record VerdictReason(Task task, Contest contest, Ending ending, Judged judged) {

  String text(LastRung rung, Optional<Ruling> ruling, List<VariantEstimate> groups) {
    String ran =
        ending.text()
            + ": "
            + contest.getAttemptsIssued()
            + " of "
            + contest.getAttemptsPlanned()
            + " attempts ran";
    return ruling
        .map(known -> ran + "; " + leader(rung, known) + groups(groups))
        .orElseGet(() -> ran + " and none passed every rung");
  }

  private String leader(LastRung rung, Ruling ruling) {
    Standing first = rung.standing(ruling.leader());
    if (ruling.tieSet().isEmpty()) {
      List<Contender> ranked = rung.comparison().ranked();
      return first.getVariant()
          + (ranked.size() == 1
              ? " alone passed every rung"
              : lead(first, rung.standing(ranked.get(1).id())));
    }
    String others = others(ruling.tieSet().size());
    Optional<String> preferred = judged.judging().flatMap(Judging::getFirst);
    if (preferred.isPresent()) {
      return rung.standing(preferred.get()).getVariant()
          + " goes first by the judge's opinion, for nothing that was measured sets it apart from "
          + others;
    }
    if (task.getRankBy() == RankBy.PARETO) {
      return first.getVariant() + " and " + others + " are not dominated by anybody";
    }
    String ties =
        ruling.kind() == Ruling.Kind.OUT_OF_BUDGET
            ? " is first, and what was measured does not set it apart from "
            : " ties with ";
    String by =
        areTied(first, rung.standing(rung.comparison().ranked().get(1).id()))
            ? "; it goes first by cost, then size of the change"
            : "";
    return first.getVariant() + ties + others + by;
  }

  private boolean areTied(Standing one, Standing other) {
    return ScoreKey.tied(
        task.getRankBy(),
        task.getObjectives(),
        Candidates.key(task, one),
        Candidates.key(task, other));
  }

  private static String others(int count) {
    return count == 1 ? "1 other" : count + " others";
  }

  private String lead(Standing first, Standing second) {
    if (task.getRankBy() == RankBy.WEIGHTED) {
      return " leads by the weighted sum of all objectives, ahead of " + second.getVariant();
    }
    int differs =
        Arrays.mismatch(Candidates.key(task, first), Candidates.key(task, second)) / Long.BYTES;
    Objective objective =
        task.getObjectives().get(Math.min(differs, task.getObjectives().size() - 1));
    String metric = objective.getMetric();
    return String.format(
        Locale.ROOT,
        " leads on %s with %.6g, ahead of %s with %.6g",
        metric,
        first.getMetrics().get(metric).getMean(),
        second.getVariant(),
        second.getMetrics().get(metric).getMean());
  }

  private static String groups(List<VariantEstimate> groups) {
    if (groups.isEmpty() || groups.get(0).getAttempts() == 0) {
      return "";
    }
    long tied = groups.stream().filter(VariantEstimate::getTied).count();
    String best = groups.get(0).getVariant();
    return tied == 0
        ? "; as a group " + best + " is ahead of all others"
        : "; as a group " + best + " is first and not set apart from " + others((int) tied);
  }
}
