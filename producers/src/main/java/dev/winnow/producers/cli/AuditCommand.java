package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.audit.AuditFile;
import dev.winnow.producers.audit.AuditReport;
import dev.winnow.producers.audit.AuditResult;
import dev.winnow.producers.audit.AuditTask;
import dev.winnow.producers.audit.Mutator;
import dev.winnow.producers.audit.OwnProgram;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.lint.BaseProbe;
import dev.winnow.producers.submit.TaskPublisher;
import dev.winnow.producers.text.Plain;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code winnow audit SPEC}. */
@Command(
    name = "audit",
    description = "See how many mutants of the base the evaluator of a spec rejects.")
final class AuditCommand extends WinnowCommand {

  /** A verdict lists as many attempts that are not on the board. */
  private static final int MOST_MUTANTS = 1_000;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Mixin private final LintOptions options;

  @Option(
      names = "--mutants",
      paramLabel = "N",
      defaultValue = "30",
      description = "How many are made, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int mutants;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the order in which they are drawn. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--paths",
      paramLabel = "GLOB",
      description = "Java files to mutate, such as src/main/**; may be repeated. Default: all.")
  private List<String> paths = List.of();

  @Option(
      names = "--mutator",
      paramLabel = "COMMAND",
      description =
          "Makes the mutants in place of Winnow's own operators for Java: a shell runs it in a"
              + " checkout of the base, with WINNOW_MUTANT, from 1, and WINNOW_SEED.")
  private String mutator;

  @Option(names = "--id", paramLabel = "ID", description = "Id of the task that does it.")
  private String id;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where the audit is written. Default: SPEC's name with .audit.json, where submit finds"
              + " it.")
  private Path out;

  private final Optional<OwnProgram> program;

  /**
   * @param probe runs the evaluator on the base first
   * @param program Winnow's own; empty where its operators are not at hand
   */
  AuditCommand(Optional<BaseProbe> probe, Optional<OwnProgram> program) {
    options = new LintOptions(probe);
    this.program = program;
  }

  @Override
  int run() {
    Optional<Problem> misuse = misuse();
    if (misuse.isPresent()) {
      return refuse(List.of(misuse.get()));
    }
    Parsed parsed = options.lint(this::warn, winners());
    if (parsed instanceof Parsed.Invalid invalid) {
      return refuse(invalid.problems());
    }
    Task task = ((Parsed.Valid) parsed).task();
    Task audit = AuditTask.of(task, mutants, mutator(task));
    if (id != null) {
      audit.setTaskId(id);
    }
    List<Problem> problems = TaskRules.check(audit);
    if (!problems.isEmpty()) {
      return refuse(problems);
    }
    Server server = server();
    submit(audit, server);
    JsonNode verdict =
        new LiveBoard(server, audit.getTaskId(), new MutantScreen(this::say), PATIENCE).follow();
    AuditReport report = report(task, audit, verdict, server);
    Path file = out == null ? AuditFile.beside(options.file()) : out;
    AuditFile.write(report, file);
    if (isJson()) {
      printJson(report.json());
      return DONE;
    }
    print(AuditText.lines(report.json()));
    out().println();
    out()
        .println(
            out == null
                ? "Written to %s: winnow submit of this evaluator and base carries it."
                    .formatted(file)
                : "Written to " + file);
    return DONE;
  }

  private Optional<Problem> misuse() {
    if (mutants < 1 || mutants > MOST_MUTANTS) {
      return Optional.of(
          new Problem("--mutants", "is " + mutants, "give a number from 1 to " + MOST_MUTANTS));
    }
    if (mutator == null && program.isEmpty()) {
      return Optional.of(
          new Problem(
              "--mutator",
              "is missing, and this program has no operators of its own",
              "give a command that changes a checkout, or use Winnow's launcher"));
    }
    if (mutator != null && mutator.isBlank()) {
      return Optional.of(
          new Problem("--mutator", "is empty", "give a command that changes a checkout"));
    }
    if (mutator != null && mutator.contains("{{")) {
      return Optional.of(
          new Problem(
              "--mutator",
              "holds {{, which begins a placeholder",
              "put the command into a script, and name that"));
    }
    if (mutator != null && !paths.isEmpty()) {
      return Optional.of(
          new Problem(
              "--paths",
              "is for Winnow's own operators",
              "leave it out, and let the command of --mutator choose the files"));
    }
    return Optional.empty();
  }

  private Mutator mutator(Task task) {
    return mutator != null
        ? Mutator.of(mutator, seed)
        : Mutator.forJava(
            program.orElseThrow(), seed, paths, task.getEvaluator().getProtectedPaths());
  }

  /** The same audit again is followed, not paid for again. */
  private void submit(Task audit, Server server) {
    String taskId = audit.getTaskId();
    if (server.task(taskId).isPresent()) {
      say("Task " + taskId + " is there already; --id NAME makes another");
      return;
    }
    audit.setSubmittedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    new TaskPublisher(connection()).publish(audit);
    say("Submitted %s: %s of the base".formatted(taskId, Plain.count(mutants, "mutant")));
  }

  /** Told on standard error, so that the report alone is the output. */
  private void say(String line) {
    err().println(line);
    err().flush();
  }

  private static AuditReport report(Task task, Task audit, JsonNode verdict, Server server) {
    String taskId = audit.getTaskId();
    JsonNode contest = server.task(taskId).orElseThrow(() -> Missing.task(taskId)).path("contest");
    Instant decidedAt = Instant.parse(verdict.path("decidedAt").asText());
    String kind = verdict.path("kind").asText();
    if (kind.equals("REFUSED")
        || kind.equals("CANCELLED")
        || !decidedAt.isBefore(Instant.parse(contest.path("endsAt").asText()))) {
      throw new ClientException(
          "the audit ended before all mutants were judged: "
              + Plain.text(verdict.path("reason").asText()),
          "raise budget.wallTime, or ask for fewer --mutants, and give another --id",
          false);
    }
    JsonNode warnings = verdict.path("warnings");
    if (verdict.path("control").isNull() && !warnings.isEmpty()) {
      throw new ClientException(
          "the mutants say nothing: " + Plain.text(warnings.path(0).asText()),
          "mend the evaluator or the base, so that a patch that changes nothing passes, and give"
              + " another --id",
          false);
    }
    JsonNode attempts = server.attempts(taskId).orElseThrow(() -> Missing.task(taskId));
    List<String> rungs = task.getEvaluator().getRungs().stream().map(Rung::getName).toList();
    AuditResult result = AuditResult.of(verdict, attempts, rungs);
    if (result.count().mutants() == 0) {
      throw new ClientException(
          "no mutant was judged: " + why(result.reasons()),
          "mend that, or choose other files with --paths or another --mutator, and give another"
              + " --id",
          false);
    }
    return AuditReport.of(task, taskId, result, decidedAt);
  }

  private static String why(Map<String, Integer> reasons) {
    return reasons.keySet().stream().findFirst().map(Plain::text).orElse("there was none");
  }
}
