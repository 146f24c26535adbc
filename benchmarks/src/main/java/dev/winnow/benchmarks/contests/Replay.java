package dev.winnow.benchmarks.contests;

import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Verdict;
import dev.winnow.streams.contest.ContestConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Tasks side by side, whose results come in as a mode says. */
final class Replay {
  private static final double REPEATS = 0.5;
  private static final int RETRIES = 2;

  /** Fewer than there are clusters, so that changes below the board are among what comes last. */
  private static final int BOARD = 5;

  private final Map<String, ReplayTask> kinds;
  private final Mode mode;
  private final ReplayWorker worker;
  private final ReplayWorker secondWorker;
  private final SplittableRandom random;
  private final List<SpecificRecord> open = new ArrayList<>();
  private final List<SpecificRecord> answered = new ArrayList<>();
  private final Map<String, Leaderboard> boards = new HashMap<>();
  private final Map<String, Map<String, Standing>> standings = new HashMap<>();
  private final Map<String, List<Verdict>> verdicts = new HashMap<>();
  private int delivered;

  /** In which order results come, and how often. */
  enum Mode {
    /** As they were ordered, once. */
    CLEAN,
    /** As they were ordered, with results again that came before, and other results of them. */
    REPEATED,
    /**
     * In any order and repeated. A race decides by what it knows, so what it ordered is answered in
     * that order and when all else of its task is in.
     */
    SHUFFLED,
    /** In any order and repeated, races too. */
    ANY
  }

  /**
   * A replay.
   *
   * @param kinds the tasks, by id
   * @param seed of the values; the order has it too
   * @param shuffle one order or another
   */
  Replay(Map<String, ReplayTask> kinds, Mode mode, long seed, long shuffle) {
    this.kinds = kinds;
    this.mode = mode;
    this.worker = new ReplayWorker(seed);
    this.secondWorker = new ReplayWorker(seed + 1);
    this.random = new SplittableRandom(shuffle);
  }

  /**
   * Plays all tasks to their verdicts.
   *
   * @param results so many are delivered at least, old ones again after the end if need be; a clean
   *     run has none again
   * @return how each task ended, in the order of the tasks
   */
  Map<String, ReplayEnd> run(int results) {
    try (TopologyBench bench = new TopologyBench(new ContestConfig(BOARD, RETRIES))) {
      kinds.forEach((id, kind) -> bench.submit(kind.task(id)));
      read(bench);
      while (!open.isEmpty()) {
        SpecificRecord order = next();
        open.remove(order);
        answered.add(order);
        deliver(bench, worker.answer(kinds.get(task(order)), order));
        while (mode != Mode.CLEAN && random.nextDouble() < REPEATS) {
          again(bench);
        }
      }
      while (mode != Mode.CLEAN && delivered < results) {
        again(bench);
      }
      Map<String, ReplayEnd> ends = new LinkedHashMap<>();
      for (String id : kinds.keySet()) {
        ends.put(
            id,
            new ReplayEnd(boards.get(id), standings.get(id), bench.contest(id), verdicts.get(id)));
      }
      return ends;
    }
  }

  /** How many results were delivered. */
  int delivered() {
    return delivered;
  }

  private SpecificRecord next() {
    if (mode == Mode.ANY) {
      return open.get(random.nextInt(open.size()));
    }
    List<SpecificRecord> due = due();
    return due.get(mode == Mode.SHUFFLED ? random.nextInt(due.size()) : 0);
  }

  private List<SpecificRecord> due() {
    Set<String> busy =
        open.stream()
            .filter(order -> !isOfRace(order))
            .map(Replay::task)
            .collect(Collectors.toSet());
    List<SpecificRecord> due = new ArrayList<>();
    for (SpecificRecord order : open) {
      // Of a race that has nothing else to wait for it is the first order only.
      if (!isOfRace(order) || busy.add(task(order))) {
        due.add(order);
      }
    }
    return due;
  }

  /** A result of an order that was answered before: the same, or that of another run. */
  private void again(TopologyBench bench) {
    SpecificRecord order = answered.get(random.nextInt(answered.size()));
    ReplayWorker who = random.nextBoolean() ? worker : secondWorker;
    deliver(bench, who.answer(kinds.get(task(order)), order));
  }

  private void deliver(TopologyBench bench, SpecificRecord result) {
    Instant at = TopologyBench.START.plusMillis(answered.size());
    bench.answer(result, at);
    delivered++;
    read(bench);
  }

  private void read(TopologyBench bench) {
    open.addAll(bench.newOrders());
    bench.newBoards().forEach(board -> boards.put(board.getTaskId(), board));
    for (Standing standing : bench.newStandings()) {
      standings
          .computeIfAbsent(standing.getTaskId(), id -> new TreeMap<>())
          .put(standing.getClusterId(), standing);
    }
    for (Verdict verdict : bench.newVerdicts()) {
      verdicts.computeIfAbsent(verdict.getTaskId(), id -> new ArrayList<>()).add(verdict);
    }
  }

  private static boolean isOfRace(SpecificRecord order) {
    return order instanceof EvaluationOrder evaluation && evaluation.getFirstBlock() > 1;
  }

  private static String task(SpecificRecord order) {
    return order.get(order.getSchema().getField("taskId").pos()).toString();
  }
}
