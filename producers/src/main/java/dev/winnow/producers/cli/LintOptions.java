package dev.winnow.producers.cli;

import dev.winnow.producers.lint.BaseProbe;
import dev.winnow.producers.lint.Linter;
import dev.winnow.producers.lint.WinnerLookup;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The spec and how thoroughly it is looked at. */
final class LintOptions {

  @Parameters(index = "0", paramLabel = "SPEC", description = "A task spec, YAML or JSON.")
  private Path file;

  @Option(names = "--no-run", description = "Do not run the evaluator on the untouched base.")
  private boolean noRun;

  private final Optional<BaseProbe> probe;

  LintOptions(Optional<BaseProbe> probe) {
    this.probe = probe;
  }

  /**
   * Lints the spec.
   *
   * @param warnings is told what refuses no spec
   * @param winners finds what decided tasks kept
   */
  Parsed lint(Consumer<Problem> warnings, WinnerLookup winners) {
    return new Linter(isRun() ? probe : Optional.empty(), warnings, winners).lint(file);
  }

  /** The spec. */
  Path file() {
    return file;
  }

  /** Whether the evaluator is run on the base. */
  boolean isRun() {
    return !noRun && probe.isPresent();
  }
}
