package booking;

import harness.Check;

/** Slots by themselves. */
public final class SlotTest {
  private final Slot morning = Slot.of("9:00", "12:00");

  public void shouldReadTimes() {
    Check.equal(new Slot(570, 615), Slot.of("9:30", "10:15"));
    Check.equal(new Slot(0, 1440), Slot.of("0:00", "24:00"));
    Check.refused(() -> Slot.of("9", "10:00"));
    Check.refused(() -> Slot.of(":30", "10:00"));
    Check.refused(() -> Slot.of("9:60", "11:00"));
  }

  public void shouldRefuseWhatIsNoSlot() {
    Check.refused(() -> new Slot(60, 60));
    Check.refused(() -> new Slot(61, 60));
    Check.refused(() -> new Slot(-1, 60));
    Check.refused(() -> new Slot(60, 1441));
  }

  public void shouldWriteTimes() {
    Check.equal("9:05-12:10", new Slot(545, 730).toString());
  }

  public void shouldKnowItsLength() {
    Check.equal(180, morning.length());
  }

  public void shouldOverlapWhenAMinuteIsInBoth() {
    Check.that(morning.overlaps(Slot.of("11:59", "13:00")));
    Check.that(morning.overlaps(Slot.of("8:00", "9:01")));
    Check.that(morning.overlaps(Slot.of("10:00", "11:00")));
    Check.that(Slot.of("10:00", "11:00").overlaps(morning));
    Check.that(morning.overlaps(morning));
  }

  public void shouldNotOverlapWhenApart() {
    Check.that(!morning.overlaps(Slot.of("13:00", "14:00")));
    Check.that(!Slot.of("13:00", "14:00").overlaps(morning));
  }

  public void shouldCoverWhatIsWithin() {
    Check.that(morning.covers(morning));
    Check.that(morning.covers(Slot.of("10:00", "11:00")));
    Check.that(!morning.covers(Slot.of("8:59", "11:00")));
    Check.that(!morning.covers(Slot.of("10:00", "12:01")));
  }

  public void shouldContainItsStartAndNotItsEnd() {
    Check.that(morning.contains(540));
    Check.that(morning.contains(719));
    Check.that(!morning.contains(720));
    Check.that(!morning.contains(539));
  }

  public void shouldCountSharedMinutes() {
    Check.equal(60, morning.shared(Slot.of("11:00", "14:00")));
    Check.equal(0, morning.shared(Slot.of("12:00", "14:00")));
    Check.equal(0, morning.shared(Slot.of("13:00", "14:00")));
    Check.equal(1, morning.shared(Slot.of("11:59", "14:00")));
  }

  public void shouldShift() {
    Check.equal(Slot.of("9:30", "12:30"), morning.shift(30));
    Check.equal(Slot.of("8:30", "11:30"), morning.shift(-30));
  }
}
