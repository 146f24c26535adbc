package dev.winnow.streams.checks;

import dev.winnow.schemas.OpenCheck;
import dev.winnow.schemas.PullRequestHead;
import dev.winnow.schemas.PullRequestProgress;
import dev.winnow.schemas.Spend;
import dev.winnow.streams.contest.budget.Ledger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The orders of a pull request that are out, and the money that goes with them. */
final class OpenChecks {
  /** So many orders that are lost are remembered. */
  private static final int MOST_LOST = 10;

  private OpenChecks() {}

  /** Whether the check of a head is out. */
  static boolean isOut(PullRequestProgress pullRequest, PullRequestHead head) {
    return pullRequest.getOpen().stream()
        .anyMatch(
            open -> open.getHead().equals(head.getHead()) && open.getBase().equals(head.getBase()));
  }

  /** Notes an order and sets its money aside. */
  static void open(PullRequestProgress pullRequest, OpenCheck order) {
    List<OpenCheck> open = new ArrayList<>(pullRequest.getOpen());
    open.add(order);
    pullRequest.setOpen(open);
    pullRequest.setOrders(pullRequest.getOrders() + 1);
    pullRequest.setSpend(ledger(pullRequest).reserve(order.getReserved()).spend());
  }

  /** Closes an order that is out; empty if it is not. */
  static Optional<OpenCheck> close(PullRequestProgress pullRequest, String orderId) {
    List<OpenCheck> left = new ArrayList<>(pullRequest.getOpen());
    Optional<OpenCheck> order = take(left, orderId);
    pullRequest.setOpen(left);
    return order;
  }

  /** Closes an order that was given up as lost; empty if it was not. */
  static Optional<OpenCheck> closeLost(PullRequestProgress pullRequest, String orderId) {
    List<OpenCheck> left = new ArrayList<>(pullRequest.getLost());
    Optional<OpenCheck> order = take(left, orderId);
    pullRequest.setLost(left);
    return order;
  }

  /** Gives an order up. It may have run: what was reserved for it counts as spent. */
  static void lose(PullRequestProgress pullRequest, OpenCheck order) {
    close(pullRequest, order.getOrderId());
    pullRequest.setSpend(
        ledger(pullRequest).settle(order.getReserved(), order.getReserved()).spend());
    List<OpenCheck> lost = new ArrayList<>(pullRequest.getLost());
    lost.add(order);
    pullRequest.setLost(lost.subList(Math.max(0, lost.size() - MOST_LOST), lost.size()));
  }

  /** Books what an order cost that was closed. */
  static void book(
      PullRequestProgress pullRequest, BigDecimal reserved, BigDecimal cost, long checkMs) {
    Spend spend = ledger(pullRequest).settle(reserved, cost).spend();
    spend.setEvaluationMs(spend.getEvaluationMs() + checkMs);
    pullRequest.setSpend(spend);
  }

  private static Optional<OpenCheck> take(List<OpenCheck> orders, String orderId) {
    Optional<OpenCheck> order =
        orders.stream().filter(each -> each.getOrderId().equals(orderId)).findFirst();
    order.ifPresent(orders::remove);
    return order;
  }

  private static Ledger ledger(PullRequestProgress pullRequest) {
    return new Ledger(Optional.empty(), pullRequest.getSpend());
  }
}
