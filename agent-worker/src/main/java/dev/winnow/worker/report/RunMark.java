package dev.winnow.worker.report;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a check run says about itself, unseen, at the end of its text: which report it shows, where
 * that stands among others, and which annotations it has been given. GitHub changes text and
 * annotations of a run in one step, so the mark is right even if the answer to the write was lost;
 * and it is there after a restart.
 *
 * @param digest of the report's words and annotations
 * @param position of the report; what was written before it is older
 * @param annotated ids of the annotations that the run has; GitHub keeps each for ever
 */
record RunMark(String digest, Position position, Set<String> annotated) {
  /** How many annotations a run may have. */
  static final int MOST_ANNOTATIONS = 1_000;

  /** Bytes to leave for it in the text. */
  static final int ROOM = 9 * MOST_ANNOTATIONS + 200;

  private static final Pattern MARK =
      Pattern.compile(
          "\\n<!-- winnow:1 ([0-9a-f]{64}) ([A-Za-z0-9+/,]*)(?: (\\d{1,18})@(\\d{1,18}))? -->\\s*$");

  static final RunMark NONE = new RunMark("", Position.UNKNOWN, Set.of());

  RunMark {
    annotated = new LinkedHashSet<>(annotated);
  }

  /** The mark of a run's text, or none. */
  static RunMark in(String text) {
    Matcher matcher = MARK.matcher(text == null ? "" : text);
    if (!matcher.find()) {
      return NONE;
    }
    Set<String> annotated = new LinkedHashSet<>();
    for (String id : matcher.group(2).split(",", -1)) {
      if (!id.isEmpty()) {
        annotated.add(id);
      }
    }
    Position position =
        matcher.group(3) == null
            ? Position.UNKNOWN
            : new Position(Long.parseLong(matcher.group(3)), Long.parseLong(matcher.group(4)));
    return new RunMark(matcher.group(1), position, annotated);
  }

  RunMark with(String newDigest, Position newPosition, Collection<String> more) {
    Set<String> all = new LinkedHashSet<>(annotated);
    all.addAll(more);
    return new RunMark(newDigest, newPosition, all);
  }

  /** The text with the mark at its end. */
  String endOf(String text) {
    return text
        + "\n<!-- winnow:1 "
        + digest
        + " "
        + String.join(",", annotated)
        + (position.equals(Position.UNKNOWN)
            ? ""
            : " " + position.offset() + "@" + position.timestamp())
        + " -->";
  }
}
