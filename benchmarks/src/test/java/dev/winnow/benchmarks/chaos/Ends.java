package dev.winnow.benchmarks.chaos;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ends of contests: each attempt with a patch of its own, the better the later. */
final class Ends {
  private Ends() {}

  /** Of so many attempts that all succeeded, and two that failed; each cost 0.01. */
  static ContestEnd of(int succeeded) {
    List<Attempt> attempts = new ArrayList<>();
    List<Standing> standings = new ArrayList<>();
    for (int number = 1; number <= succeeded; number++) {
      attempts.add(attempt(number, Outcome.SUCCEEDED));
      standings.add(standing(number));
    }
    attempts.add(attempt(succeeded + 1, Outcome.AGENT_FAILED));
    attempts.add(attempt(succeeded + 2, Outcome.AGENT_FAILED));
    List<Standing> board = new ArrayList<>(standings);
    Collections.reverse(board);
    int all = attempts.size();
    Spend spend =
        new Spend(
            new BigDecimal("0.01").multiply(BigDecimal.valueOf(all)), BigDecimal.ZERO, 0L, 0L);
    Verdict verdict =
        Verdict.newBuilder()
            .setTaskId("t")
            .setKind(VerdictKind.WINNER)
            .setReason("all attempts are in")
            .setAttemptsPlanned(all)
            .setAttemptsRun(all)
            .setAttemptsByOutcome(Map.of("SUCCEEDED", succeeded, "AGENT_FAILED", 2))
            .setClusters(succeeded)
            .setSpend(spend)
            .setStartedAt(Instant.EPOCH)
            .setDecidedAt(Instant.EPOCH)
            .build();
    return new ContestEnd(contest(all, spend), verdict, attempts, standings, board);
  }

  /** The commits that the attempts' refs name. */
  static Map<String, String> patches(ContestEnd end) {
    Map<String, String> patches = new TreeMap<>();
    end.attempts()
        .forEach(each -> each.getCommit().ifPresent(id -> patches.put(each.getAttemptId(), id)));
    return patches;
  }

  private static Contest contest(int attempts, Spend spend) {
    return Contest.newBuilder()
        .setTaskId("t")
        .setStatus(ContestStatus.DECIDED)
        .setRevision(1)
        .setAttemptsPlanned(attempts)
        .setAttemptsIssued(attempts)
        .setAttemptsOpen(0)
        .setNextVariant(0)
        .setNextNumber(1)
        .setEvaluationsIssued(0)
        .setEvaluationsOpen(0)
        .setClusters(0)
        .setDuplicates(0)
        .setMeasured(0)
        .setAttemptsByOutcome(Map.of())
        .setSpend(spend)
        .setStartedAt(Instant.EPOCH)
        .setEndsAt(Instant.EPOCH)
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }

  private static Attempt attempt(int number, Outcome outcome) {
    Attempt.Builder attempt =
        Attempt.newBuilder()
            .setTaskId("t")
            .setAttemptId("v" + number + "-1")
            .setVariant("v" + number)
            .setIssuedAt(Instant.EPOCH)
            .setOutcome(outcome)
            .setCost(new BigDecimal("0.01"));
    if (outcome == Outcome.SUCCEEDED) {
      attempt.setClusterId(cluster(number)).setCommit("commit-" + number);
    }
    return attempt.build();
  }

  private static Standing standing(int number) {
    return Standing.newBuilder()
        .setTaskId("t")
        .setClusterId(cluster(number))
        .setAttemptId("v" + number + "-1")
        .setVariant("v" + number)
        .setCommit("commit-" + number)
        .setSize(1)
        .setDiff(new DiffStatistics(1, 1, 1))
        .setState(StandingState.MEASURED)
        .setOutcome(Outcome.SUCCEEDED)
        .setMetrics(
            Map.of(
                "score",
                MetricSummary.newBuilder()
                    .setCount(1)
                    .setMean(number)
                    .setM2(0)
                    .setMin(number)
                    .setMax(number)
                    .build()))
        .setCost(new BigDecimal("0.01"))
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }

  private static String cluster(int number) {
    return "cluster-%08d".formatted(number);
  }
}
