package dev.winnow.streams.query;

import dev.winnow.schemas.Contest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;

/**
 * A contest's place in the list of them: those that started last first.
 *
 * @param startedAt when it was opened
 * @param taskId its task, which decides between those of one moment
 */
record ContestPlace(Instant startedAt, String taskId) {
  /** The order of the list. */
  static final Comparator<ContestPlace> ORDER =
      Comparator.comparing(ContestPlace::startedAt).reversed().thenComparing(ContestPlace::taskId);

  static ContestPlace of(Contest contest) {
    return new ContestPlace(contest.getStartedAt(), contest.getTaskId());
  }

  /** Reads what {@link #toString} wrote. */
  static ContestPlace read(String text) {
    int space = text.indexOf(' ');
    try {
      return new ContestPlace(Instant.parse(text.substring(0, space)), text.substring(space + 1));
    } catch (DateTimeParseException | StringIndexOutOfBoundsException e) {
      throw Cursor.bad();
    }
  }

  /** Whether a contest comes after it. */
  boolean isBefore(Contest contest) {
    return ORDER.compare(this, of(contest)) < 0;
  }

  @Override
  public String toString() {
    return startedAt + " " + taskId;
  }
}
