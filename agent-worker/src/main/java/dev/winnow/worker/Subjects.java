package dev.winnow.worker;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.worker.live.RunSubject;
import java.util.Optional;

/** What the orders of each kind are for, as it is shown while they run. */
final class Subjects {
  private Subjects() {}

  static RunSubject of(AttemptOrder order) {
    return new RunSubject(
        order.getOrderId(),
        "attempt",
        order.getTaskId(),
        Optional.of(order.getAttemptId()),
        Optional.empty(),
        Optional.empty());
  }

  static RunSubject of(EvaluationOrder order) {
    boolean isVote = order.getQuestion().isPresent();
    return new RunSubject(
        order.getOrderId(),
        isVote ? "vote" : "evaluation",
        order.getTaskId(),
        // A judge works blind, and so does whoever reads its output.
        isVote ? Optional.empty() : Optional.of(order.getAttemptId()),
        isVote ? Optional.empty() : Optional.of(order.getClusterId()),
        isVote ? Optional.empty() : Optional.of(order.getRung().getName()));
  }

  static RunSubject of(CheckOrder order) {
    return new RunSubject(
        order.getOrderId(),
        "check",
        order.getSubject(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
