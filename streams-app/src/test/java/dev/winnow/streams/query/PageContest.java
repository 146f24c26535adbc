package dev.winnow.streams.query;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.BoardChange;
import dev.winnow.schemas.BoardChangeKind;
import dev.winnow.schemas.BudgetAlert;
import dev.winnow.schemas.BudgetCap;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.Direction;
import dev.winnow.schemas.Gain;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.MetricInterval;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RaceEntry;
import dev.winnow.schemas.RacePoint;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Savings;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.schemas.VariantEstimate;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import dev.winnow.streams.contest.Tasks;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A contest as it stands after thousands of attempts: cache policies by hit ratio, of which a fifth
 * was rejected. The same each time.
 */
final class PageContest {
  static final String METRIC = "hit_ratio";

  private static final int BOARD = 100;
  private static final String[] POLICIES = {
    "s3-fifo", "w-tinylfu", "arc", "lirs", "sieve", "clock-pro", "lru-2", "2q", "slru", "gdsf"
  };
  private static final String[] REASONS = {
    "rung 'tests' exited with status 1",
    "rung 'tests' exited with status 134",
    "the patch changes the protected path harness/Trace.java",
    "no metric 'hit_ratio' was printed"
  };

  final Task task;
  final List<Standing> standings = new ArrayList<>();
  final List<Attempt> attempts = new ArrayList<>();
  private final Instant start;
  private final Random random = new Random(42);

  /**
   * @param candidates how many clusters there are
   * @param repository the code, the base, and where results are
   * @param commit the patch of them all
   */
  PageContest(String taskId, int candidates, Repository repository, String commit, Instant start) {
    this.start = start;
    this.task =
        Tasks.task(taskId, 1)
            .setSubmittedAt(start)
            .setRepository(repository)
            .setPrompt("Write a cache eviction policy that implements CachePolicy.\nMore hits win.")
            .setVariants(
                IntStream.range(0, POLICIES.length)
                    .mapToObj(
                        index ->
                            Variant.newBuilder()
                                .setName(POLICIES[index])
                                .setParameters(Map.of("policy", POLICIES[index]))
                                .setAttempts(candidates / POLICIES.length)
                                .build())
                    .toList())
            .setObjectives(
                List.of(
                    objective(METRIC, Direction.MAXIMIZE, 0.001),
                    objective("ns_per_op", Direction.MINIMIZE, 5)))
            .setBudget(Tasks.budget(candidates + 800, "250.00", 64))
            .build();
    for (int index = 0; index < candidates; index++) {
      Standing standing = standing(index, commit);
      standings.add(standing);
      attempts.add(attempt(standing, Outcome.SUCCEEDED, ""));
    }
    for (int index = 0; index < candidates / 50; index++) {
      attempts.add(failed(index));
    }
  }

  private static Objective objective(String metric, Direction direction, double tolerance) {
    return Objective.newBuilder()
        .setMetric(metric)
        .setDirection(direction)
        .setTolerance(tolerance)
        .build();
  }

  private Standing standing(int index, String commit) {
    String policy = POLICIES[index % POLICIES.length];
    int kind = index % 25;
    StandingState state =
        kind < 5
            ? StandingState.REJECTED
            : kind == 5
                ? StandingState.EVALUATING
                : kind == 6 ? StandingState.WAITING : StandingState.MEASURED;
    double ratio = 0.58 + 0.22 * Math.pow(random.nextDouble(), 0.7) - index % 10 * 0.004;
    return Standing.newBuilder()
        .setTaskId(task.getTaskId())
        .setClusterId(String.format("%016x", index * 2654435761L))
        .setAttemptId(policy + '-' + (index / POLICIES.length + 1))
        .setVariant(policy)
        .setCommit(commit)
        .setSize(1 + (index % 17 == 0 ? random.nextInt(9) : 0))
        .setDiff(new DiffStatistics(1 + index % 3, 20 + random.nextInt(160), random.nextInt(30)))
        .setState(state)
        .setOutcome(
            state == StandingState.MEASURED
                ? Outcome.SUCCEEDED
                : state == StandingState.REJECTED ? Outcome.REJECTED_BY_GATE : null)
        .setReason(
            state == StandingState.REJECTED
                ? REASONS[(int) (Math.pow(random.nextDouble(), 2) * 4)]
                : "")
        .setRungsPassed(state == StandingState.MEASURED ? 2 : 0)
        .setMetrics(
            state == StandingState.MEASURED
                ? Map.of(
                    METRIC,
                    summary(ratio, 0.006, 12),
                    "ns_per_op",
                    summary(90 + random.nextInt(80), 4, 12))
                : Map.of())
        .setFamilyId(String.format("%016x", index * 2654435761L))
        .setCost(new BigDecimal("0.0" + (1 + index % 8)))
        .setEvaluationMs(4_000 + index % 900)
        .setUpdatedAt(start.plusSeconds(index))
        .build();
  }

