package dev.winnow.benchmarks.chaos;

import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.TaskSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A task whose end does not depend on the order in which results come: one exact sample a
 * candidate, no families, nobody dropped on the way. Some variants fail on purpose, and many
 * attempts make the same change.
 */
final class ChaosTask {
  /** The most that an agent says it costs, and more than any does; in US dollars. */
  static final BigDecimal MAX_COST = new BigDecimal("0.02");

  /** A way through both rungs, each as long as its timeout, at the price below, rounded up. */
  private static final BigDecimal MOST_EVALUATED = new BigDecimal("0.007");

  private static final int ATTEMPTS_A_VARIANT = 2;
  private static final int VALUES = 997;
  private static final int LONGEST_PAUSE_MS = 400;

  /** What variants do; most write a value. */
  private static final List<String> DOES =
      List.of(
          "write",
          "write",
          "write",
          "write",
          "write",
          "write",
          "write",
          "write",
          "silent",
          "nothing",
          "fail",
          "protected",
          "bad",
          "large");

  private ChaosTask() {}

  /** A cap on money that leaves room for each attempt to be run several times. */
  static BigDecimal ample(int attempts) {
    return MAX_COST.add(MOST_EVALUATED).multiply(BigDecimal.valueOf(10L * attempts));
  }

  /** A cap on money that is not enough for all. */
  static BigDecimal tight(int attempts) {
    return MAX_COST.add(MOST_EVALUATED).multiply(BigDecimal.valueOf(Math.max(2, attempts / 2)));
  }

  /**
   * Makes a task.
   *
   * @param id its name; what its attempts do does not depend on it
   * @param repository where the code is
   * @param results where patches go
   * @param ledger the file that runs of agents are noted in
   * @param attempts how many there are
   * @param money the cap, in US dollars
   * @param concurrent attempts in flight at most
   * @param seed what variants are drawn from
   */
  static Task of(
      String id,
      TaskRepository repository,
      String results,
      String ledger,
      int attempts,
      BigDecimal money,
      int concurrent,
      long seed) {
    String spec =
        """
        apiVersion: winnow.dev/v1
        kind: Task
        id: %s
        repository: {url: %s, base: %s, results: %s}
        prompt: write a value
        variants:
        %s
        attemptsPerVariant: %d
        agent:
          command: [sh, tools/agent.sh, "{{parameters.does}}", "{{parameters.value}}", "{{number}}", "{{parameters.pause}}"]
          environment: {LEDGER: %s}
          timeout: 2m
          maxCost: %s
          limits: {fileSize: 1MiB}
        evaluator:
          protected: ["harness/**"]
          pricePerHour: 0.10
          rungs:
            - {name: gate, command: [sh, harness/evaluate.sh, gate], timeout: 2m}
            - {name: measure, command: [sh, harness/evaluate.sh, measure], timeout: 2m, metrics: {from: stdout}}
        objectives: [{metric: score, goal: maximize, exact: true}]
        dedup: {similarity: 0}
        budget: {attempts: %d, money: %s, wallTime: 24h, concurrent: %d}
        decision: {keep: 10, eta: 1}
        """
            .formatted(
                id,
                repository.folder(),
                repository.base(),
                results,
                variants(attempts, new SplittableRandom(seed)),
                ATTEMPTS_A_VARIANT,
                ledger,
                MAX_COST,
                attempts,
                money,
                concurrent);
    if (TaskSpec.parse(spec) instanceof Parsed.Valid valid) {
      return valid.task();
    }
    throw new IllegalStateException("the spec is not valid: " + TaskSpec.parse(spec));
  }

  private static String variants(int attempts, SplittableRandom random) {
    int variants = (attempts + ATTEMPTS_A_VARIANT - 1) / ATTEMPTS_A_VARIANT;
    StringBuilder text = new StringBuilder();
    for (int variant = 0; variant < variants; variant++) {
      text.append(
          String.format(
              Locale.ROOT,
              "  - {name: v%d, parameters: {does: %s, value: %d, pause: \"%.3f\"}}%n",
              variant,
              DOES.get(random.nextInt(DOES.size())),
              random.nextInt(VALUES),
              random.nextInt(LONGEST_PAUSE_MS) / 1000.0));
    }
    return text.toString();
  }
}
