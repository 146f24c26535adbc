package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.order.Grading;
import dev.winnow.worker.process.Cancellation;
import org.junit.jupiter.api.Test;

class EndedTasksTest {
  private final EndedTasks ended = new EndedTasks();
  private final Cancellation run = new Cancellation();

  @Test
  void shouldStopARunWhenItsTaskIsDecided() {
    ended.watch(run, new Grading("t", 1));

    ended.end(new Grading("t", 1));

    assertThat(run.reason()).contains("the task is decided");
  }

  @Test
  void shouldStopARunAtOnceWhenItsTaskWasDecidedBefore() {
    ended.end(new Grading("t", 1));

    ended.watch(run, new Grading("t", 1));

    assertThat(run.reason()).isPresent();
  }

  @Test
  void shouldLeaveARunAloneWhenAnotherTaskIsDecided() {
    ended.watch(run, new Grading("t", 1));

    ended.end(new Grading("u", 1));

    assertThat(run.reason()).isEmpty();
  }

  @Test
  void shouldLeaveARunAloneWhenTheVerdictIsOfTheGradingBefore() {
    ended.watch(run, new Grading("t", 2));

    ended.end(new Grading("t", 1));

    assertThat(run.reason()).isEmpty();
  }

  @Test
  void shouldLeaveARunAloneWhenItIsOver() {
    ended.watch(run, new Grading("t", 1));
    ended.leave(run);

    ended.end(new Grading("t", 1));

    assertThat(run.reason()).isEmpty();
  }

  @Test
  void shouldKnowOnlyTheNewestGradingWhenVerdictsComeTwice() {
    ended.end(new Grading("t", 2));

    ended.end(new Grading("t", 1));

    assertThat(ended.has(new Grading("t", 2))).isTrue();
  }
}
