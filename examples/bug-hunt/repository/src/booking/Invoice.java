package booking;

import java.util.ArrayList;
import java.util.List;

/** What somebody owes for bookings, in cents. */
public final class Invoice {
  /** Value added tax, in percent. */
  static final int TAX = 19;

  private record Line(String text, int cents) {}

  private final String who;
  private final List<Line> lines = new ArrayList<>();

  public Invoice(String who) {
    this.who = who;
  }

  /** Takes in what a customer has booked of a room; what others have is none of it. */
  public void add(Room room) {
    for (Booking booking : room.bookings()) {
      if (booking.who().equals(who)) {
        lines.add(new Line(room.name() + " " + booking.slot(), room.price(booking.slot())));
      }
    }
  }

  /** Without tax; one of ten bookings is free, the cheapest. */
  public int net() {
    int sum = 0;
    int cheapest = Integer.MAX_VALUE;
    for (Line line : lines) {
      sum += line.cents();
      cheapest = Math.min(cheapest, line.cents());
    }
    return lines.size() >= 10 ? sum - cheapest : sum;
  }

  /** The tax, to the nearest cent. */
  public int tax() {
    return (net() * TAX + 50) / 100;
  }

  public int total() {
    return net() + tax();
  }

  /** A line for each booking, and the total. */
  public String text() {
    StringBuilder text = new StringBuilder(who).append('\n');
    for (Line line : lines) {
      text.append(line.text()).append(": ").append(money(line.cents())).append('\n');
    }
    return text.append("Total: ").append(money(total())).toString();
  }

  private static String money(int cents) {
    int rest = cents % 100;
    return cents / 100 + "." + (rest < 10 ? "0" : "") + rest;
  }
}
