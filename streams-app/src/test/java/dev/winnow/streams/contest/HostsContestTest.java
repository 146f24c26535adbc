package dev.winnow.streams.contest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.HostClass;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostsContestTest {
  private static final HostClass SMALL = new HostClass("AMD EPYC 7B13", 1, "Linux 6.1.0");
  private static final HostClass LARGE = new HostClass("AMD EPYC 7B13", 8, "Linux 6.1.0");

  @Test
  void shouldCountSamplesByTheKindOfMachineOnBoardAndVerdict() {
    try (ContestDriver driver = new ContestDriver()) {
      Task task = Tasks.task("t", 2).build();
      task.getEvaluator().setControl(false);

      Verdict verdict = play(driver, task);

      Map<String, Long> hosts =
          Map.of(
              "AMD EPYC 7B13, 1 core, Linux 6.1.0", 1L, "AMD EPYC 7B13, 8 cores, Linux 6.1.0", 1L);
      assertThat(verdict.getHosts()).isEqualTo(hosts);
      assertThat(verdict.getWarnings()).as("the only objective is exact").isEmpty();
      assertThat(driver.newLeaderboards())
          .extracting(Leaderboard::getHosts)
          .last()
          .isEqualTo(hosts);
    }
  }

  @Test
  void shouldWarnWhenWhatIsNoisyWasMeasuredOnSeveralKindsOfMachine() {
    Task task = Tasks.task("t", 1).build();
    Map<String, Long> counts = Hosts.with(Map.of(), Optional.of(SMALL), 30);
    assertThat(Hosts.warning(task, counts)).isEmpty();
    Map<String, Long> both = Hosts.with(counts, Optional.of(LARGE), 1);
    assertThat(Hosts.warning(task, both)).as("the only objective is exact").isEmpty();

    task.getObjectives().get(0).setExact(false);

    assertThat(Hosts.warning(task, counts)).as("one kind").isEmpty();
    assertThat(Hosts.warning(task, both))
        .contains(
            "measured on 2 kinds of machine: AMD EPYC 7B13, 1 core, Linux 6.1.0 (30 samples); AMD EPYC 7B13, 8 cores, Linux 6.1.0 (1 sample): a difference between candidates may be one between machines");
  }

  @Test
  void shouldKeepTheRecordSmallWhenWorkersSayWhatTheyLike() {
    Map<String, Long> counts = new HashMap<>();
    for (int kind = 0; kind < 100; kind++) {
      HostClass host = new HostClass(kind + "x".repeat(1_000), 1, "Linux");
      counts = new HashMap<>(Hosts.with(counts, Optional.of(host), 2));
    }

    assertThat(counts).hasSize(33).containsEntry("others", 136L);
    assertThat(counts.keySet()).allMatch(label -> label.length() <= 160);
    assertThat(Hosts.with(counts, Optional.empty(), 5)).isEqualTo(counts);
  }

  @Test
  void shouldPublishNoBoardForASampleMoreThatDoesNotEnterIt() {
    try (ContestDriver driver = new ContestDriver()) {
      Task task = Tasks.task("t", 5).build();
      task.getEvaluator().setControl(false);
      driver.publishTask(task);
      int change = 0;
      for (AttemptOrder attempt : driver.newAttempts()) {
        driver.publish(ContestDriver.patch(attempt, Integer.toString(++change), "0.01"));
      }
      driver.newEvaluations().forEach(order -> driver.publish(ContestDriver.passed(order)));
      List<EvaluationOrder> last = driver.newEvaluations();
      for (int index = 0; index < 3; index++) {
        driver.publish(onSmall(last.get(index), 50 - 10 * index));
      }
      assertThat(driver.newLeaderboards()).hasSize(3);

      driver.publish(onSmall(last.get(3), 1));

      assertThat(driver.newLeaderboards()).isEmpty();
    }
  }

  private static EvaluationResult onSmall(EvaluationOrder order, double speed) {
    return EvaluationResult.newBuilder(ContestDriver.passed(order, speed)).setHost(SMALL).build();
  }

  /** Each candidate is measured on another kind of machine. */
  private static Verdict play(ContestDriver driver, Task task) {
    driver.publishTask(task);
    int change = 0;
    for (AttemptOrder attempt : driver.newAttempts()) {
      driver.publish(ContestDriver.patch(attempt, Integer.toString(++change), "0.01"));
    }
    for (List<EvaluationOrder> orders = driver.newEvaluations();
        !orders.isEmpty();
        orders = driver.newEvaluations()) {
      for (EvaluationOrder order : orders) {
        boolean isFirst = order.getVariant().equals("v1");
        driver.publish(
            EvaluationResult.newBuilder(
                    order.getRungIndex() == 0
                        ? ContestDriver.passed(order)
                        : ContestDriver.passed(order, isFirst ? 1 : 2))
                .setHost(isFirst ? SMALL : LARGE)
                .build());
      }
    }
    return driver.newVerdicts().get(0);
  }
}
