package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.HeldOrder;
import dev.winnow.schemas.OrderKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders that are due and not issued: those of a task that is paused, and those of one whose time
 * is out, for which the deadline comes unless its time is extended.
 */
final class Held {
  private Held() {}

  /** Whether what is due has to wait. */
  static boolean isNeeded(Contest contest, Instant now) {
    return contest.getStatus() == ContestStatus.PAUSED || !now.isBefore(contest.getEndsAt());
  }

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
