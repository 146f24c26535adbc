package dev.winnow.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.streams.contest.ContestDriver;
import dev.winnow.streams.contest.Tasks;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsAppMetricsTest {
  private final ContestDriver contest = new ContestDriver();
  private final AtomicBoolean isReady = new AtomicBoolean(true);
  private final StreamsAppMetrics metrics =
      new StreamsAppMetrics(
          name -> {
            if (!isReady.get()) {
              throw new InvalidStateStoreException("rebalancing");
            }
            return contest.store(name);
          },
          contest::metrics,
          isReady::get,
          () -> 3,
          () -> 0.0,
          () -> 5,
          () -> 1.5);

  @AfterEach
  void close() {
    metrics.close();
    contest.close();
  }

  @Test
  void shouldTellWhatIsOutAndReservedWhenAContestRuns() {
    contest.publishTask(Tasks.task("t", 2).build());

    String text = metrics.scrape();

    assertThat(text)
        .contains("winnow_streams_contests{status=\"running\"} 1.0")
        .contains("winnow_streams_orders_open{kind=\"attempt\"} 2.0")
        .contains("winnow_streams_orders_issued_total{kind=\"attempt\"} 2.0")
        .contains("winnow_streams_task_money_spent_dollars{task=\"t\"} 0.0")
        .contains("winnow_streams_budget_overshoot_dollars 0.0")
        .contains("winnow_streams_http_streams 3.0")
        .contains("winnow_streams_store_memory_bytes 5.0")
        .contains("winnow_streams_standby_age_seconds 1.5")
        .contains("winnow_streams_ready 1.0");
    assertThat(value(text, "winnow_streams_money_reserved_dollars")).isPositive();
  }

  @Test
  void shouldTellOfTheDiskThatAFolderIsOn() {
    metrics.watch(Path.of("."));

    String text = metrics.scrape();

    assertThat(value(text, "winnow_streams_disk_bytes")).isPositive();
    assertThat(value(text, "winnow_streams_disk_free_bytes"))
        .isBetween(0.0, value(text, "winnow_streams_disk_bytes"));
  }

  @Test
  void shouldCountResultsDuplicatesAndVerdictsWhenAContestIsDecided() {
    contest.publishTask(Tasks.task("t", 2).build());
    for (AttemptOrder order : contest.newAttempts()) {
      contest.publish(ContestDriver.patch(order, "a", "0.01"));
    }
    for (int rung = 0; rung < 2; rung++) {
      EvaluationOrder evaluation = contest.newEvaluations().get(0);
      contest.publish(
          ContestDriver.passed(evaluation, rung == 0 ? new double[0] : new double[] {9}));
    }

    String text = metrics.scrape();

    assertThat(text)
        .contains("winnow_streams_contests{status=\"decided\"} 1.0")
        .contains(
            "winnow_streams_results_settled_total{kind=\"attempt\",outcome=\"succeeded\"} 2.0")
        .contains("winnow_streams_duplicates_total 1.0")
        .contains("winnow_streams_verdicts_total{kind=\"winner\"} 1.0")
        .contains("winnow_streams_decision_latency_seconds_count 1")
        .contains("winnow_streams_orders_open{kind=\"attempt\"} 0.0")
        .doesNotContain("winnow_streams_task_money_spent_dollars{");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21})
  void shouldTellTheMoneyOf20OpenContestsAndNoMore(int open) {
    for (int i = 0; i < open; i++) {
      contest.publishTask(Tasks.task("t" + i, 1).build());
    }

    String text = metrics.scrape();

    assertThat(text).contains("winnow_streams_contests{status=\"running\"} " + open + ".0");
    assertThat(
            text.lines()
                .filter(line -> line.startsWith("winnow_streams_task_money_spent_dollars{")))
        .hasSize(20);
  }

  @Test
  void shouldTellNothingOfStoresWhenTheyCannotBeRead() {
    isReady.set(false);

    assertThat(metrics.scrape())
        .contains("winnow_streams_contests{status=\"running\"} NaN")
        .contains("winnow_streams_ready 0.0");
  }

  private static double value(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
