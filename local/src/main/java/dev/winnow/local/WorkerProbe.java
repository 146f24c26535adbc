package dev.winnow.local;

import dev.winnow.producers.lint.BaseProbe;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.worker.BaseCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Lets the linter run an evaluator as the worker would. */
final class WorkerProbe implements BaseProbe {
  @Override
  public Probed probe(Task task) {
    List<Problem> problems = new ArrayList<>();
    Set<String> metrics = new TreeSet<>();
    int index = 0;
    for (BaseCheck.RungCheck rung : new BaseCheck(folder()).run(task)) {
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
    return new Probed(problems, metrics);
  }

  /** Mirrors of repositories are kept from one lint to the next. */
  private static Path folder() {
    Path folder = Path.of(System.getProperty("user.home"), ".cache", "winnow", "lint");
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + folder, e);
    }
  }
}
