package booking;

/**
 * A part of a day, in minutes since midnight. The start belongs to it, the end does not.
 *
 * @param start from 0
 * @param end after the start, at most 1440
 */
public record Slot(int start, int end) {
  /** Minutes of a day. */
  public static final int DAY = 24 * 60;

  public Slot {
    if (start < 0 || end > DAY) {
      throw new IllegalArgumentException("not within a day: " + start + " to " + end);
    }
    if (end <= start) {
      throw new IllegalArgumentException("ends before it begins: " + start + " to " + end);
    }
  }

  /** A slot of times such as 9:30. */
  public static Slot of(String from, String to) {
    return new Slot(minute(from), minute(to));
  }

  private static int minute(String time) {
    int colon = time.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("not a time such as 9:30: " + time);
    }
    int hours = Integer.parseInt(time.substring(0, colon));
    int minutes = Integer.parseInt(time.substring(colon + 1));
    if (minutes < 0 || minutes >= 60) {
      throw new IllegalArgumentException("not a minute: " + time);
    }
    return hours * 60 + minutes;
  }

  public int length() {
    return end - start;
  }

  /** Whether some minute is in both. */
  public boolean overlaps(Slot other) {
    return start < other.end && other.start <= end;
  }

  /** Whether all minutes of another are in this one. */
  public boolean covers(Slot other) {
    return start <= other.start && other.end <= end;
  }

  public boolean contains(int minute) {
    return minute >= start && minute < end;
  }

  /** The minutes that are in both; 0 if there are none. */
  public int shared(Slot other) {
    int shared = Math.min(end, other.end) - Math.max(start, other.start);
    return shared > 0 ? shared : 0;
  }

  /** The same length, some minutes later; earlier if negative. */
  public Slot shift(int minutes) {
    return new Slot(start + minutes, end + minutes);
  }

  @Override
  public String toString() {
    return clock(start) + "-" + clock(end);
  }

  private static String clock(int minute) {
    int rest = minute % 60;
    return minute / 60 + ":" + (rest < 10 ? "0" : "") + rest;
  }
}
