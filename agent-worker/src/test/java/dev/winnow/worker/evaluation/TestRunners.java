package dev.winnow.worker.evaluation;

import dev.winnow.worker.environment.EnvironmentRunner;
import dev.winnow.worker.environment.HostLane;
import dev.winnow.worker.environment.Teardown;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.isolation.Confinements;
import dev.winnow.worker.isolation.IsolationConfig;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.sandbox.FileSharing;
import dev.winnow.worker.sandbox.Sandboxes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Runners as a worker wires them. */
final class TestRunners {
  private TestRunners() {}

  /**
   * @param folder the worker's folder
   * @param environment what judges may have of the worker's environment
   */
  static EvaluationRunner evaluations(Path folder, Map<String, String> environment) {
    return evaluations(folder, environment, FileSharing.AUTO);
  }

  static EvaluationRunner evaluations(
      Path folder, Map<String, String> environment, FileSharing sharing) {
    return evaluations(folder, environment, sharing, new Commands());
  }

  static EvaluationRunner evaluations(
      Path folder, Map<String, String> environment, FileSharing sharing, Commands commands) {
    return evaluations(folder, environment, new Sandboxes(folder, sharing), commands);
  }

  static EvaluationRunner evaluations(
      Path folder, Map<String, String> environment, Sandboxes sandboxes, Commands commands) {
    Mirrors mirrors = new Mirrors(folder.resolve("mirrors"));
    Confinements confinements = new Confinements(IsolationConfig.ofOwner(Map.of()), folder);
    Clock clock = Clock.systemUTC();
    return new EvaluationRunner(
        "w1",
        sandboxes,
        mirrors,
        new RungRunner(
            commands,
            confinements,
            new EnvironmentRunner(commands, new Teardown(commands, confinements), clock),
            new HostLane(folder.resolveSibling("exclusive.lock"), clock),
            clock),
        new JudgeRunner(sandboxes, mirrors, commands, confinements, environment, clock),
        clock);
  }
}
