package dev.winnow.schemas.spec;

import dev.winnow.schemas.EphemeralEnvironment;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Task;
import java.util.List;

/** Rules of the environments that samples are taken with. */
final class EnvironmentRules {
  private static final Field ENVIRONMENT = Field.of("environment");

  private EnvironmentRules() {}

  static void check(Task task, CommandRules commands, ProblemList problems) {
    // A spec has one for all rungs: what is wrong with it is told once.
    task.getEvaluator().getRungs().stream()
        .map(Rung::getEphemeral)
        .flatMap(each -> each.stream())
        .distinct()
        .forEach(each -> check(each, commands, problems));
  }

  private static void check(
      EphemeralEnvironment environment, CommandRules commands, ProblemList problems) {
    if (environment.getUp().isEmpty()) {
      if (!environment.getExclusive()) {
        problems.add(ENVIRONMENT, "starts nothing and is not exclusive");
      }
      checkUnused("ready", environment.getReady(), problems);
      checkUnused("down", environment.getDown(), problems);
    } else {
      commands.checkCommand(ENVIRONMENT.then("up"), environment.getUp());
    }
    checkIfThere("ready", environment.getReady(), commands);
    checkIfThere("down", environment.getDown(), commands);
    commands.checkEnvironment(ENVIRONMENT.then("variables"), environment.getEnvironment());
    TaskRules.checkTimeout(ENVIRONMENT.then("timeout"), environment.getTimeoutMs(), problems);
  }

  private static void checkUnused(String name, List<String> command, ProblemList problems) {
    if (!command.isEmpty()) {
      problems.add(
          ENVIRONMENT.then(name),
          "is there, and nothing is started",
          "give environment.up what is to be started, or take it out");
    }
  }

  private static void checkIfThere(String name, List<String> command, CommandRules commands) {
    if (!command.isEmpty()) {
      commands.checkCommand(ENVIRONMENT.then(name), command);
    }
  }
}
