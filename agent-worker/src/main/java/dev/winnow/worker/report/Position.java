package dev.winnow.worker.report;

/**
 * Where a report stands among those of its pull request.
 *
 * @param offset in its partition
 * @param timestamp of its record
 */
record Position(long offset, long timestamp) {
  /** Of what does not say where it stands: nothing is before it. */
  static final Position UNKNOWN = new Position(-1, -1);

  /**
   * Whether it was written before the other. The time is asked too, because offsets begin anew when
   * a topic is made anew.
   */
  boolean isBefore(Position other) {
    return offset < other.offset && timestamp <= other.timestamp;
  }
}
