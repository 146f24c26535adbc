package dev.winnow.producers.merge;

import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.Merge;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.MergeTasks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Makes a merge tournament that judges as another task did. */
public final class MergeTask {
  private static final String PREFIX = "merge-";
  private static final int LONGEST = 63;

  private MergeTask() {}

  /** The id of a tournament that nobody has named. */
  public static String id(String firstTask) {
    String id = PREFIX + firstTask;
    return id.length() <= LONGEST ? id : id.substring(0, LONGEST).replaceAll("-+$", "");
  }

  /**
   * A tournament without candidates yet, whose base is a branch's name.
   *
   * @param source whose repository, evaluator, objectives, confidence and budget it has
   * @param isLanding whether what helps is pushed
   */
  public static Task of(Task source, String taskId, String branch, boolean isLanding) {
    Repository repository = source.getRepository();
    return Task.newBuilder()
        .setTaskId(taskId)
        .setSubmittedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .setRepository(new Repository(repository.getUrl(), branch, repository.getResults()))
        .setVariants(List.of())
        .setAgent(MergeTasks.agent())
        .setEvaluator(Evaluator.newBuilder(source.getEvaluator()).setControl(true).build())
        .setObjectives(source.getObjectives())
        .setRankBy(source.getRankBy())
        .setBudget(
            Budget.newBuilder(source.getBudget())
                .setAttempts(MergeTasks.COMBINATIONS)
                .setAgentMs(null)
                .build())
        .setDecision(
            Decision.newBuilder(source.getDecision())
                .setKeep(1)
                .setEta(1)
                .setConfirmSamples(0)
                .setPatience(0)
                .build())
        .setMerge(
            Merge.newBuilder()
                .setBranch(branch)
                .setCandidates(List.of())
                .setLand(isLanding)
                .build())
        .build();
  }
}
