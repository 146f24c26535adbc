package dev.winnow.benchmarks.contests;

import dev.winnow.benchmarks.compare.OwnMemory;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.streams.contest.ContestConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Task after task through the topology, some side by side, while the clock goes on and finished
 * ones are removed. What is kept here does not grow.
 */
final class SoakRun {
  private static final int SIDE_BY_SIDE = 12;
  private static final int RESULTS_A_SECOND = 20;
  private static final int BOARD = 10;
  private static final int RETRIES = 2;
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** So many answered orders are answered again at random, tasks that are gone included. */
  private static final int REMEMBERED = 2_000;

  private static final double REPEATS = 0.05;

  /** Most tasks are small: many come and go, and a result takes little time. */
  private static final int SMALL_ATTEMPTS = 8;

  private static final int SMALL_CHANGES = 6;

  private final ReplayWorker worker;
  private final SplittableRandom random;
  private final Duration kept;
  private final List<SpecificRecord> open = new ArrayList<>();
  private final List<SpecificRecord> answered = new ArrayList<>();
  private Instant now = TopologyBench.START;
  private int submitted;
  private int decided;
  private int deadLetters;
  private int results;

  /**
   * A run.
   *
   * @param seed another one measures other values, in another order
   * @param kept how long a finished task is kept, by the clock of the run
   */
  SoakRun(long seed, Duration kept) {
    this.worker = new ReplayWorker(seed);
    this.random = new SplittableRandom(seed);
    this.kept = kept;
  }

  /**
   * Plays.
   *
   * @param total how many results come in
   * @param every how many come in between two samples
   */
  void play(int total, int every, Consumer<SoakSample> samples) {
    try (TopologyBench bench = new TopologyBench(new ContestConfig(BOARD, RETRIES, kept))) {
      long since = System.nanoTime();
      while (results < total) {
        while (submitted - decided < SIDE_BY_SIDE) {
          bench.submit(task(), now);
          submitted++;
          read(bench);
        }
        answer(bench);
        if (results % RESULTS_A_SECOND == 0) {
          now = now.plus(SECOND);
          bench.pass(SECOND);
          read(bench);
        }
        if (results % every == 0) {
          double seconds = (System.nanoTime() - since) / 1e9;
          samples.accept(sample(bench, every / seconds));
          since = System.nanoTime();
        }
      }
    }
  }

  /** How many tasks were submitted. */
  int submitted() {
    return submitted;
  }

  /** How many results, tasks or commands could not be used. */
  int deadLetters() {
    return deadLetters;
  }

  private Task task() {
    return switch (submitted % 50) {
      case 0 -> task(ReplayTask.RACED);
      case 25 -> task(ReplayTask.HALVED);
      default -> small(task(ReplayTask.GATED));
    };
  }

  private Task task(ReplayTask kind) {
    return kind.task(kind.name().toLowerCase(Locale.ROOT) + '-' + submitted);
  }

  /** Of its attempts those that make the first changes, some of them twice. */
  private static Task small(Task task) {
    List<Variant> variants =
        task.getVariants().stream()
            .filter(
                variant ->
                    ReplayTask.GATED.change(BenchTasks.number(variant.getName())) < SMALL_CHANGES)
            .limit(SMALL_ATTEMPTS)
            .toList();
    task.setVariants(variants);
    task.getBudget().setAttempts(variants.size());
    return task;
  }

  private void answer(TopologyBench bench) {
    SpecificRecord order;
    if (!answered.isEmpty() && random.nextDouble() < REPEATS) {
      order = answered.get(random.nextInt(answered.size()));
    } else {
      int index = random.nextInt(open.size());
      order = open.get(index);
      open.set(index, open.get(open.size() - 1));
      open.remove(open.size() - 1);
      remember(order);
    }
    bench.answer(worker.answer(kind(order), order), now);
    results++;
    read(bench);
  }

  private void remember(SpecificRecord order) {
    if (answered.size() < REMEMBERED) {
      answered.add(order);
    } else {
      answered.set(random.nextInt(REMEMBERED), order);
    }
  }

  private static ReplayTask kind(SpecificRecord order) {
    String taskId =
        order instanceof AttemptOrder attempt
            ? attempt.getTaskId()
            : ((EvaluationOrder) order).getTaskId();
    return ReplayTask.valueOf(taskId.substring(0, taskId.indexOf('-')).toUpperCase(Locale.ROOT));
  }

  /** Everything, for the driver keeps what nobody reads. */
  private void read(TopologyBench bench) {
    open.addAll(bench.newOrders());
    bench.skipBoards();
    decided += (int) bench.newVerdicts().stream().filter(Objects::nonNull).count();
    deadLetters += bench.newDeadLetters().size();
  }

  private SoakSample sample(TopologyBench bench, double speed) {
    return new SoakSample(
        results, speed, OwnMemory.heap(), resident(), bench.bytesOnDisk(), bench.tasks());
  }

  private static long resident() {
    try {
      return OwnMemory.isResidentTold() ? OwnMemory.resident() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
