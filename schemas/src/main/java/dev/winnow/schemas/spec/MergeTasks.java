package dev.winnow.schemas.spec;

import dev.winnow.schemas.Agent;
import dev.winnow.schemas.MergeCandidate;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What all merge tournaments have in common, whoever makes one. */
public final class MergeTasks {
  /** How many combinations a tournament makes at most, unless its budget says otherwise. */
  public static final int COMBINATIONS = 10_000;

  private static final long TIMEOUT_MS = 300_000;
  private static final int MONEY_DECIMALS = 6;

  private MergeTasks() {}

  /** What stands for the agent where none runs: a combination or a landing takes five minutes. */
  public static Agent agent() {
    return Agent.newBuilder()
        .setAdapter(AgentAdapter.MERGE.text())
        .setCommand(List.of())
        .setTimeoutMs(TIMEOUT_MS)
        .setMaxCost(BigDecimal.ZERO.setScale(MONEY_DECIMALS))
        .build();
  }

  /**
   * Gives a tournament its candidates, and the task a variant for each.
   *
   * @param task a task with a merge
   * @param candidates in the order in which they are tried
   */
  public static void setCandidates(Task task, List<MergeCandidate> candidates) {
    task.getMerge().orElseThrow().setCandidates(new ArrayList<>(candidates));
    List<Variant> variants = new ArrayList<>();
    candidates.forEach(
        candidate -> variants.add(Variant.newBuilder().setName(candidate.getName()).build()));
    task.setVariants(variants);
  }
}