  private static MetricSummary summary(double mean, double spread, int count) {
    return MetricSummary.newBuilder()
        .setCount(count)
        .setMean(mean)
        .setM2(spread * spread * (count - 1))
        .setMin(mean - 2 * spread)
        .setMax(mean + 2 * spread)
        .build();
  }

  private Attempt attempt(Standing standing, Outcome outcome, String reason) {
    return Attempt.newBuilder()
        .setTaskId(task.getTaskId())
        .setAttemptId(standing.getAttemptId())
        .setVariant(standing.getVariant())
        .setIssuedAt(start)
        .setFinishedAt(standing.getUpdatedAt())
        .setOutcome(outcome)
        .setReason(reason)
        .setClusterId(standing.getClusterId())
        .setCommit(standing.getCommit())
        .setDiff(standing.getDiff())
        .setCost(standing.getCost())
        .setAgentMs(61_000)
        .setWorker("worker-3")
        .setLogTail("reading CachePolicy.java\nwriting Policy.java\n14 tests passed\n")
        .build();
  }

  private Attempt failed(int index) {
    return Attempt.newBuilder()
        .setTaskId(task.getTaskId())
        .setAttemptId("gdsf-" + (9_000 + index))
        .setVariant("gdsf")
        .setIssuedAt(start)
        .setFinishedAt(start.plusSeconds(index))
        .setOutcome(index % 3 == 0 ? Outcome.TIMED_OUT : Outcome.NO_CHANGE)
        .setReason(index % 3 == 0 ? "the agent ran longer than 60 s" : "the agent changed nothing")
        .setLogTail("thinking\n")
        .build();
  }

  /** Those that are on the board, best first. */
  List<Standing> ranked() {
    return standings.stream()
        .filter(standing -> standing.getState() == StandingState.MEASURED)
        .sorted(
            Comparator.comparing((Standing standing) -> standing.getMetrics().get(METRIC).getMean())
                .reversed())
        .toList();
  }

  Contest contest(long revision, ContestStatus status) {
    int failed = attempts.size() - standings.size();
    return Contest.newBuilder()
        .setTaskId(task.getTaskId())
        .setStatus(status)
        .setRevision(revision)
        .setAttemptsPlanned(task.getBudget().getAttempts())
        .setAttemptsIssued(attempts.size() + 64)
        .setAttemptsOpen(64)
        .setNextVariant(0)
        .setNextNumber(1)
        .setEvaluationsIssued(9_000)
        .setEvaluationsOpen(12)
        .setClusters(standings.size())
        .setDuplicates(231)
        .setMeasured(ranked().size())
        .setAttemptsByOutcome(
            Map.of(
                "SUCCEEDED",
                ranked().size(),
                "REJECTED_BY_GATE",
                standings.size() / 5,
                "NO_CHANGE",
                failed))
        .setSpend(
            new Spend(new BigDecimal("171.42"), new BigDecimal("6.40"), 190_000_000L, 24_000_000L))
        .setStartedAt(start)
        .setEndsAt(start.plusSeconds(3 * 3600))
        .setUpdatedAt(start.plusSeconds(5_000))
        .setSamples(48_213)
        .setAlerts(
            List.of(
                new BudgetAlert(BudgetCap.MONEY, 50, start),
                new BudgetAlert(BudgetCap.ATTEMPTS, 80, start)))
        .setHosts(Map.of("AMD EPYC 7B13, 2 cores, Linux 6.1", 48_213L))
        .build();
  }

