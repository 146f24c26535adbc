package dev.winnow.producers.lint;

import dev.winnow.producers.git.Git;
import dev.winnow.schemas.Merge;
import dev.winnow.schemas.MergeCandidate;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.MergeTasks;
import dev.winnow.schemas.spec.NearNames;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskWinners;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Refuses a merge tournament that could not come to anything: one whose branch is not there or
 * takes no push, whose base is not where the branch stands, or whose patches nobody has.
 */
final class MergeLinter {
  private static final String HEADS = "refs/heads/";

  private final Git git;
  private final RepositoryReader repositories;
  private final BaseResolver bases;
  private final WinnerLookup winners;

  MergeLinter(Git git, RepositoryReader repositories, BaseResolver bases, WinnerLookup winners) {
    this.git = git;
    this.repositories = repositories;
    this.bases = bases;
    this.winners = winners;
  }

  /** Puts what decided tasks kept before the candidates that are given outright. */
  void addWinners(Task task, TaskWinners named, List<Problem> problems) {
    if (!named.isEmpty()) {
      List<MergeCandidate> candidates =
          new ArrayList<>(winners.find(named, task.getRepository().getUrl(), problems));
      candidates.addAll(task.getMerge().orElseThrow().getCandidates());
      MergeTasks.setCandidates(task, candidates);
    }
  }

  /**
   * Lets the task begin where its branch stands.
   *
   * @param references of the repository, by full name
   */
  void resolve(Task task, Map<String, String> references, List<Problem> problems) {
    Merge merge = task.getMerge().orElseThrow();
    Repository repository = task.getRepository();
    String branch = merge.getBranch();
    String tip = references.get(HEADS + branch);
    if (tip == null) {
      problems.add(
          new Problem(
              "merge.branch",
              "is " + branch + ", which " + repository.getUrl() + " does not have",
              near(branch, references)));
      return;
    }
    if (!repository.getBase().equals(branch)) {
      BaseResolver.Resolution base =
          bases.resolve(repository.getUrl(), repository.getBase(), references);
      if (base instanceof BaseResolver.Resolution.Failed failed) {
        problems.add(failed.problem());
      } else if (!((BaseResolver.Resolution.Commit) base).id().equals(tip)) {
        problems.add(
            new Problem(
                "repository.base",
                "is " + repository.getBase() + ", and " + branch + " stands elsewhere, at " + tip,
                "leave it out: a merge tournament begins where its branch stands"));
      }
    }
    repository.setBase(tip);
    if (merge.getLand()) {
      checkPush(repository.getUrl(), branch, problems);
    }
    checkCandidates(merge, repository.getUrl(), references, problems);
  }

  /** Git refuses a push to what is checked out, which would be noticed only after all the work. */
  private void checkPush(String url, String branch, List<Problem> problems) {
    if (!url.startsWith("/")) {
      return;
    }
    Path folder = Path.of(url);
    boolean isBare = line(folder, "rev-parse", "--is-bare-repository").equals("true");
    String head = line(folder, "symbolic-ref", "--quiet", "HEAD");
    String denied = line(folder, "config", "receive.denyCurrentBranch");
    boolean isDenied = !Set.of("ignore", "warn", "false", "updateInstead").contains(denied);
    if (!isBare && head.equals(HEADS + branch) && isDenied) {
      problems.add(
          new Problem(
              "merge.branch",
              "is " + branch + ", which is checked out in " + url + ", so git takes no push to it",
              "name a bare repository in repository.url, check another branch out there, or write"
                  + " land: false to measure only"));
    }
  }

  private String line(Path folder, String... command) {
    return git.run(folder, true, command).output().strip();
  }

  /** Those of winners are where the verdict says; of the others, each repository is read once. */
  private void checkCandidates(
      Merge merge, String url, Map<String, String> references, List<Problem> problems) {
    Map<String, RepositoryReader.Reading> read = new HashMap<>();
    read.put(url, new RepositoryReader.Reading.References(references));
    List<MergeCandidate> candidates = merge.getCandidates();
    int winners =
        (int) candidates.stream().filter(candidate -> !candidate.getTaskId().isEmpty()).count();
    for (int index = winners; index < candidates.size(); index++) {
      MergeCandidate candidate = candidates.get(index);
      String field = "merge.candidates[" + (index - winners) + "]";
      RepositoryReader.Reading reading =
          read.computeIfAbsent(
              candidate.getRepository(),
              each ->
                  repositories.read(
                      field + ".repository", each, "name the repository that has the commit"));
      if (reading instanceof RepositoryReader.Reading.Failed failed) {
        problems.add(failed.problem());
      } else if (reading instanceof RepositoryReader.Reading.References known
          && bases.resolve(candidate.getRepository(), candidate.getCommit(), known.commits())
              instanceof BaseResolver.Resolution.Failed) {
        problems.add(
            new Problem(
                field + ".commit",
                "is " + candidate.getCommit() + ", which " + candidate.getRepository() + " lacks",
                "give a commit that was pushed there, or name the repository that has it"));
      }
    }
  }

  private static String near(String branch, Map<String, String> references) {
    Map<String, String> names = new TreeMap<>();
    references.forEach(
        (name, id) -> {
          if (name.startsWith(HEADS)) {
            names.put(name.substring(HEADS.length()), id);
          }
        });
    String question = NearNames.question(branch, names.keySet());
    return question.isEmpty()
        ? "make it there, or name one that is: " + String.join(", ", names.keySet())
        : question;
  }
}
