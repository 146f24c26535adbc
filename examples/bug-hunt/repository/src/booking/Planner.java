package booking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds rooms for people. */
public final class Planner {
  private final List<Room> rooms;

  public Planner(List<Room> rooms) {
    this.rooms = List.copyOf(rooms);
  }

  /** Where and when. */
  public record Offer(Room room, Slot slot, int cents) {}

  /** The earliest offers of all rooms that are large enough; of those of one time, the cheapest first. */
  public List<Offer> offers(int people, int length, int notBefore) {
    List<Offer> offers = new ArrayList<>();
    for (Room room : rooms) {
      if (room.seats() >= people) {
        earliest(room, length, notBefore).ifPresent(offers::add);
      }
    }
    offers.sort(
        Comparator.comparingInt((Offer offer) -> offer.slot().start())
            .thenComparingInt(Offer::cents));
    return offers;
  }

  private static Optional<Offer> earliest(Room room, int length, int notBefore) {
    for (Slot free : room.free(length)) {
      int start = Math.max(free.start(), notBefore);
      if (free.end() - start >= length) {
        Slot slot = new Slot(start, start + length);
        return Optional.of(new Offer(room, slot, room.price(slot)));
      }
    }
    return Optional.empty();
  }

  /** Books the first offer; empty if there is none. */
  public Optional<Booking> bookFirst(String who, int people, int length, int notBefore) {
    List<Offer> offers = offers(people, length, notBefore);
    if (offers.isEmpty()) {
      return Optional.empty();
    }
    Offer first = offers.get(0);
    return Optional.of(first.room().book(who, people, first.slot()));
  }

  /**
   * Books a room several times in a row with a break between; all of them or none.
   *
   * @param times how often
   * @param pause minutes between two
   * @throws IllegalStateException if one of them cannot be booked
   */
  public List<Booking> bookSeries(
      Room room, String who, int people, Slot first, int times, int pause) {
    List<Booking> booked = new ArrayList<>();
    try {
      for (int turn = 0; turn < times; turn++) {
        Slot slot = first.shift(turn * (first.length() + pause));
        booked.add(room.book(who, people, slot));
      }
    } catch (IllegalStateException | IllegalArgumentException e) {
      for (Booking booking : booked) {
        room.cancel(booking.number(), 0);
      }
      throw new IllegalStateException("the series cannot be booked: " + e.getMessage());
    }
    return booked;
  }
}
