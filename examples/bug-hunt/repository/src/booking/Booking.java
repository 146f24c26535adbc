package booking;

/**
 * A room is somebody's for a while.
 *
 * @param number from 1, in the order of booking
 * @param seats how many people come
 */
public record Booking(int number, String who, int seats, Slot slot) {
  public Booking {
    if (who == null || who.isBlank()) {
      throw new IllegalArgumentException("a booking needs a name");
    }
    if (seats < 1) {
      throw new IllegalArgumentException("a booking needs a seat at least");
    }
  }
}