  /** A version of the board; a higher lead makes the first better by so much. */
  Leaderboard board(long version, double lead) {
    List<LeaderboardEntry> entries = new ArrayList<>();
    List<Standing> ranked = ranked();
    for (int index = 0; index < Math.min(BOARD, ranked.size()); index++) {
      Standing standing = ranked.get(index);
      double mean = standing.getMetrics().get(METRIC).getMean() + (index == 0 ? lead : 0);
      entries.add(
          entry(standing, index + 1)
              .setMetrics(
                  Map.of(
                      METRIC,
                      summary(mean, 0.006, index < 8 ? 30 : 12),
                      "ns_per_op",
                      standing.getMetrics().get("ns_per_op")))
              .setIntervals(
                  Map.of(
                      METRIC,
                      interval(mean, index < 8 ? 0.003 : 0.008),
                      "ns_per_op",
                      interval(standing.getMetrics().get("ns_per_op").getMean(), 6)))
              .setProbabilityBest(index == 0 ? 0.61 : index < 6 ? 0.3 / (index + 1) : 0.001)
              .setBestRank(index < 6 ? 1 : index - 4)
              .setWorstRank(index < 6 ? 6 : index + 9)
              .setTied(index > 0 && index < 4)
              .build());
    }
    return Leaderboard.newBuilder()
        .setTaskId(task.getTaskId())
        .setVersion(version)
        .setEntries(entries)
        .setUpdatedAt(start.plusSeconds(5_000 + version))
        .setControl(control())
        .setGains(List.of())
        .setAlerts(List.of())
        .setChanges(
            List.of(
                BoardChange.newBuilder()
                    .setKind(BoardChangeKind.MOVED)
                    .setClusterId(entries.get(1).getClusterId())
                    .setAttemptId(entries.get(1).getAttemptId())
                    .setVariant(entries.get(1).getVariant())
                    .setFrom(5)
                    .setTo(2)
                    .build()))
        .build();
  }

  private static LeaderboardEntry.Builder entry(Standing standing, int rank) {
    return LeaderboardEntry.newBuilder()
        .setRank(rank)
        .setClusterId(standing.getClusterId())
        .setAttemptId(standing.getAttemptId())
        .setVariant(standing.getVariant())
        .setCommit(standing.getCommit())
        .setSize(standing.getSize())
        .setMetrics(standing.getMetrics())
        .setCost(standing.getCost())
        .setDiff(standing.getDiff())
        .setFamilySize(1 + rank % 4);
  }

  private LeaderboardEntry control() {
    return LeaderboardEntry.newBuilder()
        .setRank(0)
        .setClusterId("the-base-commit-")
        .setAttemptId("base")
        .setVariant("base")
        .setCommit(task.getRepository().getBase())
        .setSize(0)
        .setMetrics(Map.of(METRIC, summary(0.712, 0.005, 30), "ns_per_op", summary(101, 3, 30)))
        .setIntervals(Map.of(METRIC, interval(0.712, 0.003), "ns_per_op", interval(101, 2)))
        .setCost(BigDecimal.ZERO)
        .setDiff(new DiffStatistics(0, 0, 0))
        .build();
  }

  private static MetricInterval interval(double mean, double half) {
    return new MetricInterval(mean - half, mean + half);
  }

