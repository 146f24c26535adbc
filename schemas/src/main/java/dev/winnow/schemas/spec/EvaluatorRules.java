package dev.winnow.schemas.spec;

import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.SampleTime;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules of a task's evaluator. */
final class EvaluatorRules {

  private static final BigDecimal HOUR_MS = BigDecimal.valueOf(3_600_000);
  private static final BigDecimal MOST_UNCAPPED = BigDecimal.valueOf(999_999_999);

  /** More often than infrastructure makes anybody issue an order. */
  private static final long TRIES = 10;

  private static final int MOST_RUNGS = 32;
  private static final int MOST_SAMPLES = 1_000;
  private static final int MOST_PATHS = 256;
  private static final int LONGEST_PATH = 4_096;

  private EvaluatorRules() {}

  static void check(Task task, ProblemList problems) {
    Evaluator evaluator = task.getEvaluator();
    Field all = Field.of("evaluator", "rungs");
    List<Rung> rungs = evaluator.getRungs();
    if (rungs.isEmpty()) {
      problems.add(all, "is empty");
    } else if (rungs.size() > MOST_RUNGS) {
      problems.add(all, "has more than " + MOST_RUNGS + " items");
    } else if (rungs.stream().allMatch(rung -> rung.getMetricsFrom() == MetricsSource.NONE)) {
      problems.add(
          all,
          "has no rung with metrics, so nothing could be ranked",
          "give one rung metrics: {from: stdout} or {file: target/metrics.json}");
    }
    CommandRules commands =
        task.getMerge().isPresent()
            ? CommandRules.forMergedRung(problems)
            : CommandRules.forRung(task.getVariants(), problems);
    Set<String> names = new HashSet<>();
    for (int index = 0; index < rungs.size() && !problems.isFull(); index++) {
      checkRung(all.then(index), rungs.get(index), names, commands, problems);
    }
    EnvironmentRules.check(task, commands, problems);
    rungs.forEach(rung -> BoundsRules.check(Field.of("evaluator"), rung.getBounds(), problems));
    checkOutcomes(all, task, problems);
    checkPaths(Field.of("evaluator", "protected"), evaluator.getProtectedPaths(), problems);
    checkPrice(task, problems);
  }

  private static void checkOutcomes(Field all, Task task, ProblemList problems) {
    List<Rung> rungs = task.getEvaluator().getRungs();
    boolean isToldAlready = false;
    for (int index = 0; index < rungs.size(); index++) {
      if (rungs.get(index).getOutcomes()) {
        Field field = all.then(index).then("outcomes");
        if (isToldAlready) {
          problems.add(field, "is there twice", "let one rung tell what the tests came to");
        }
        isToldAlready = true;
        task.getObjectives().stream()
            .filter(objective -> !objective.getExact())
            .findFirst()
            .ifPresent(
                objective ->
                    problems.add(
                        field,
                        "is there, and "
                            + objective.getMetric()
                            + " is not exact: patches that pass the same tests may differ in it",
                        "take it out, or set exact: true if the same patch always gives the same value"));
      }
    }
  }

  private static void checkPrice(Task task, ProblemList problems) {
    Optional<BigDecimal> price = task.getEvaluator().getPricePerHour();
    if (price.isPresent()) {
      Field field = Field.of("evaluator", "pricePerHour");
      TaskRules.checkMoney(field, price.get(), TaskRules.MOST_COST, problems);
      if (task.getBudget().getMoney().isEmpty() && most(task).compareTo(MOST_UNCAPPED) > 0) {
        problems.add(
            field,
            "lets evaluations cost more than " + MOST_UNCAPPED + ", and nothing caps the money",
            "set budget.money, or lower it, the rungs' timeouts or their samples");
      }
      if (task.getBudget().getMoney().filter(money -> isBeyond(money, task)).isPresent()) {
        problems.add(
            field,
            "makes one attempt and its way through all rungs cost more than all the money there is, if each run takes its whole timeout",
            "lower it, the rungs' timeouts or agent.maxCost, or raise budget.money");
      }
    }
  }

  /** Whether the money is too little for one attempt and its way through all rungs. */
  private static boolean isBeyond(BigDecimal money, Task task) {
    BigDecimal price = task.getEvaluator().getPricePerHour().orElse(BigDecimal.ZERO);
    BigDecimal left = money.subtract(task.getAgent().getMaxCost());
    return price.signum() > 0 && price.multiply(way(task)).compareTo(left.multiply(HOUR_MS)) > 0;
  }

