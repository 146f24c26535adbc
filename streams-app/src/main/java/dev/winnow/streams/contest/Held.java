package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.HeldOrder;
import dev.winnow.schemas.OrderKind;
import java.util.ArrayList;
import java.util.List;

/** Orders that are due while their task is paused. */
final class Held {
  private Held() {}

  /** Keeps an order until the task is resumed. */
  static void add(Contest contest, OrderKind kind, String subject, int retry) {
    List<HeldOrder> held = new ArrayList<>(contest.getHeld());
    held.add(new HeldOrder(kind, subject, retry));
    contest.setHeld(held);
  }
}
