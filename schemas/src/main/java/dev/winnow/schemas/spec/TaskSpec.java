package dev.winnow.schemas.spec;

import dev.winnow.schemas.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads task specs: YAML (the core schema of YAML 1.2) or JSON, of at most 1 MiB, with at most
 * 100,000 variants after the grid is expanded.
 */
public final class TaskSpec {

  /** What the base of a task has to look like; a spec may name a branch, a tag or a short id. */
  static final String BASE_FIELD = "repository.base";

  private TaskSpec() {}

  /**
   * Reads a spec that stands alone, as one that came over HTTP: repositories are URLs or absolute
   * paths, the base is a full commit id. A valid result also keeps {@link TaskRules}.
   *
   * @param yamlOrJson the text
   */
  public static Parsed parse(String yamlOrJson) {
    return parse(yamlOrJson, SpecPaths.nowhere(), true);
  }

  /**
   * Reads a spec that is a file. Relative repositories are relative to its folder, and {@code
   * ${SPEC_DIR}} in commands and environment values stands for it. The base stays as written: it
   * may be a branch, a tag or a short commit id that the caller resolves. A valid result keeps all
   * other {@link TaskRules}.
   *
   * @param yamlOrJson the text
   * @param folder the folder of the spec file
   */
  public static Parsed parse(String yamlOrJson, Path folder) {
    return parse(yamlOrJson, SpecPaths.in(folder), false);
  }

  /** The published JSON Schema (draft 2020-12) of the format, for editors. */
  public static String jsonSchema() {
    return SpecSchema.TEXT;
  }

  private static Parsed parse(String text, SpecPaths paths, boolean standsAlone) {
    SpecDocument document;
    try {
      document = SpecReader.read(text);
    } catch (UnreadableSpecException unreadable) {
      return new Parsed.Invalid(List.of(unreadable.problem()));
    }
    List<Problem> problems = SpecSchema.check(document);
    if (!problems.isEmpty()) {
      return new Parsed.Invalid(problems);
    }
    problems = new ArrayList<>();
    Task task = new SpecMapping(document, paths, problems).task();
    TaskWinners winners = TaskWinners.of(document.tree().path("merge"));
    if (standsAlone && !winners.isEmpty()) {
      problems.add(
          new Problem(
              "merge.tasks",
              "is there, and only the command line looks winners up",
              "give their commits in merge.candidates, or use `winnow submit`"));
    }
    if (problems.isEmpty()) {
      for (Problem problem : TaskRules.check(task)) {
        if (!isToBeResolved(problem.field(), standsAlone, winners)) {
          problems.add(problem);
        }
      }
    }
    return problems.isEmpty() ? new Parsed.Valid(task, winners) : new Parsed.Invalid(problems);
  }

  /** Whether it is something that whoever reads a file finds out afterwards. */
  private static boolean isToBeResolved(String field, boolean standsAlone, TaskWinners winners) {
    return !standsAlone && field.equals(BASE_FIELD)
        || !winners.isEmpty() && field.equals(MergeRules.CANDIDATES);
  }
}
