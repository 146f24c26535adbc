package dev.winnow.streams.contest;

import dev.winnow.schemas.Agent;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Combination;
import dev.winnow.schemas.Decision;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Landing;
import dev.winnow.schemas.Merge;
import dev.winnow.schemas.MergeCandidate;
import dev.winnow.schemas.MergeConflict;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sha256;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plays a merge tournament: a branch, patches that may conflict, and a formula that says how good a
 * set of patches is. Results come back in a random order.
 */
final class MergeWorld implements AutoCloseable {
  /** How good a set of patches is in a block. */
  interface Formula {
    double of(Set<String> patches, long block);
  }

  private final ContestDriver driver = new ContestDriver(new ContestConfig(50, 2));
  private final Map<String, Set<String>> contents = new HashMap<>();
  private final Set<Set<String>> conflicts = new HashSet<>();
  private final Set<String> broken = new HashSet<>();
  private final List<Landing> landings = new ArrayList<>();
  private final Random random;
  private final Formula formula;
  private String branch;
  private int pushBeforeLanding;
  private String refusal = "";
  private int lost;

  MergeWorld(long seed, Formula formula) {
    this.random = new Random(seed);
    this.formula = formula;
  }

  /** A tournament of these patches, in this order. */
  static Task.Builder task(int window, String... names) {
    Task.Builder task = Tasks.task("t", names.length);
    List<MergeCandidate> candidates = new ArrayList<>();
    List<dev.winnow.schemas.Variant> variants = new ArrayList<>();
    for (String name : names) {
      candidates.add(
          MergeCandidate.newBuilder()
              .setName(name)
              .setRepository("/results.git")
              .setCommit(hash("patch " + name))
              .setTaskId("contest-" + name)
              .setAttemptId(name + "-1")
              .build());
      variants.add(dev.winnow.schemas.Variant.newBuilder().setName(name).build());
    }
    return task.setVariants(variants)
        .setAgent(
            Agent.newBuilder()
                .setAdapter("merge")
                .setCommand(List.of())
                .setTimeoutMs(60_000)
                .setMaxCost(BigDecimal.ZERO)
                .build())
        .setMerge(Merge.newBuilder().setBranch("main").setCandidates(candidates).build())
        .setEvaluator(
            dev.winnow.schemas.Evaluator.newBuilder(task.getEvaluator()).setControl(true).build())
        .setBudget(Tasks.budget(1_000, null, window))
        .setDecision(
            Decision.newBuilder().setEta(1).setConfirmSamples(0).setMaxSamples(60).build());
  }

  MergeWorld conflict(String one, String other) {
    conflicts.add(Set.of(one, other));
    return this;
  }

  /** A patch that no rung lets pass. */
  MergeWorld broken(String name) {
    broken.add(name);
    return this;
  }

  /** Somebody pushes just before the landing of this number, from 1. */
  MergeWorld pushBeforeLanding(int number) {
    pushBeforeLanding = number;
    return this;
  }

  /** The repository takes no push. */
  MergeWorld refusing(String reason) {
    refusal = reason;
    return this;
  }

  /** So many results are lost to infrastructure first. */
  MergeWorld losing(int results) {
    lost = results;
    return this;
  }

  Verdict play(Task task) {
    branch = task.getRepository().getBase();
    contents.put(branch, Set.of());
    driver.publishTask(task);
    List<Object> open = new ArrayList<>();
    for (int steps = 0; steps < 20_000; steps++) {
      open.addAll(driver.newAttempts());
      open.addAll(driver.newEvaluations());
      List<Verdict> verdicts = driver.newVerdicts();
      if (!verdicts.isEmpty()) {
        return verdicts.get(0);
      }
      if (open.isEmpty()) {
        throw new AssertionError("nothing is open, and there is no verdict");
      }
      Object order = open.remove(random.nextInt(open.size()));
      if (order instanceof AttemptOrder attempt) {
        driver.publish(answer(attempt));
      } else {
        driver.publish(evaluated((EvaluationOrder) order));
      }
    }
    throw new AssertionError("it does not end");
  }

  /** What the branch has. */
  Set<String> onBranch() {
    return contents.get(branch);
  }

  List<Landing> landings() {
    return landings;
  }

  ContestDriver driver() {
    return driver;
  }

  private AttemptResult answer(AttemptOrder order) {
    if (lost > 0) {
      lost--;
      return ContestDriver.attempt(order, Outcome.INFRASTRUCTURE_FAILED).setAgentMs(0).build();
    }
    Object merge = order.getMerge().orElseThrow();
    return merge instanceof Combination combination
        ? combined(order, combination)
        : landed(order, (Landing) merge);
  }

  private AttemptResult combined(AttemptOrder order, Combination combination) {
    String name = combination.getCandidate().getName();
    Set<String> before = contents.get(combination.getOnto());
    if (before.contains(name)) {
      return ContestDriver.attempt(order, Outcome.NO_CHANGE).build();
    }
    for (String other : before) {
      if (conflicts.contains(Set.of(name, other))) {
        return ContestDriver.attempt(order, Outcome.REJECTED_BY_GATE)
            .setReason("conflicts with what it is merged into: " + other + " lines 3-9")
            .setConflicts(List.of(new MergeConflict(other, 3, 9, "contents")))
            .build();
      }
    }
    Set<String> after = new TreeSet<>(before);
    after.add(name);
    String commit = hash(combination.getOnto() + " " + name);
    contents.put(commit, after);
    return ContestDriver.attempt(order, Outcome.SUCCEEDED)
        .setCommit(commit)
        .setDiffHash(Sha256.hex(after.toString()))
        .setCost(BigDecimal.ZERO)
        .build();
  }

  private AttemptResult landed(AttemptOrder order, Landing landing) {
    landings.add(landing);
    if (landings.size() == pushBeforeLanding) {
      Set<String> pushed = new TreeSet<>(contents.get(branch));
      pushed.add("somebody-else's");
      branch = hash(branch + " pushed");
      contents.put(branch, pushed);
    }
    if (!refusal.isEmpty()) {
      return ContestDriver.attempt(order, Outcome.REJECTED_BY_GATE)
          .setReason(refusal)
          .setHead(branch)
          .build();
    }
    if (!branch.equals(landing.getExpected())) {
      return ContestDriver.attempt(order, Outcome.REJECTED_BY_GATE).setHead(branch).build();
    }
    branch = landing.getCommit();
    return ContestDriver.attempt(order, Outcome.SUCCEEDED).setHead(branch).build();
  }

  private EvaluationResult evaluated(EvaluationOrder order) {
    Set<String> patches = contents.get(order.getCommit());
    if (!new TreeSet<>(patches).stream().noneMatch(broken::contains)) {
      return ContestDriver.evaluation(order, Outcome.REJECTED_BY_GATE).build();
    }
    if (order.getRungIndex() == 0) {
      return ContestDriver.passed(order);
    }
    double[] speeds = new double[order.getRung().getSamples()];
    for (int index = 0; index < speeds.length; index++) {
      speeds[index] = formula.of(patches, order.getFirstBlock() + index);
    }
    return ContestDriver.passed(order, speeds);
  }

  private static String hash(String text) {
    return Sha256.hex(text).substring(0, 40);
  }

  @Override
  public void close() {
    driver.close();
  }
}
