package dev.winnow.benchmarks.quality;

import java.util.List;

/**
 * What a judge makes of a case.
 *
 * @param answer whether it breaks
 * @param grounds what it found, a line for each, or why nothing is known
 */
public record Judgement(Answer answer, List<String> grounds) {
  /** What a judge may say. */
  public enum Answer {
    BREAKING,
    HARMLESS,
    /** It could not read a version: nothing is known, and so nothing is found. */
    UNREADABLE
  }

  public Judgement {
    grounds = List.copyOf(grounds);
  }

  static Judgement of(boolean breaking, List<String> grounds) {
    return new Judgement(breaking ? Answer.BREAKING : Answer.HARMLESS, grounds);
  }

  static Judgement unreadable(String why) {
    return new Judgement(Answer.UNREADABLE, List.of(why));
  }
}