  /** The way of one patch through all rungs, each run as long as its timeout, in milliseconds. */
  private static BigDecimal way(Task task) {
    return task.getEvaluator().getRungs().stream()
        .map(rung -> milliseconds(rung, rung.getSamples()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What all patches come to if each is retried and sampled as often as may be, in dollars. */
  private static BigDecimal most(Task task) {
    long planned = task.getVariants().stream().mapToLong(Variant::getAttempts).sum();
    long cap = Math.max(0, task.getBudget().getAttempts());
    // A merge tournament combines one variant with others again and again.
    long attempts = task.getMerge().isPresent() ? cap : Math.min(planned, cap);
    int samples = task.getDecision().getMaxSamples() + task.getDecision().getConfirmSamples();
    BigDecimal race =
        task.getEvaluator().getRungs().stream()
            .filter(rung -> rung.getMetricsFrom() != MetricsSource.NONE)
            .map(rung -> milliseconds(rung, samples))
            .max(Comparator.naturalOrder())
            .orElse(BigDecimal.ZERO);
    return task.getEvaluator()
        .getPricePerHour()
        .orElse(BigDecimal.ZERO)
        .multiply(way(task).add(race))
        .multiply(BigDecimal.valueOf(TRIES * (attempts + 1)))
        .divide(HOUR_MS, 0, RoundingMode.CEILING);
  }

  private static BigDecimal milliseconds(Rung rung, int samples) {
    return BigDecimal.valueOf(SampleTime.most(rung)).multiply(BigDecimal.valueOf(samples));
  }

  private static void checkRung(
      Field field, Rung rung, Set<String> names, CommandRules commands, ProblemList problems) {
    if (!TaskRules.NAME.matcher(rung.getName()).matches()) {
      problems.add(field.then("name"), "is not a name");
    } else if (!names.add(rung.getName())) {
      problems.add(
          field.then("name"),
          "is " + rung.getName() + " as is that of another rung",
          "give each rung a name of its own");
    }
    commands.checkCommand(field.then("command"), rung.getCommand());
    commands.checkEnvironment(field.then("environment"), rung.getEnvironment());
    TaskRules.checkTimeout(field.then("timeout"), rung.getTimeoutMs(), problems);
    problems.requireRange(field.then("samples"), rung.getSamples(), 1, MOST_SAMPLES);
    if (rung.getPaired() && rung.getMetricsFrom() == MetricsSource.NONE) {
      problems.add(
          field.then("paired"),
          "is there, and the rung has no metrics that could be compared",
          "take it out, or give the rung metrics: {from: stdout}");
    }
    if (rung.getMetricsFrom() == MetricsSource.JSON_FILE) {
      checkPath(field.then("metrics").then("file"), rung.getMetricsFile().orElse(""), problems);
    } else if (rung.getMetricsFile().isPresent()) {
      problems.add(
          field.then("metrics").then("file"),
          "is there, and the metrics come from elsewhere",
          "take the file out, or let the metrics come from it");
    }
  }

  private static void checkPaths(Field field, List<String> paths, ProblemList problems) {
    if (paths.size() > MOST_PATHS) {
      problems.add(field, "has more than " + MOST_PATHS + " items");
    }
    for (int index = 0; index < paths.size() && !problems.isFull(); index++) {
      checkPath(field.then(index), paths.get(index), problems);
    }
  }

  private static void checkPath(Field field, String path, ProblemList problems) {
    problems.requireText(field, path, LONGEST_PATH);
    problem(path).ifPresent(message -> problems.add(field, message));
  }

  /** What keeps a path from being one inside the checkout. */
  private static Optional<String> problem(String path) {
    if (path.startsWith("/")) {
      return Optional.of("is not relative to the checkout");
    }
    if (List.of(path.split("/", -1)).contains("..")) {
      return Optional.of("leaves the checkout");
    }
    if (path.startsWith(":")) {
      // git reads words such as :(exclude) or :! there, which would turn the meaning round.
      return Optional.of("starts with a colon");
    }
    if (path.equals(".git") || path.startsWith(".git/")) {
      return Optional.of("is git's own");
    }
    return Optional.empty();
  }
}
