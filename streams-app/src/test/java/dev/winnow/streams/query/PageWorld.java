package dev.winnow.streams.query;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.RacePoint;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Suppression;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.streams.access.AccessConfig;
import dev.winnow.streams.access.Gate;
import dev.winnow.streams.checks.ChecksDriver;
import dev.winnow.streams.checks.PullRequests;
import dev.winnow.streams.contest.ContestDriver;
import dev.winnow.streams.contest.ranking.ScoreKey;
import dev.winnow.streams.contest.store.AttemptStore;
import dev.winnow.streams.contest.store.ContestStore;
import dev.winnow.streams.contest.store.LeaderboardStore;
import dev.winnow.streams.contest.store.RaceStore;
import dev.winnow.streams.contest.store.RankStore;
import dev.winnow.streams.contest.store.StandingStore;
import dev.winnow.streams.contest.store.TaskStore;
import dev.winnow.streams.contest.store.VerdictStore;
import dev.winnow.streams.patch.PatchConfig;
import dev.winnow.streams.patch.PatchHistory;
import dev.winnow.streams.patch.Patches;
import dev.winnow.streams.routing.Peers;
import dev.winnow.streams.routing.StandbyAges;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.state.KeyValueStore;

/** A server with tasks to look at: one of many candidates, a decided one, and one of bad intent. */
final class PageWorld implements AutoCloseable {
  static final String LARGE = "cache-contest";
  static final String DECIDED = "cache-decided";
  static final String HOSTILE = "hostile";

  /** What would run if anything on the page read texts as markup. */
  static final String ATTACK =
      "<img src=x onerror=\"window.attacked=1\"></script><script>window.attacked=1</script>";

  final PageContest large;
  private final ContestDriver contest = new ContestDriver();
  private final ChecksDriver checks = new ChecksDriver();
  private final Patches patches;
  private QueryServer server;

  PageWorld(Path folder, int candidates) throws IOException {
    PatchHistory results = new PatchHistory(folder.resolve("results"));
    String base = results.commit("refs/heads/main", "Policy.java", source("lru", 40));
    String commit = results.commit("refs/winnow/t/v1-1", "Policy.java", source("s3-fifo", 44));
    Repository repository = new Repository("https://git.example/cache.git", base, results.url());
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(5_000);
    large = new PageContest(LARGE, candidates, repository, commit, start);
    fill(large, ContestStatus.RUNNING);
    PageContest decided =
        new PageContest(DECIDED, 200, repository, commit, start.minusSeconds(90_000));
    fill(decided, ContestStatus.DECIDED);
    write(VerdictStore.NAME, DECIDED, decided.verdict());
    String attack = results.commit("refs/winnow/h/v1-1", ATTACK_FILE, ATTACK + "\n");
    fillHostile(new Repository(repository.getUrl(), commit, results.url()), attack, start);
    fillChecks();
    patches = new Patches(new PatchConfig(true, Set.of("file"), folder.resolve("cache"), 1 << 20));
    start(0);
  }

  private static final String ATTACK_FILE = "onerror=alert(1).html";

  private void fill(PageContest seed, ContestStatus status) {
    String taskId = seed.task.getTaskId();
    write(TaskStore.NAME, taskId, seed.task);
    write(ContestStore.NAME, taskId, seed.contest(1, status));
    seed.standings.forEach(this::writeStanding);
    for (Standing standing : seed.ranked()) {
      byte[] score = ScoreKey.of(seed.task.getObjectives(), standing);
      byte[] prefix = (taskId + '/').getBytes(StandardCharsets.UTF_8);
      byte[] id = standing.getClusterId().getBytes(StandardCharsets.UTF_8);
      byte[] key =
          ByteBuffer.allocate(prefix.length + score.length + id.length)
              .put(prefix)
              .put(score)
              .put(id)
              .array();
      this.<byte[], byte[]>store(RankStore.NAME).put(key, new byte[0]);
    }
    seed.attempts.forEach(this::writeAttempt);
    for (RacePoint point : seed.race(120)) {
      write(RaceStore.NAME, String.format("%s/%010d", taskId, point.getVersion()), point);
    }
    write(LeaderboardStore.NAME, taskId, seed.board(121, 0));
  }

  private void writeStanding(Standing standing) {
    write(
        StandingStore.NAME,
        StandingStore.key(standing.getTaskId(), standing.getClusterId()),
        standing);
  }

  private void writeAttempt(Attempt attempt) {
    write(
        AttemptStore.NAME, AttemptStore.key(attempt.getTaskId(), attempt.getAttemptId()), attempt);
  }

