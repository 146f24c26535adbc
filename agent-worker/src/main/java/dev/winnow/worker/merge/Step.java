package dev.winnow.worker.merge;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.worker.attempt.Patch;
import dev.winnow.worker.order.Reason;
import java.math.BigDecimal;
import java.time.Instant;

/** The result of one step of a merge tournament, as far as it is known. */
final class Step {
  private static final BigDecimal NOTHING = new BigDecimal("0.000000");

  private final AttemptResult.Builder builder;
  private final long start = System.nanoTime();

  Step(AttemptOrder order, int delivery, String worker, Instant now) {
    builder =
        AttemptResult.newBuilder()
            .setOrderId(order.getOrderId())
            .setTaskId(order.getTaskId())
            .setAttemptId(order.getAttemptId())
            .setVariant(order.getVariant())
            .setDelivery(delivery)
            .setWorker(worker)
            .setStartedAt(now)
            // No agent has run.
            .setCost(NOTHING);
  }

  AttemptResult.Builder builder() {
    return builder;
  }

  AttemptResult ended(Outcome outcome, String reason) {
    return builder
        .setSandboxMs((System.nanoTime() - start) / 1_000_000)
        .setOutcome(outcome)
        .setReason(Reason.of(reason))
        .build();
  }

  AttemptResult rejected(String reason) {
    return ended(Outcome.REJECTED_BY_GATE, reason);
  }

  AttemptResult failed(String reason) {
    return ended(Outcome.INFRASTRUCTURE_FAILED, reason);
  }

  AttemptResult made(Patch.Made made) {
    made.describe(builder);
    return ended(Outcome.SUCCEEDED, "");
  }
}
