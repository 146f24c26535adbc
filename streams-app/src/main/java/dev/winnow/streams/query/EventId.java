package dev.winnow.streams.query;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a task a client has been told: the id of its last event.
 *
 * @param revision of the contest; -1 for none
 * @param version of the leaderboard; -1 for none
 */
record EventId(long revision, long version) {
  /** Nothing has been told. */
  static final EventId NONE = new EventId(-1, -1);

  private static final Pattern FORM = Pattern.compile("(-1|\\d{1,18})\\.(-1|\\d{1,18})");

  /** Reads the header Last-Event-ID; what is no id stands for nothing told. */
  static EventId read(String header) {
    return Optional.ofNullable(header)
        .map(FORM::matcher)
        .filter(Matcher::matches)
        .map(id -> new EventId(Long.parseLong(id.group(1)), Long.parseLong(id.group(2))))
        .orElse(NONE);
  }

  @Override
  public String toString() {
    return revision + "." + version;
  }
}
