package dev.winnow.producers.lint;

import dev.winnow.producers.git.Git;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.NearNames;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskRules;
import dev.winnow.schemas.spec.TaskSpec;
import dev.winnow.schemas.spec.TaskWinners;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Refuses a spec that could not be judged automatically: one that breaks a rule, whose base does
 * not resolve, whose evaluator fails on the untouched base, or whose objectives no rung measures.
 */
public final class Linter {

  private static final Duration GIT_TIMEOUT = Duration.ofMinutes(1);
  private static final long LARGEST_BYTES = 1 << 20;

  private final Optional<BaseProbe> probe;
  private final Consumer<Problem> warnings;
  private final RepositoryReader repositories;
  private final BaseResolver bases;
  private final MergeLinter merges;

  /**
   * A linter without a server at hand.
   *
   * @param probe runs the evaluator on the base; without it that is not looked at
   * @param warnings is told what refuses no spec, and is probably not what was meant
   */
  public Linter(Optional<BaseProbe> probe, Consumer<Problem> warnings) {
    this(probe, warnings, WinnerLookup.NONE);
  }

  /**
   * A linter.
   *
   * @param probe runs the evaluator on the base; without it that is not looked at
   * @param warnings is told what refuses no spec, and is probably not what was meant
   * @param winners finds what decided tasks kept, for a merge tournament
   */
  public Linter(Optional<BaseProbe> probe, Consumer<Problem> warnings, WinnerLookup winners) {
    this.probe = probe;
    this.warnings = warnings;
    Git git = new Git(GIT_TIMEOUT);
    repositories = new RepositoryReader(git);
    bases = new BaseResolver(git);
    merges = new MergeLinter(git, repositories, bases, winners);
  }

  /**
   * Lints a spec file.
   *
   * @param file YAML or JSON
   * @return the task with its base resolved to a full commit id, or everything that is wrong
   */
  public Parsed lint(Path file) {
    String text;
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        return unreadable(file + " is larger than 1 MiB", "make it smaller");
      }
      text = Files.readString(file);
    } catch (NoSuchFileException missing) {
      return unreadable(file + " does not exist", "give the path of a task spec");
    } catch (CharacterCodingException binary) {
      return unreadable(file + " is not UTF-8 text", "save it as UTF-8");
    } catch (IOException bad) {
      return unreadable(file + " cannot be read", "give a file that you may read");
    }
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    Parsed parsed = TaskSpec.parse(text, folder);
    return parsed instanceof Parsed.Valid valid ? lint(valid.task(), valid.winners()) : parsed;
  }

  /**
   * Lints a task that is no file.
   *
   * @param task its base may be a branch, a tag or a short commit id; it is filled in
   * @param winners tasks whose winners it merges; none unless it is a merge tournament
   * @return the task, or everything that is wrong
   */
  public Parsed lint(Task task, TaskWinners winners) {
    List<Problem> problems = new ArrayList<>();
    Repository repository = task.getRepository();
    merges.addWinners(task, winners, problems);
    resolve(task, problems);
    if (!repository.getResults().equals(repository.getUrl())) {
      String results = repository.getResults();
      RepositoryReader.Reading reading =
          repositories.read("repository.results", results, "git init --bare " + results);
      if (reading instanceof RepositoryReader.Reading.Failed failed) {
        problems.add(failed.problem());
      }
    }
    if (problems.isEmpty()) {
      problems.addAll(TaskRules.check(task));
    }
    if (problems.isEmpty() && probe.isPresent()) {
      probe(probe.get(), task, problems);
    }
    return problems.isEmpty() ? new Parsed.Valid(task) : new Parsed.Invalid(problems);
  }

  private void resolve(Task task, List<Problem> problems) {
    Repository repository = task.getRepository();
    String url = repository.getUrl();
    RepositoryReader.Reading reading =
        repositories.read("repository.url", url, "run `git init` there and commit the files");
    if (reading instanceof RepositoryReader.Reading.Failed failed) {
      problems.add(failed.problem());
    } else if (reading instanceof RepositoryReader.Reading.References references) {
      if (task.getMerge().isPresent()) {
        merges.resolve(task, references.commits(), problems);
        return;
      }
      BaseResolver.Resolution base = bases.resolve(url, repository.getBase(), references.commits());
      if (base instanceof BaseResolver.Resolution.Commit commit) {
        repository.setBase(commit.id());
      } else if (base instanceof BaseResolver.Resolution.Failed failed) {
        problems.add(failed.problem());
      }
    }
  }

  private void probe(BaseProbe runner, Task task, List<Problem> problems) {
    BaseProbe.Probed probed = runner.probe(task);
    probed.warnings().forEach(warnings);
    problems.addAll(probed.problems());
    if (!problems.isEmpty()) {
      return;
    }
    List<Objective> objectives = task.getObjectives();
    for (int index = 0; index < objectives.size(); index++) {
      String metric = objectives.get(index).getMetric();
      if (!probed.metrics().contains(metric)) {
        String question = NearNames.question(metric, probed.metrics());
        String known = String.join(", ", new TreeSet<>(probed.metrics()));
        problems.add(
            new Problem(
                "objectives[" + index + "].metric",
                "is " + metric + ", which no rung gave on the untouched base",
                question.isEmpty() ? "name one of: " + known : question));
      }
    }
  }

  private static Parsed unreadable(String message, String mend) {
    return new Parsed.Invalid(List.of(new Problem("document", message, mend)));
  }
}
