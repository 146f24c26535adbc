package dev.winnow.streams.contest;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import java.math.BigDecimal;
import java.time.Instant;

/** Writes orders: everything a worker needs, copied from the task. */
final class Orders {
  private Orders() {}

  /** The order for one attempt of a variant. */
  static AttemptOrder attempt(
      Task task, Contest contest, Variant variant, int number, int retry, Instant now) {
    String attemptId = attemptId(variant.getName(), number);
    return AttemptOrder.newBuilder()
        .setOrderId(task.getTaskId() + '/' + attemptId + '/' + retry)
        .setTaskId(task.getTaskId())
        .setAttemptId(attemptId)
        .setVariant(variant.getName())
        .setNumber(number)
        .setRepository(task.getRepository())
        .setPrompt(variant.getPrompt().orElse(task.getPrompt()))
        .setParameters(variant.getParameters())
        .setAgent(task.getAgent())
        .setProtectedPaths(task.getEvaluator().getProtectedPaths())
        .setProtectedChange(task.getEvaluator().getProtectedChange())
        .setIssuedAt(now)
        .setExpiresAt(contest.getEndsAt())
        .build();
  }

  /** The order to run the next rung over a cluster's patch. */
  static EvaluationOrder evaluation(
      Task task, Contest contest, Standing standing, int retry, Instant now) {
    int index = standing.getRungsPassed();
    Rung rung = task.getEvaluator().getRungs().get(index);
    return EvaluationOrder.newBuilder()
        .setOrderId(
            String.join(
                "/",
                task.getTaskId(),
                standing.getClusterId(),
                (contest.getGrade() > 1 ? "g" + contest.getGrade() + "-" : "") + index,
                Integer.toString(retry)))
        .setTaskId(task.getTaskId())
        .setClusterId(standing.getClusterId())
        .setAttemptId(standing.getAttemptId())
        .setVariant(standing.getVariant())
        .setRepository(task.getRepository())
        .setCommit(standing.getCommit())
        .setRung(rung)
        .setRungIndex(index)
        .setProtectedPaths(task.getEvaluator().getProtectedPaths())
        .setParameters(variant(task, standing.getVariant()).getParameters())
        .setIssuedAt(now)
        .setExpiresAt(contest.getEndsAt())
        .setGrade(contest.getGrade())
        .build();
  }

  /** What is kept of an attempt order until its result is in. */
  static OpenOrder open(AttemptOrder order, int retry) {
    return OpenOrder.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setKind(OrderKind.ATTEMPT)
        .setSubject(order.getAttemptId())
        .setRetry(retry)
        .setReserved(order.getAgent().getMaxCost())
        .setIssuedAt(order.getIssuedAt())
        .build();
  }

  /** What is kept of an evaluation order until its result is in. */
  static OpenOrder open(EvaluationOrder order, int retry) {
    return OpenOrder.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setKind(OrderKind.EVALUATION)
        .setSubject(order.getClusterId())
        .setRungIndex(order.getRungIndex())
        .setRetry(retry)
        .setReserved(BigDecimal.ZERO)
        .setIssuedAt(order.getIssuedAt())
        .build();
  }

  static Variant variant(Task task, String name) {
    return task.getVariants().stream()
        .filter(variant -> variant.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("task has no variant " + name));
  }

  static String attemptId(String variant, int number) {
    return variant + '-' + number;
  }

  /** The number in an attempt id: what comes after the last dash. */
  static int number(String attemptId) {
    return Integer.parseInt(attemptId.substring(attemptId.lastIndexOf('-') + 1));
  }
}
