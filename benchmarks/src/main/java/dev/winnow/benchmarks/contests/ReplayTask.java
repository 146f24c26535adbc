package dev.winnow.benchmarks.contests;

import dev.winnow.schemas.Decision;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.PatchFingerprint;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Task;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;

/** Kinds of tasks whose results are replayed. */
enum ReplayTask {
  /** Gates and one exact rung: all that is decided is decided by each cluster on its own. */
  GATED(40, Decision.newBuilder().setEta(1).setConfirmSamples(0).setKeep(3)) {
    @Override
    List<Rung> rungs() {
      return List.of(BenchTasks.gate("tests"), BenchTasks.measuring("measure", 1));
    }
  },
  /** Noisy, with a short rung that lets all go on, a race and fresh samples. */
  RACED(20, Decision.newBuilder().setEta(1).setMaxSamples(40).setConfirmSamples(4).setKeep(2)) {
    @Override
    List<Rung> rungs() {
      return List.of(
          BenchTasks.gate("tests"),
          BenchTasks.measuring("short", 1),
          BenchTasks.measuring("long", 3));
    }
  },
  /** The same, with families, and a short rung from which only the best go on. */
  HALVED(30, Decision.newBuilder().setEta(3).setMaxSamples(40).setConfirmSamples(4).setKeep(2)) {
    @Override
    List<Rung> rungs() {
      return RACED.rungs();
    }
  };

  private static final int FAMILY = 5;
  private static final int SKETCH = 40;

  private final int attempts;
  private final Decision.Builder decision;

  ReplayTask(int attempts, Decision.Builder decision) {
    this.attempts = attempts;
    this.decision = decision;
  }

  abstract List<Rung> rungs();

  /** The task; its cap on money is far away, so that money is booked and nothing is refused. */
  Task task(String id) {
    Task.Builder task = BenchTasks.task(id, attempts, 8, rungs(), decision.build());
    task.setEvaluator(
        Evaluator.newBuilder(task.getEvaluator())
            .setControl(true)
            .setPricePerHour(new BigDecimal("6"))
            .build());
    task.getBudget().setMoney(new BigDecimal("1000"));
    if (this == GATED) {
      task.setObjectives(
          List.of(Objective.newBuilder(task.getObjectives().get(0)).setExact(true).build()));
    }
    return task.setSimilarity(this == HALVED ? 0.7 : 0).build();
  }

  /** What an attempt changes: two in five make the same change as an earlier one. */
  int change(int number) {
    return number % (attempts * 3 / 5);
  }

  /** What that adds: each five changes are much alike. */
  PatchFingerprint fingerprint(int change) {
    ByteBuffer sample = ByteBuffer.allocate(Long.BYTES * SKETCH);
    long family = change / FAMILY;
    for (long each = 0; each < SKETCH; each++) {
      boolean isOwn = each == SKETCH - 1;
      sample.putLong(family * 1_000 + (isOwn ? 500 + change % FAMILY : each));
    }
    ByteBuffer band = ByteBuffer.allocate(Long.BYTES).putLong(family);
    return new PatchFingerprint(1, SKETCH, sample.flip(), band.flip());
  }
}