  /** How the board came to be what it is. */
  List<RacePoint> race(int points) {
    List<Standing> ranked = ranked();
    Random noise = new Random(7);
    List<RacePoint> race = new ArrayList<>();
    for (int point = 1; point <= points; point++) {
      double share = (double) point / points;
      List<RaceEntry> entries = new ArrayList<>();
      for (int index = 0; index < 10; index++) {
        double joined = index == 0 ? 0.55 : 0.06 * ((index * 7) % 10);
        if (share < joined) {
          continue;
        }
        Standing standing = ranked.get(index);
        double age = (share - joined) * 40 + 1;
        double spread = index < 8 ? 0.003 : 0.006;
        double half = spread * 4 / Math.sqrt(age);
        double score =
            standing.getMetrics().get(METRIC).getMean()
                + noise.nextGaussian() * half / 9
                - half / 4;
        entries.add(
            RaceEntry.newBuilder()
                .setClusterId(standing.getClusterId())
                .setAttemptId(standing.getAttemptId())
                .setVariant(standing.getVariant())
                .setScore(score)
                .setLow(score - half)
                .setHigh(score + half)
                .build());
      }
      entries.sort(Comparator.comparing(RaceEntry::getScore).reversed());
      race.add(
          RacePoint.newBuilder()
              .setTaskId(task.getTaskId())
              .setVersion(point)
              .setAt(start.plusSeconds((long) (5_000 * share)))
              .setAttempts((int) (attempts.size() * share))
              .setMoney(
                  new BigDecimal("171.42")
                      .multiply(BigDecimal.valueOf(share))
                      .setScale(2, java.math.RoundingMode.HALF_EVEN))
              .setEntries(entries)
              .build());
    }
    return race;
  }

  Verdict verdict() {
    List<LeaderboardEntry> kept =
        board(1, 0).getEntries().subList(0, 3).stream()
            .map(
                entry ->
                    LeaderboardEntry.newBuilder(entry)
                        .setFresh(
                            Map.of(
                                METRIC,
                                summary(
                                    entry.getMetrics().get(METRIC).getMean() - 0.001, 0.005, 5)))
                        .build())
            .toList();
    return Verdict.newBuilder()
        .setTaskId(task.getTaskId())
        .setKind(VerdictKind.TIE_SET)
        .setReason(
            "All attempts are in; the data cannot set the first apart from 2 others, it goes first since it costs less.")
        .setKept(kept)
        .setTieSet(kept.subList(1, 3).stream().map(LeaderboardEntry::getClusterId).toList())
        .setVariants(
            IntStream.range(0, 6)
                .mapToObj(
                    index ->
                        VariantEstimate.newBuilder()
                            .setVariant(POLICIES[index])
                            .setAttempts(390 - index)
                            .setFailed(80 + index)
                            .setMetrics(Map.of(METRIC, summary(0.74 - index * 0.004, 0.05, 390)))
                            .setIntervals(Map.of(METRIC, interval(0.74 - index * 0.004, 0.004)))
                            .setTied(index == 1)
                            .build())
                .toList())
        .setAttemptsPlanned(task.getBudget().getAttempts())
        .setAttemptsRun(attempts.size())
        .setAttemptsByOutcome(
            Map.of("SUCCEEDED", ranked().size(), "REJECTED_BY_GATE", standings.size() / 5))
        .setClusters(standings.size())
        .setEvaluations(9_000)
        .setDuplicates(231)
        .setSpend(new Spend(new BigDecimal("171.42"), BigDecimal.ZERO, 190_000_000L, 24_000_000L))
        .setRepository(task.getRepository())
        .setStartedAt(start)
        .setDecidedAt(start.plusSeconds(5_000))
        .setSamples(48_213)
        .setSavings(new Savings(231, 180, 1_204, 61_000L, 88_000_000L, new BigDecimal("4.89")))
        .setControl(control())
        .setWarnings(
            List.of(
                "The evaluator is noisier than the tolerance of hit_ratio: identical patches differ by 0.004."))
        .setGains(
            List.of(
                new Gain(40, new BigDecimal("1.20"), 0.731),
                new Gain(2_210, new BigDecimal("66.10"), 0.794)))
        .setHosts(Map.of("AMD EPYC 7B13, 2 cores, Linux 6.1", 48_213L))
        .build();
  }
}
