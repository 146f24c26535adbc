package dev.winnow.benchmarks.chaos;

import dev.winnow.schemas.Task;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;

/**
 * The tasks of a run.
 *
 * @param results the repository of results
 * @param ledger the file where agents write down what they cost
 */
record ChaosTasks(
    ChaosSettings settings, TaskRepository repository, String results, String ledger) {
  static final String CALM = "calm";
  static final String DISTURBED = "disturbed";
  static final String TIGHT = "tight";

  private static final int TIGHT_PART = 8;
  private static final int LEAST_TIGHT = 8;
  private static final int IN_FLIGHT_A_WORKER = 5;

  /** Left alone. */
  Task calm() {
    return task(CALM, settings.attempts(), ChaosTask.ample(settings.attempts()));
  }

  /** The same, for a stack that is disturbed. */
  Task disturbed() {
    return task(DISTURBED, settings.attempts(), ChaosTask.ample(settings.attempts()));
  }

  /** A small one whose money does not last. */
  Task tight() {
    int attempts = Math.max(LEAST_TIGHT, settings.attempts() / TIGHT_PART);
    return task(TIGHT, attempts, ChaosTask.tight(attempts));
  }

  /** What is in git of a task. */
  Map<String, String> patches(String taskId) throws IOException {
    return repository.patches(Path.of(results), taskId);
  }

  private Task task(String id, int attempts, BigDecimal money) {
    return ChaosTask.of(
        id,
        repository,
        results,
        ledger,
        attempts,
        money,
        IN_FLIGHT_A_WORKER * settings.workers(),
        settings.seed());
  }
}
