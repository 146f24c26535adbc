package dev.winnow.schemas.spec;

import dev.winnow.schemas.Decision;
import dev.winnow.schemas.GitNames;
import dev.winnow.schemas.Merge;
import dev.winnow.schemas.MergeCandidate;
import dev.winnow.schemas.RankBy;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules of a merge tournament: each variant is a patch that is there, all are measured beside the
 * head of the branch, and nothing that a contest of agents may do is left to be believed in.
 */
final class MergeRules {
  /** Where the absence of candidates is told. */
  static final String CANDIDATES = "merge.candidates";

  private static final int MOST = 1_000;
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{0,128}");
  private static final Field MERGE = Field.of("merge");

  private MergeRules() {}

  static void check(Task task, Merge merge, ProblemList problems) {
    if (!BranchNames.isName(merge.getBranch())) {
      problems.add(MERGE.then("branch"), "is no name that git takes for a branch");
    }
    if (!task.getAgent().getAdapter().equals(AgentAdapter.MERGE.text())) {
      problems.add(
          Field.of("agent", "adapter"),
          "is " + task.getAgent().getAdapter() + ", and a merge tournament runs no agent",
          "set it to merge, or take merge out");
    }
    checkCandidates(merge.getCandidates(), problems);
    checkVariants(task.getVariants(), merge.getCandidates(), problems);
    checkMeasuring(task, problems);
    checkDecision(task.getDecision(), problems);
  }

  private static void checkCandidates(List<MergeCandidate> candidates, ProblemList problems) {
    Field all = MERGE.then("candidates");
    if (candidates.isEmpty()) {
      problems.add(all, "is empty, so there is nothing to merge");
    } else if (candidates.size() > MOST) {
      problems.add(
          all, "has more than 1,000 items", "merge the first of them, then the others in a task");
      return;
    }
    Set<String> names = new HashSet<>();
    for (int index = 0; index < candidates.size() && !problems.isFull(); index++) {
      MergeCandidate candidate = candidates.get(index);
      Field field = all.then(index);
      if (!TaskRules.NAME.matcher(candidate.getName()).matches()) {
        problems.add(field.then("name"), "is not a name");
      } else if (!names.add(candidate.getName())) {
        problems.add(
            field.then("name"),
            "is " + candidate.getName() + " as is that of another candidate",
            "give each candidate a name of its own");
      }
      if (!GitNames.isCommit(candidate.getCommit())) {
        problems.add(field.then("commit"), "is not a full commit id");
      }
      TaskRules.checkUrl(field.then("repository"), candidate.getRepository(), problems);
      checkId(field.then("taskId"), candidate.getTaskId(), problems);
      checkId(field.then("attemptId"), candidate.getAttemptId(), problems);
    }
  }

  private static void checkId(Field field, String id, ProblemList problems) {
    if (!ID.matcher(id).matches()) {
      problems.add(field, "is no id", "give it as the verdict has it, or leave it empty");
    }
  }

  /** A spec cannot get this wrong; who makes the record without one can. */
  private static void checkVariants(
      List<Variant> variants, List<MergeCandidate> candidates, ProblemList problems) {
    boolean isAlike = variants.size() == candidates.size();
    for (int index = 0; isAlike && index < variants.size(); index++) {
      Variant variant = variants.get(index);
      isAlike =
          variant.getName().equals(candidates.get(index).getName())
              && variant.getAttempts() == 1
              && variant.getParameters().isEmpty()
              && variant.getPrompt().isEmpty()
              && variant.getMoney().isEmpty();
    }
    if (!isAlike) {
      problems.add(
          Field.of("variants"),
          "are not the candidates of the merge",
          "give one variant for each candidate, in the same order and of the same name, with one"
              + " attempt and nothing else");
    }
  }

  private static void checkMeasuring(Task task, ProblemList problems) {
    if (task.getRankBy() == RankBy.PARETO) {
      problems.add(
          Field.of("ranking", "by"),
          "is pareto, which never says that one patch is better",
          "write ordered or weighted");
    }
    if (task.getJudge().isPresent()) {
      problems.add(
          Field.of("judge"), "is there, and no opinion decides what is merged", "take it out");
    }
    if (!task.getEvaluator().getControl()) {
      problems.add(
          Field.of("evaluator", "control"),
          "is false, and patches are compared with the branch they are merged into",
          "set it to true, or leave it out");
    }
    if (task.getSimilarity() != 0) {
      problems.add(
          Field.of("dedup", "similarity"),
          "is " + task.getSimilarity() + ", and no combination waits for one that is like it",
          "set it to 0, or leave it out");
    }
  }

  private static void checkDecision(Decision decision, ProblemList problems) {
    requireUnused("eta", decision.getEta(), 1, problems);
    requireUnused("confirm", decision.getConfirmSamples(), 0, problems);
    requireUnused("patience", decision.getPatience(), 0, problems);
  }

  private static void requireUnused(String name, int value, int unused, ProblemList problems) {
    if (value != unused) {
      problems.add(
          Field.of("decision", name),
          "is " + value + ", and a merge tournament decides candidate by candidate",
          "set it to " + unused + ", or leave it out");
    }
  }
}
