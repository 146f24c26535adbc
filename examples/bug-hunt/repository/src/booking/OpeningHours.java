package booking;

import java.util.ArrayList;
import java.util.List;

/**
 * When a room can be used: from morning to evening, with a break or without.
 *
 * @param day from opening to closing
 * @param pause within the day; null if there is none
 */
public record OpeningHours(Slot day, Slot pause) {
  public OpeningHours {
    if (pause != null && !day.covers(pause)) {
      throw new IllegalArgumentException("the break " + pause + " is not within " + day);
    }
  }

  /** Whether a slot is open from its first minute to its last. */
  public boolean allow(Slot slot) {
    if (!day.covers(slot)) {
      return false;
    }
    return pause == null || slot.shared(pause) == 0;
  }

  /** The parts of the day that are open, in order. */
  public List<Slot> parts() {
    List<Slot> parts = new ArrayList<>();
    if (pause == null) {
      parts.add(day);
      return parts;
    }
    if (pause.start() > day.start()) {
      parts.add(new Slot(day.start(), pause.start()));
    }
    if (pause.end() < day.end()) {
      parts.add(new Slot(pause.end(), day.end()));
    }
    return parts;
  }

  /** Open minutes of the day. */
  public int minutes() {
    int minutes = 0;
    for (Slot part : parts()) {
      minutes += part.length();
    }
    return minutes;
  }
}
