package dev.winnow.worker.queue;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What was delivered how often, and what is done, of one partition from its committed offset on. A
 * consumer group keeps one offset a partition and no counts; this is the rest, and is committed
 * with the offset as its metadata: a text such as {@code w1:a+500ab2}, one letter for each offset
 * and a number for how many in a row are alike.
 *
 * <table>
 *   <caption>Letters</caption>
 *   <tr><td>{@code a} to {@code z}</td><td>not done, delivered once to 26 times</td></tr>
 *   <tr><td>{@code +}</td><td>done, or no record that is seen (a transaction's end, an aborted one)
 *   </td></tr>
 *   <tr><td>{@code -}</td><td>not delivered; so is all after the last letter</td></tr>
 * </table>
 *
 * <p>Knows nothing of Kafka. For one thread.
 */
final class DeliveryWindow {
  /**
   * The longest text. Brokers take 4,096 bytes by default ({@code offset.metadata.max.bytes}); what
   * is left is for the one record that may begin however long the text is, so that a partition
   * never stands still.
   */
  static final int LONGEST = 3800;

  private static final String VERSION = "w1:";
  private static final char DONE_LETTER = '+';
  private static final char NOT_DELIVERED_LETTER = '-';
  private static final int DONE = -1;
  private static final int NOT_DELIVERED = 0;
  private static final int MOST_DELIVERIES = 26;
  private static final long UNKNOWN = -1;

  /** State from this offset up to the next key; the last one is NOT_DELIVERED. */
  private final NavigableMap<Long, Integer> states = new TreeMap<>();

  /** Records that have come and are not done, with the first offset that belongs to each. */
  private final NavigableMap<Long, Long> open = new TreeMap<>();

  /**
   * How much of the text the open ones take if each is alone in it; kept, for it is asked often.
   */
  private int openChars;

  /** After the last record that has come. */
  private long arrived;

  private DeliveryWindow(long position) {
    arrived = position;
    if (position != UNKNOWN) {
      states.put(position, NOT_DELIVERED);
    }
  }

  /** A partition of which nothing was ever committed. */
  static DeliveryWindow empty() {
    return new DeliveryWindow(UNKNOWN);
  }

  /**
   * A partition of which something was committed.
   *
   * @param position the committed offset, at least 0
   * @param metadata its metadata; empty for nothing known
   * @throws IllegalArgumentException if the metadata is of something else than this class
   */
  static DeliveryWindow of(long position, String metadata) {
    DeliveryWindow window = new DeliveryWindow(position);
    if (metadata.isEmpty()) {
      return window;
    }
    if (!metadata.startsWith(VERSION)) {
      throw new IllegalArgumentException("it is '" + metadata + "'");
    }
    long offset = position;
    int at = VERSION.length();
    while (at < metadata.length()) {
      int state = state(metadata.charAt(at++));
      int digits = at;
      while (at < metadata.length() && Character.isDigit(metadata.charAt(at))) {
        at++;
      }
      long length = digits == at ? 1 : Long.parseLong(metadata.substring(digits, at));
      window.set(offset, offset + length, state);
      offset += length;
    }
    return window;
  }

  /** Whether the record was done before it came here. */
  boolean isDone(long offset) {
    return stateAt(offset) == DONE;
  }

  /**
   * Whether one more record may begin: whatever becomes of those that have begun, the text does not
   * get longer than it may. Always so when none is open.
   */
  boolean hasRoom() {
    if (open.isEmpty()) {
      return true;
    }
    int longest = VERSION.length() + chars(Long.MAX_VALUE) + openChars;
    Map.Entry<Long, Integer> last = null;
    for (Map.Entry<Long, Integer> each : states.entrySet()) {
      boolean isOpen = last == null || last.getKey() < arrived && last.getValue() != DONE;
      if (!isOpen) {
        longest += chars(each.getKey() - last.getKey());
      }
      last = each;
    }
    return longest <= LONGEST;
  }

  /** Passes over a record that {@link #isDone}. Records come in the order of their offsets. */
  void pass(long offset) {
    set(arrive(offset), offset + 1, DONE);
  }

  /**
   * Counts a delivery of a record. Records come in the order of their offsets; one that is not done
   * may begin again at any time.
   *
   * @return how often it has been delivered, this time included
   */
  int begin(long offset) {
    Long known = open.get(offset);
    long from = known == null ? arrive(offset) : known;
    if (known == null) {
      open.put(offset, from);
      openChars += chars(offset + 1 - from);
    }
    int count = Math.min(stateAt(offset) + 1, MOST_DELIVERIES);
    set(from, offset + 1, count);
    return count;
  }

  /** Undoes the last {@link #begin} of a record, which did not come to a run. */
  void takeBack(long offset) {
    set(open.get(offset), offset + 1, Math.max(NOT_DELIVERED, stateAt(offset) - 1));
  }

  /** Notes that a record that has begun is done. */
  void finish(long offset) {
    long from = open.remove(offset);
    openChars -= chars(offset + 1 - from);
    set(from, offset + 1, DONE);
  }

  /**
   * The offset to commit: the first that is not done.
   *
   * @param next the offset of the record that comes next
   */
  long position(long next) {
    long from = open.isEmpty() ? next : open.firstEntry().getValue();
    Map.Entry<Long, Integer> state = states.floorEntry(from);
    while (state != null && state.getValue() == DONE) {
      from = states.higherKey(state.getKey());
      state = states.floorEntry(from);
    }
    return from;
  }

  /** The metadata to commit with that offset; what is before it is forgotten. */
  String metadata(long position) {
    if (states.isEmpty()) {
      return "";
    }
    int state = stateAt(position);
    states.headMap(position, false).clear();
    states.putIfAbsent(position, state);
    StringBuilder text = new StringBuilder();
    Map.Entry<Long, Integer> last = null;
    for (Map.Entry<Long, Integer> each : states.entrySet()) {
      if (last != null) {
        long length = each.getKey() - last.getKey();
        text.append(letter(last.getValue())).append(length == 1 ? "" : Long.toString(length));
      }
      last = each;
    }
    return text.isEmpty() ? "" : VERSION + text;
  }

  /**
   * How many offsets are not known to be done.
   *
   * @param end the partition's end
   */
  long depth(long end) {
    if (states.isEmpty()) {
      return 0;
    }
    long depth = Math.max(0, end - states.firstKey());
    for (Map.Entry<Long, Integer> each : states.entrySet()) {
      if (each.getValue() == DONE) {
        depth -= states.higherKey(each.getKey()) - each.getKey();
      }
    }
    return Math.max(0, depth);
  }

  /** Offsets between two records that come one after the other belong to the second. */
  private long arrive(long offset) {
    if (arrived == UNKNOWN) {
      arrived = offset;
      states.put(offset, NOT_DELIVERED);
    }
    long from = Math.min(arrived, offset);
    arrived = Math.max(arrived, offset + 1);
    return from;
  }

  private int stateAt(long offset) {
    Map.Entry<Long, Integer> state = states.floorEntry(offset);
    if (state != null) {
      return state.getValue();
    }
    // What is before the window was done when it was forgotten.
    return states.isEmpty() ? NOT_DELIVERED : DONE;
  }

  private void set(long from, long to, int state) {
    int after = stateAt(to);
    states.subMap(from, true, to, false).clear();
    states.put(from, state);
    states.put(to, after);
    Map.Entry<Long, Integer> before = states.lowerEntry(from);
    if (before != null && before.getValue() == state) {
      states.remove(from);
    }
    if (after == state) {
      states.remove(to);
    }
  }

  private static int chars(long length) {
    return length == 1 ? 1 : 1 + Long.toString(length).length();
  }

  private static int state(char letter) {
    return switch (letter) {
      case DONE_LETTER -> DONE;
      case NOT_DELIVERED_LETTER -> NOT_DELIVERED;
      default -> {
        if (letter < 'a' || letter > 'z') {
          throw new IllegalArgumentException("it has the letter '" + letter + "'");
        }
        yield letter - 'a' + 1;
      }
    };
  }

  private static char letter(int state) {
    return switch (state) {
      case DONE -> DONE_LETTER;
      case NOT_DELIVERED -> NOT_DELIVERED_LETTER;
      default -> (char) ('a' + state - 1);
    };
  }
}
