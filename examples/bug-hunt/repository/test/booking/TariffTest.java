package booking;

import harness.Check;

/** What rooms cost. */
public final class TariffTest {
  private final Tariff tariff = new Tariff(2000, Slot.of("9:00", "11:00"));

  public void shouldCountQuartersThatHaveBegun() {
    Check.equal(2000, tariff.price(Slot.of("14:00", "15:00")));
    Check.equal(2500, tariff.price(Slot.of("14:00", "15:01")));
    Check.equal(2500, tariff.price(Slot.of("14:00", "15:15")));
  }

  public void shouldTakeHalfAsMuchAgainAtThePeak() {
    Check.equal(3000, tariff.price(Slot.of("9:00", "10:00")));
    Check.equal(2500, tariff.price(Slot.of("8:30", "9:30")));
    Check.equal(2000, new Tariff(2000, null).price(Slot.of("9:00", "10:00")));
  }

  public void shouldGiveATenthOffToWhoeverStaysLong() {
    Check.equal(7200, tariff.price(Slot.of("14:00", "18:00")));
    Check.equal(7500, tariff.price(Slot.of("14:00", "17:45")));
  }

  public void shouldBillSomethingAtLeast() {
    Check.equal(500, new Tariff(400, null).price(Slot.of("14:00", "15:00")));
  }

  public void shouldGiveBackByTheTimeThatIsLeft() {
    Slot slot = Slot.of("14:00", "15:00");

    Check.equal(2000, tariff.refund(slot, 1440));
    Check.equal(1000, tariff.refund(slot, 1439));
    Check.equal(1000, tariff.refund(slot, 120));
    Check.equal(0, tariff.refund(slot, 119));
  }
}
