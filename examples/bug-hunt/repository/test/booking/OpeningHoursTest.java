package booking;

import harness.Check;
import java.util.List;

/** When rooms are open. */
public final class OpeningHoursTest {
  private final Slot day = Slot.of("8:00", "18:00");

  public void shouldBeOneSlotWithoutABreak() {
    OpeningHours hours = new OpeningHours(day, null);

    Check.equal(List.of(day), hours.parts());
    Check.equal(600, hours.minutes());
    Check.that(hours.allow(day));
  }

  public void shouldBeTwoSlotsAroundABreak() {
    OpeningHours hours = new OpeningHours(day, Slot.of("12:00", "13:00"));

    Check.equal(List.of(Slot.of("8:00", "12:00"), Slot.of("13:00", "18:00")), hours.parts());
    Check.equal(540, hours.minutes());
    Check.that(!hours.allow(day));
  }

  public void shouldBeOneSlotWhenTheBreakIsAtAnEnd() {
    Check.equal(
        List.of(Slot.of("9:00", "18:00")),
        new OpeningHours(day, Slot.of("8:00", "9:00")).parts());
    Check.equal(
        List.of(Slot.of("8:00", "17:00")),
        new OpeningHours(day, Slot.of("17:00", "18:00")).parts());
  }

  public void shouldRefuseABreakThatIsNotWithinTheDay() {
    Check.refused(() -> new OpeningHours(day, Slot.of("7:00", "9:00")));
  }
}
