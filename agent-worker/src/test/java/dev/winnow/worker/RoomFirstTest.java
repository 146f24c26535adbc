package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.process.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RoomFirstTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicInteger runs = new AtomicInteger();
  private final Cancellation cancellation = new Cancellation();

  @Test
  void shouldRunWhenThereIsRoom() {
    assertThat(run(() -> true, LONG)).hasValue(Outcome.SUCCEEDED);
  }

  @Test
  void shouldRunAfterAllWhenRoomComes() {
    AtomicBoolean isAsked = new AtomicBoolean();

    assertThat(run(() -> isAsked.getAndSet(true), LONG)).hasValue(Outcome.SUCCEEDED);
    assertThat(runs).hasValue(1);
  }

  @Test
  void shouldFailByInfrastructureWithoutARunWhenNoRoomComes() {
    assertThat(run(() -> false, Duration.ZERO)).hasValue(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(runs).hasValue(0);
  }

  @Test
  void shouldGiveTheOrderBackWhenItIsCancelledMeanwhile() {
    cancellation.cancel("the worker is stopping");

    assertThat(run(() -> false, LONG)).isEmpty();
    assertThat(runs).hasValue(0);
  }

  private Optional<Outcome> run(BooleanSupplier hasRoom, Duration patience) {
    return new RoomFirst<>(new CountingRunner(), hasRoom, patience)
        .run("order", 1, cancellation)
        .map(EvaluationResult::getOutcome);
  }

  private final class CountingRunner implements OrderRunner<String, EvaluationResult> {
    @Override
    public String resultKey(String order) {
      return order;
    }

    @Override
    public Optional<EvaluationResult> run(String order, int delivery, Cancellation cancelled) {
      runs.incrementAndGet();
      return Optional.of(result(Outcome.SUCCEEDED, ""));
    }

    @Override
    public EvaluationResult notRun(String order, int delivery, String reason) {
      return result(Outcome.INFRASTRUCTURE_FAILED, reason);
    }

    private static EvaluationResult result(Outcome outcome, String reason) {
      return EvaluationResult.newBuilder()
          .setOrderId("order")
          .setTaskId("task")
          .setClusterId("cluster")
          .setRungIndex(0)
          .setDelivery(1)
          .setWorker("w1")
          .setOutcome(outcome)
          .setReason(reason)
          .setStartedAt(Instant.EPOCH)
          .build();
    }
  }
}
