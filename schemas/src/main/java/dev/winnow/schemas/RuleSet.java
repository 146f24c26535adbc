package dev.winnow.schemas;

/** The rules that checks go by, as a whole. */
public final class RuleSet {
  /**
   * Grows whenever a rule is added, dropped or decides otherwise: orders name it, so that what was
   * checked by other rules is checked again.
   */
  public static final int VERSION = 1;

  private RuleSet() {}
}
