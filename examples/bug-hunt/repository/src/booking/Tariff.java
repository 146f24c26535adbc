package booking;

/**
 * What a room costs, in cents.
 *
 * @param hourly for an hour
 * @param peak when an hour costs half as much again; null for never
 */
public record Tariff(int hourly, Slot peak) {
  /** Whoever stays so many minutes gets a tenth off. */
  static final int LONG_STAY = 240;

  /** Less than this is not billed. */
  static final int LEAST = 500;

  /** The price of a slot: each quarter of an hour that has begun counts. */
  public int price(Slot slot) {
    int quarters = (slot.length() + 14) / 15;
    int cents = quarters * hourly / 4;
    if (peak != null) {
      cents += slot.shared(peak) * hourly / 120;
    }
    if (slot.length() >= LONG_STAY) {
      cents -= cents / 10;
    }
    return Math.max(cents, LEAST);
  }

  /** What comes back when a booking is given up so many minutes before it begins. */
  public int refund(Slot slot, int minutesBefore) {
    int price = price(slot);
    if (minutesBefore >= 24 * 60) {
      return price;
    }
    if (minutesBefore >= 120) {
      return price / 2;
    }
    return 0;
  }
}
