package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.order.Grading;
import dev.winnow.worker.process.Cancellation;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EndedTasksTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final EndedTasks ended = new EndedTasks();
  private final Cancellation run = new Cancellation();

  @Test
  void shouldStopARunWhenItsTaskIsDecided() {
    ended.watch(run, grading("t", 1));

    ended.end(grading("t", 1));

    assertThat(run.reason()).contains("the task is decided");
  }

  @Test
  void shouldStopARunAtOnceWhenItsTaskWasDecidedBefore() {
    ended.end(grading("t", 1));

    ended.watch(run, grading("t", 1));

    assertThat(run.reason()).isPresent();
  }

  @Test
  void shouldLeaveARunAloneWhenAnotherTaskIsDecided() {
    ended.watch(run, grading("t", 1));

    ended.end(grading("u", 1));

    assertThat(run.reason()).isEmpty();
  }

  @Test
  void shouldLeaveARunAloneWhenTheVerdictIsOfTheGradingBefore() {
    ended.watch(run, grading("t", 2));

    ended.end(grading("t", 1));

    assertThat(run.reason()).isEmpty();
  }

  @Test
  void shouldLeaveARunAloneWhenItIsOver() {
    ended.watch(run, grading("t", 1));
    ended.leave(run);

    ended.end(grading("t", 1));

    assertThat(run.reason()).isEmpty();
  }

  @Test
  void shouldKnowOnlyTheNewestGradingWhenVerdictsComeTwice() {
    ended.end(grading("t", 2));

    ended.end(grading("t", 1));

    assertThat(ended.has(grading("t", 2))).isTrue();
  }

  @Test
  void shouldLeaveARunAloneWhenItsOrderIsNewerThanTheVerdictOfARemovedTask() {
    ended.end(grading("t", 2));

    ended.watch(run, new Grading("t", 1, START.plusMillis(1)));

    assertThat(run.reason()).isEmpty();
  }

  @Test
  void shouldStopARunWhenTheTaskThatHasTheIdNowIsDecided() {
    ended.end(grading("t", 2));
    ended.watch(run, new Grading("t", 1, START.plusMillis(1)));

    ended.end(new Grading("t", 1, START.plusMillis(2)));

    assertThat(run.reason()).isPresent();
  }

  private static Grading grading(String taskId, int number) {
    return new Grading(taskId, number, START);
  }
}
