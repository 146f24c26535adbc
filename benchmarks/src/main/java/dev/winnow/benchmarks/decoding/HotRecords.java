package dev.winnow.benchmarks.decoding;

import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.HostClass;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.MetricInterval;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PatchFingerprint;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/** Records as a contest with two objectives has them, drawn from a seed. */
final class HotRecords {
  private static final String[] METRICS = {"hit_ratio", "wall_ms"};
  private static final int BOARD = 10;
  private static final int SHINGLES = 40;
  private static final int BANDS = 32;

  private final SplittableRandom random;

  HotRecords(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The kinds of records that are read most: results, and the stores that each result asks. */
  List<Class<? extends SpecificRecord>> kinds() {
    return List.of(
        AttemptResult.class,
        EvaluationResult.class,
        Standing.class,
        Sample.class,
        Leaderboard.class);
  }

  /** One record of a kind. */
  SpecificRecord next(Class<? extends SpecificRecord> kind) {
    if (kind == AttemptResult.class) {
      return attemptResult();
    }
    if (kind == EvaluationResult.class) {
      return evaluationResult();
    }
    if (kind == Standing.class) {
      return standing();
    }
    return kind == Sample.class ? sample() : leaderboard();
  }

  private AttemptResult attemptResult() {
    int number = number();
    return AttemptResult.newBuilder()
        .setOrderId("cache-contest/lru-" + number + "/0")
        .setTaskId("cache-contest")
        .setAttemptId("lru-" + number)
        .setVariant("lru")
        .setDelivery(1)
        .setWorker("worker-" + random.nextInt(1000))
        .setOutcome(Outcome.SUCCEEDED)
        .setCommit(digits(40))
        .setDiffHash(digits(64))
        .setRenamedHash(digits(64))
        .setFingerprint(
            PatchFingerprint.newBuilder()
                .setVersion(1)
                .setSize(SHINGLES)
                .setSample(bytes(SHINGLES * Long.BYTES))
                .setBands(bytes(BANDS * Long.BYTES))
                .build())
        .setDiff(diff())
        .setExitStatus(0)
        .setStartedAt(time())
        .setSandboxMs(random.nextInt(500))
        .setAgentMs(random.nextInt(600_000))
        .setCost(cost())
        .setLogTail("done: 12 files read, 2 changed, tests pass\n")
        .build();
  }

  private EvaluationResult evaluationResult() {
    String cluster = digits(16);
    return EvaluationResult.newBuilder()
        .setOrderId("cache-contest/" + cluster + "/2/1/0")
        .setTaskId("cache-contest")
        .setClusterId(cluster)
        .setRungIndex(2)
        .setDelivery(1)
        .setWorker("worker-" + random.nextInt(1000))
        .setOutcome(Outcome.SUCCEEDED)
        .setSamples(IntStream.range(0, 5).mapToObj(i -> sample()).toList())
        .setExitStatus(0)
        .setStartedAt(time())
        .setSandboxMs(random.nextInt(500))
        .setEvaluationMs(random.nextInt(60_000))
        .setHost(new HostClass("AMD EPYC 7B13", 2, "Linux 6.1"))
        .build();
  }

  private Sample sample() {
    Map<String, Double> metrics = new TreeMap<>();
    for (String metric : METRICS) {
      metrics.put(metric, random.nextDouble());
    }
    return new Sample(metrics, (long) random.nextInt(60_000));
  }

  private Standing standing() {
    String cluster = digits(16);
    return Standing.newBuilder()
        .setTaskId("cache-contest")
        .setClusterId(cluster)
        .setAttemptId("lru-" + number())
        .setVariant("lru")
        .setCommit(digits(40))
        .setSize(1 + random.nextInt(3))
        .setDiff(diff())
        .setState(StandingState.MEASURED)
        .setOutcome(Outcome.SUCCEEDED)
        .setRungsPassed(3)
        .setMetrics(summaries())
        .setArrival(number())
        .setScreening(summaries())
        .setSamplesOrdered(5)
        .setFamilyId(cluster)
        .setCost(cost())
        .setEvaluationMs(random.nextInt(60_000))
        .setUpdatedAt(time())
        .build();
  }

  private Leaderboard leaderboard() {
    return Leaderboard.newBuilder()
        .setTaskId("cache-contest")
        .setVersion(number())
        .setEntries(IntStream.rangeClosed(1, BOARD).mapToObj(this::entry).toList())
        .setUpdatedAt(time())
        .setHosts(Map.of("AMD EPYC 7B13, 2 cores, Linux 6.1", (long) number()))
        .build();
  }

  private LeaderboardEntry entry(int rank) {
    Map<String, MetricInterval> intervals = new TreeMap<>();
    for (String metric : METRICS) {
      intervals.put(metric, new MetricInterval(random.nextDouble(), random.nextDouble()));
    }
    return LeaderboardEntry.newBuilder()
        .setRank(rank)
        .setClusterId(digits(16))
        .setAttemptId("lru-" + number())
        .setVariant("lru")
        .setCommit(digits(40))
        .setSize(1)
        .setMetrics(summaries())
        .setCost(cost())
        .setDiff(diff())
        .setIntervals(intervals)
        .setProbabilityBest(random.nextDouble())
        .setBestRank(1)
        .setWorstRank(BOARD)
        .setFamilySize(1)
        .build();
  }

  private Map<String, MetricSummary> summaries() {
    Map<String, MetricSummary> summaries = new TreeMap<>();
    for (String metric : METRICS) {
      double mean = random.nextDouble();
      summaries.put(metric, new MetricSummary(5L, mean, 0.1, mean - 0.1, mean + 0.1, 0.1));
    }
    return summaries;
  }

  private DiffStatistics diff() {
    return new DiffStatistics(2, random.nextInt(200), random.nextInt(50));
  }

  private BigDecimal cost() {
    return BigDecimal.valueOf(random.nextInt(5_000_000), 6);
  }

  private Instant time() {
    return Instant.ofEpochMilli(1_767_225_600_000L + random.nextInt(86_400_000));
  }

  private int number() {
    return 1 + random.nextInt(100_000);
  }

  private ByteBuffer bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private String digits(int length) {
    StringBuilder digits = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      digits.append(Character.forDigit(random.nextInt(16), 16));
    }
    return digits.toString();
  }
}
