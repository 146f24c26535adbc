package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.BehaviourGroup;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.Judging;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.MetricInterval;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Opinion;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Rejection;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Savings;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.VariantEstimate;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.TaskSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records of one contest, as the server would send them. */
final class Samples {

  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  static final String WINNER = "1234567890abcdef1234567890abcdef12345678";

  private Samples() {}

  static Task task() {
    String spec =
        """
        apiVersion: winnow.dev/v1
        kind: Task
        id: cache
        repository: {url: /srv/cache.git, base: 0123456789abcdef0123456789abcdef01234567}
        variants: [{name: lru, attempts: 9}]
        agent: {command: [agent], timeout: 1m}
        evaluator:
          rungs: [{name: measure, command: [./m.sh], timeout: 5s, metrics: {from: stdout}}]
        objectives:
          - {metric: hit_ratio, goal: maximize}
          - {metric: nanoseconds, goal: minimize}
        """;
    return ((Parsed.Valid) TaskSpec.parse(spec)).task();
  }

  /** The body of {@code GET /v1/tasks/cache}. */
  static JsonNode taskAnswer() {
    ObjectNode answer = new ObjectMapper().createObjectNode();
    answer.set("task", RecordJson.of(task()));
    answer.set("contest", contest(4));
    return answer;
  }

  static JsonNode contest(int done) {
    return RecordJson.of(
        Contest.newBuilder()
            .setTaskId("cache")
            .setStatus(ContestStatus.RUNNING)
            .setRevision(done)
            .setAttemptsPlanned(9)
            .setAttemptsIssued(done + 2)
            .setAttemptsOpen(2)
            .setNextVariant(0)
            .setNextNumber(1)
            .setEvaluationsIssued(done)
            .setEvaluationsOpen(1)
            .setClusters(3)
            .setDuplicates(1)
            .setMeasured(2)
            .setAttemptsByOutcome(Map.of("SUCCEEDED", done - 1, "TIMED_OUT", 1))
            .setSpend(spend("0.25", "0.1"))
            .setStartedAt(START)
            .setEndsAt(START.plusSeconds(60))
            .setUpdatedAt(START)
            .build());
  }

  static LeaderboardEntry entry(int rank, String variant, int size, double ratio) {
    return LeaderboardEntry.newBuilder()
        .setRank(rank)
        .setClusterId("cluster-" + rank)
        .setAttemptId(variant + "-1")
        .setVariant(variant)
        .setCommit(WINNER)
        .setSize(size)
        .setMetrics(
            Map.of(
                "hit_ratio", new MetricSummary(3L, ratio, 0.000002, ratio, ratio, -1.0),
                "nanoseconds", new MetricSummary(1L, 1234.5, 0.0, 1234.5, 1234.5, -1.0)))
        .setCost(new BigDecimal("0.050000"))
        .setDiff(new DiffStatistics(2, 120, 3))
        .build();
  }

  static JsonNode leaderboard(LeaderboardEntry... entries) {
    return RecordJson.of(
        Leaderboard.newBuilder()
            .setTaskId("cache")
            .setVersion(7)
            .setEntries(List.of(entries))
            .setUpdatedAt(START)
            .build());
  }

  /** An entry with all that racing knows: the interval of the times is not centred. */
  static LeaderboardEntry raced(int rank, String variant, double ratio, double chance) {
    LeaderboardEntry entry = entry(rank, variant, 1, ratio);
    entry.setIntervals(
        Map.of(
            "hit_ratio", new MetricInterval(ratio - 0.0004, ratio + 0.0004),
            "nanoseconds", new MetricInterval(1200.0, 1300.0)));
    entry.setProbabilityBest(chance);
    entry.setBestRank(1);
    entry.setWorstRank(3);
    return entry;
  }

  /** The untouched base. */
  static LeaderboardEntry control() {
    LeaderboardEntry base = entry(0, "base", 1, 0.36);
    base.setIntervals(
        Map.of(
            "hit_ratio", new MetricInterval(0.36, 0.36),
            "nanoseconds", new MetricInterval(null, null)));
    return base;
  }

  static Verdict tieSet() {
    LeaderboardEntry first = raced(1, "slru", 0.8765, 0.583);
    first.setFresh(
        Map.of("hit_ratio", new MetricSummary(3L, 0.8751, 0.000002, 0.874, 0.876, -1.0)));
    first.setFamilySize(4);
    LeaderboardEntry second = raced(2, "arc", 0.8761, 0.4112);
    second.setTied(true);
    LeaderboardEntry third = raced(3, "lru", 0.85, 0.002);
    third.setBestRank(3);
    Verdict verdict = Verdict.newBuilder(winner()).setKind(VerdictKind.TIE_SET).build();
    verdict.setReason("All attempts are in.");
    verdict.setKept(List.of(first, second, third));
    verdict.setTieSet(List.of("cluster-2"));
    verdict.setControl(control());
    verdict.setRejected(
        List.of(
            new Rejection("mru-1", "mru", Outcome.SUCCEEDED, "its family did not do well"),
            new Rejection("fifo-1", "fifo", Outcome.SUCCEEDED, "")));
    verdict.setVariants(
        List.of(
            group("slru", 6, 1, 0.871, false), group("arc", 5, 0, 0.87, true), failed("loop", 3)));
    verdict.setBehaviours(
        List.of(new BehaviourGroup("b1", "slru-1", 7, 9), new BehaviourGroup("b2", "lru-1", 1, 1)));
    verdict.setSamples(1_240L);
    verdict.setSavings(new Savings(6, 9, 21, 310L, 760_000L, new BigDecimal("0.211000")));
    verdict.setWarnings(
        List.of(
            "hit_ratio is said to be exact, and two samples of slru-1 differ: it was counted as noisy.",
            "The base is better than 3 of the kept."));
    return verdict;
  }