  /** A task whose every text is an attack on who reads it. */
  private void fillHostile(Repository repository, String commit, Instant start) {
    PageContest seed = new PageContest(HOSTILE, 50, repository, commit, start);
    Task task =
        Task.newBuilder(seed.task)
            .setPrompt(ATTACK)
            .setVariants(
                List.of(
                    Variant.newBuilder()
                        .setName(ATTACK)
                        .setPrompt(ATTACK)
                        .setParameters(Map.of(ATTACK, ATTACK))
                        .build()))
            .build();
    fill(seed, ContestStatus.DECIDED);
    write(TaskStore.NAME, HOSTILE, task);
    seed.standings.stream()
        .map(
            standing ->
                Standing.newBuilder(standing)
                    .setVariant(ATTACK)
                    .setReason(standing.getState() == StandingState.REJECTED ? ATTACK : "")
                    .build())
        .forEach(this::writeStanding);
    seed.attempts.stream()
        .map(
            attempt ->
                Attempt.newBuilder(attempt)
                    .setVariant(ATTACK)
                    .setReason(attempt.getReason().isEmpty() ? "" : ATTACK)
                    .setLogTail(ATTACK)
                    .setWorker(ATTACK)
                    .build())
        .forEach(this::writeAttempt);
    Leaderboard board = seed.board(121, 0);
    board.getEntries().forEach(entry -> entry.setVariant(ATTACK));
    write(LeaderboardStore.NAME, HOSTILE, board);
    var verdict = seed.verdict();
    verdict.setReason(ATTACK);
    verdict.setWarnings(List.of(ATTACK));
    verdict.setHosts(Map.of(ATTACK, 1L));
    write(VerdictStore.NAME, HOSTILE, verdict);
  }

  private void fillChecks() {
    checks.publish(PullRequests.pushed('a', 1).build());
    var order = checks.newOrder();
    checks.publish(
        PullRequests.result(order, dev.winnow.schemas.Outcome.SUCCEEDED)
            .setMergeBase(order.getBase().orElse(null))
            .setFindings(
                List.of(
                    PullRequests.finding("orders", Severity.ERROR).build(),
                    PullRequests.finding("items", Severity.WARNING).setMessage(ATTACK).build(),
                    PullRequests.finding("baskets", Severity.ERROR)
                        .setSuppression(new Suppression("goes with the next release", null))
                        .build()))
            .build());
  }

  /** A candidate of a task, by the first id. */
  String firstCluster(String taskId) {
    return new ContestViews(contest::store)
        .standings(taskId, standing -> true, 1, "")
        .items()
        .get(0)
        .getClusterId();
  }

  /** The contest goes on: its first gets better, and its revision grows. */
  void advance(long step) {
    write(ContestStore.NAME, LARGE, large.contest(1 + step, ContestStatus.RUNNING));
    write(LeaderboardStore.NAME, LARGE, large.board(121 + step, 0.01 * step));
  }

  /** Where it listens. */
  URI uri() {
    return server.uri();
  }

  /** Breaks all connections; nobody answers until {@link #start(int)}. */
  void stop() {
    server.close();
  }

  /** Listens at a port. */
  void start(int port) {
    Peers peers = new Peers();
    StandbyAges ages = new StandbyAges();
    Views views =
        new Views(
            new Health(() -> State.RUNNING),
            new Router<>(
                OnePlace.HERE,
                partition -> new ContestViews(contest::store),
                new Copies<>(partition -> contest::store, ages, ContestViews::new),
                peers),
            new Router<>(
                OnePlace.HERE,
                partition -> new PullRequestViews(checks::store),
                new Copies<>(partition -> checks::store, ages, PullRequestViews::new),
                peers),
            new ContractViews(checks::store),
            new CommittedViews(contest::store));
    TaskPublisher publisher =
        new TaskPublisher(
            () -> {
              throw new AssertionError("nothing is submitted");
            },
            "winnow.tasks",
            Clock.systemUTC());
    server =
        new QueryServer(
            "127.0.0.1",
            port,
            views,
            publisher,
            patches,
            new Gate(AccessConfig.of(Map.of(), "127.0.0.1")),
            List.of());
    server.start();
  }

  private void write(String store, String key, Object value) {
    this.<String, Object>store(store).put(key, value);
  }

  // What the driver gives to read can be written too.
  @SuppressWarnings("unchecked")
  private <K, V> KeyValueStore<K, V> store(String name) {
    return (KeyValueStore<K, V>) contest.store(name);
  }

  private static String source(String policy, int size) {
    return IntStream.rangeClosed(1, size)
        .mapToObj(
            line ->
                line % 9 == 0
                    ? "    // " + policy + ": what is evicted in step " + line
                    : "    step(" + line + ");")
        .collect(
            Collectors.joining("\n", "final class Policy implements CachePolicy {\n", "\n}\n"));
  }

  @Override
  public void close() {
    server.close();
    patches.close();
    contest.close();
    checks.close();
  }
}
