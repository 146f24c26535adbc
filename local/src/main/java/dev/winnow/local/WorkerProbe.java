package dev.winnow.local;

import dev.winnow.producers.lint.BaseProbe;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.worker.BaseCheck;
import dev.winnow.worker.isolation.IsolationConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Lets the linter run an evaluator as the worker would. */
final class WorkerProbe implements BaseProbe {
  @Override
  public Probed probe(Task task) {
    List<Problem> problems = new ArrayList<>();
    Set<String> metrics = new TreeSet<>();
    List<BaseCheck.RungCheck> rungs = new BaseCheck(folder(), isolation()).run(task);
    int index = 0;
    for (BaseCheck.RungCheck rung : rungs) {
      if (rung.outcome() != Outcome.SUCCEEDED) {
        problems.add(
            new Problem(
                "evaluator.rungs[" + index + "]",
                "fails on the untouched base: " + rung.reason(),
                "mend the evaluator or the base, so that a patch that changes nothing passes"));
      }
      metrics.addAll(rung.metricNames());
      index++;
    }
    return new Probed(problems, inexact(task.getObjectives(), rungs), metrics);
  }

  /**
   * Objectives that are said to be exact, and that two samples of the same code do not agree on.
   */
  static List<Problem> inexact(List<Objective> objectives, List<BaseCheck.RungCheck> rungs) {
    List<Problem> warnings = new ArrayList<>();
    for (int index = 0; index < objectives.size(); index++) {
      Objective objective = objectives.get(index);
      if (objective.getExact()) {
        String field = "objectives[" + index + "].exact";
        rungs.stream()
            .map(rung -> rung.values(objective.getMetric()))
            .filter(values -> values.size() > 1)
            .findFirst()
            .ifPresent(values -> warnings.add(inexact(field, objective.getMetric(), values)));
      }
    }
    return warnings;
  }

  private static Problem inexact(String field, String metric, Set<Double> values) {
    Iterator<Double> two = values.iterator();
    return new Problem(
        field,
        "is true, and the untouched base gave %s of %s and %s"
            .formatted(metric, two.next(), two.next()),
        "take it out, or let the evaluator give the same value each time; it will count as noisy");
  }

  /** Mirrors of repositories are kept from one lint to the next. */
  private static IsolationConfig isolation() {
    return LocalConfig.right(() -> IsolationConfig.ofOwner(LocalConfig.settings(System.getenv())));
  }

  private static Path folder() {
    Path folder = Path.of(System.getProperty("user.home"), ".cache", "winnow", "lint");
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + folder, e);
    }
  }
}
