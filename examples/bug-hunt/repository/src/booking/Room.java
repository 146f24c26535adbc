package booking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A room and who has it when. */
public final class Room {
  private final String name;
  private final int seats;
  private final OpeningHours hours;
  private final Tariff tariff;
  private final List<Booking> bookings = new ArrayList<>();
  private int last = 0;

  public Room(String name, int seats, OpeningHours hours, Tariff tariff) {
    this.name = name;
    this.seats = seats;
    this.hours = hours;
    this.tariff = tariff;
  }

  public String name() {
    return name;
  }

  public int seats() {
    return seats;
  }

  public int price(Slot slot) {
    return tariff.price(slot);
  }

  /**
   * Books the room.
   *
   * @throws IllegalStateException if it is too small, closed or taken
   */
  public Booking book(String who, int people, Slot slot) {
    requireRoom(people);
    requireOpen(slot);
    requireFree(slot);
    last++;
    Booking booking = new Booking(last, who, people, slot);
    bookings.add(booking);
    bookings.sort(Comparator.comparingInt(each -> each.slot().start()));
    return booking;
  }

  private void requireRoom(int people) {
    if (people > seats) {
      throw new IllegalStateException(name + " has " + seats + " seats only");
    }
  }

  private void requireOpen(Slot slot) {
    if (!hours.allow(slot)) {
      throw new IllegalStateException(name + " is closed at " + slot);
    }
  }

  private void requireFree(Slot slot) {
    for (Booking booking : bookings) {
      if (slot.overlaps(booking.slot())) {
        throw new IllegalStateException(name + " is taken at " + booking.slot());
      }
    }
  }

  /** Gives a booking up; what comes back, in cents, or nothing if there is no such booking. */
  public Optional<Integer> cancel(int number, int minutesBefore) {
    for (int index = 0; index < bookings.size(); index++) {
      Booking booking = bookings.get(index);
      if (booking.number() == number) {
        bookings.remove(index);
        return Optional.of(tariff.refund(booking.slot(), minutesBefore));
      }
    }
    return Optional.empty();
  }

  /** Who has the room at a minute. */
  public Optional<Booking> at(int minute) {
    return bookings.stream().filter(booking -> booking.slot().contains(minute)).findFirst();
  }

  /** In the order of the day. */
  public List<Booking> bookings() {
    return List.copyOf(bookings);
  }

  /** Free slots of at least so many minutes, in the order of the day. */
  public List<Slot> free(int length) {
    List<Slot> free = new ArrayList<>();
    for (Slot part : hours.parts()) {
      int from = part.start();
      for (Booking booking : bookings) {
        if (part.covers(booking.slot())) {
          if (booking.slot().start() - from >= length) {
            free.add(new Slot(from, booking.slot().start()));
          }
          from = booking.slot().end();
        }
      }
      if (part.end() - from >= length) {
        free.add(new Slot(from, part.end()));
      }
    }
    return free;
  }

  /** The part of the open time that is taken, in percent, rounded down. */
  public int usage() {
    int taken = 0;
    for (Booking booking : bookings) {
      taken += booking.slot().length();
    }
    return taken * 100 / hours.minutes();
  }
}
