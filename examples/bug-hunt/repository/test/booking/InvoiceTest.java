package booking;

import harness.Check;

/** What customers owe. */
public final class InvoiceTest {
  private final OpeningHours hours = new OpeningHours(Slot.of("8:00", "18:00"), null);
  private final Room room = new Room("Elm", 4, hours, new Tariff(1001, null));
  private final Invoice invoice = new Invoice("Ada");

  public void shouldCountTheBookingsOfACustomer() {
    room.book("Ada", 2, Slot.of("8:00", "9:00"));
    room.book("Bo", 2, Slot.of("10:00", "11:00"));
    invoice.add(room);

    Check.equal(1001, invoice.net());
    Check.equal(190, invoice.tax());
    Check.equal(1191, invoice.total());
    Check.equal("Ada\nElm 8:00-9:00: 10.01\nTotal: 11.91", invoice.text());
  }

  public void shouldGiveTheCheapestOfTen() {
    for (int turn = 0; turn < 9; turn++) {
      room.book("Ada", 2, new Slot(480 + turn * 50, 520 + turn * 50));
    }
    invoice.add(room);
    Check.equal(9 * 750, invoice.net());
    Room other = new Room("Oak", 4, hours, new Tariff(4000, null));
    other.book("Ada", 2, Slot.of("8:00", "8:15"));
    invoice.add(other);

    Check.equal(9 * 750 + 1000 - 750, invoice.net());
  }

  public void shouldOweNothingWithoutBookings() {
    invoice.add(room);

    Check.equal("Ada\nTotal: 0.00", invoice.text());
  }
}