  /** The same where a judge put the second of the board first. */
  static Verdict judged() {
    Verdict verdict = tieSet();
    LeaderboardEntry first = raced(1, "arc", 0.8761, 0.4112);
    LeaderboardEntry second = raced(2, "slru", 0.8765, 0.583);
    second.setTied(true);
    verdict.setKept(List.of(first, second));
    verdict.setTieSet(List.of(second.getClusterId(), "cluster-9"));
    verdict.setJudging(
        Judging.newBuilder()
            .setOpinions(
                List.of(
                    opinion(first.getClusterId(), "arc", 30.2655, 4),
                    opinion(second.getClusterId(), "slru", 22.367, 1),
                    opinion("cluster-9", "lru", 22.367, 1)))
            .setFirst(first.getClusterId())
            .setAsked(6)
            .setCounted(6)
            .setPairs(3)
            .setFlipped(1)
            .setForFirst(4)
            .setForSecond(2)
            .setCost(new BigDecimal("0.060000"))
            .build());
    return verdict;
  }

  private static Opinion opinion(String cluster, String variant, double rating, int preferred) {
    return new Opinion(cluster, variant + "-1", variant, rating, 7.79, preferred, 4);
  }

  private static VariantEstimate group(
      String variant, int attempts, int failed, double ratio, boolean tied) {
    return VariantEstimate.newBuilder()
        .setVariant(variant)
        .setAttempts(attempts)
        .setFailed(failed)
        .setMetrics(
            Map.of("hit_ratio", new MetricSummary((long) attempts, ratio, 0.0001, 0.8, 0.9, -1.0)))
        .setIntervals(Map.of("hit_ratio", new MetricInterval(ratio - 0.012, ratio + 0.012)))
        .setTied(tied)
        .build();
  }

  private static VariantEstimate failed(String variant, int failed) {
    return VariantEstimate.newBuilder()
        .setVariant(variant)
        .setAttempts(0)
        .setFailed(failed)
        .build();
  }

  static Verdict winner() {
    List<Rejection> rejected = new ArrayList<>();
    for (int number = 1; number <= 8; number++) {
      rejected.add(
          new Rejection(
              "broken-" + number, "broken", Outcome.REJECTED_BY_GATE, "rung compile ended with 1"));
    }
    rejected.add(
        new Rejection("cheat-1", "cheat", Outcome.REJECTED_BY_GATE, "changed harness/Run.java"));
    rejected.add(
        new Rejection("loop-1", "loop", Outcome.TIMED_OUT, "rung measure took 60 s\u001b[2J"));
    return Verdict.newBuilder()
        .setTaskId("cache")
        .setKind(VerdictKind.WINNER)
        .setReason(
            "All attempts are in; slru-1 has the best hit_ratio by more than its tolerance, and fewer nanoseconds than those that are near.")
        .setKept(List.of(entry(1, "slru", 3, 0.8765), entry(2, "arc", 1, 0.8761)))
        .setTieSet(List.of("cluster-2", "fedcba98765432100000"))
        .setRejected(rejected)
        .setAttemptsPlanned(20)
        .setAttemptsRun(20)
        .setAttemptsByOutcome(Map.of("SUCCEEDED", 10, "REJECTED_BY_GATE", 9, "TIMED_OUT", 1))
        .setClusters(17)
        .setEvaluations(31)
        .setDuplicates(2)
        .setSpend(spend("1.0", "0"))
        .setRepository(
            new Repository(
                "/srv/cache.git", "0123456789abcdef0123456789abcdef01234567", "/srv/results.git"))
        .setStartedAt(START)
        .setDecidedAt(START.plusSeconds(90))
        .build();
  }

  static Verdict without(VerdictKind kind, String reason) {
    return Verdict.newBuilder(winner())
        .setKind(kind)
        .setReason(reason)
        .setKept(List.of())
        .setTieSet(List.of())
        .setRejected(List.of())
        .build();
  }

  static Spend spend(String money, String reserved) {
    return new Spend(
        new BigDecimal(money).setScale(6), new BigDecimal(reserved).setScale(6), 245_000L, 62_500L);
  }
}
