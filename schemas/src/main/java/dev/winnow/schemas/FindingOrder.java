package dev.winnow.schemas;

import java.util.Comparator;

/** Which findings count, and which are told first. */
public final class FindingOrder {
  /** Those that count, then those that somebody gave a reason for, then those of a baseline. */
  public static final Comparator<Finding> COUNTING_FIRST =
      Comparator.comparing(FindingOrder::isSuppressed).thenComparing(FindingOrder::isOfBaseline);

  private FindingOrder() {}

  /** Whether it is there and does not count. */
  public static boolean isSuppressed(Finding finding) {
    return finding.getSuppression().isPresent();
  }

  /** Whether it does not count because it was there when a baseline was taken. */
  public static boolean isOfBaseline(Finding finding) {
    return finding.getSuppression().filter(each -> each.getUntil().isEmpty()).isPresent();
  }
}
