package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.HeldOrder;
import dev.winnow.schemas.OrderKind;
import java.util.ArrayList;
import java.util.List;

/** Orders that are due while their task is paused. */
final class Held {
  private Held() {}

  /** Keeps an attempt until the task is resumed. */
  static void add(Contest contest, Step.RetryAttempt retry) {
    add(contest, OrderKind.ATTEMPT, retry.attemptId(), retry.retry(), 1, 0);
  }

  /** Keeps an evaluation until the task is resumed. */
  static void add(Contest contest, Step.EvaluateCluster due) {
    String cluster = due.standing().getClusterId();
    add(contest, OrderKind.EVALUATION, cluster, due.retry(), due.firstBlock(), due.samples());
  }

  private static void add(
      Contest contest, OrderKind kind, String subject, int retry, long firstBlock, int samples) {
    List<HeldOrder> held = new ArrayList<>(contest.getHeld());
    held.add(new HeldOrder(kind, subject, retry, firstBlock, samples));
    contest.setHeld(held);
  }
}
