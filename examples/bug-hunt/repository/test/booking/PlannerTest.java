package booking;

import harness.Check;
import java.util.List;
import java.util.Optional;

/** Who gets which room. */
public final class PlannerTest {
  private final OpeningHours hours = new OpeningHours(Slot.of("8:00", "18:00"), null);
  private final Room small = new Room("Elm", 4, hours, new Tariff(1000, null));
  private final Room large = new Room("Oak", 12, hours, new Tariff(3000, null));
  private final Planner planner = new Planner(List.of(large, small));

  public void shouldOfferTheCheapestOfTheEarliest() {
    List<Planner.Offer> offers = planner.offers(4, 60, 540);

    Check.equal(2, offers.size());
    Check.equal(small, offers.get(0).room());
    Check.equal(Slot.of("9:00", "10:00"), offers.get(0).slot());
    Check.equal(1000, offers.get(0).cents());
  }

  public void shouldOfferWhatIsLargeEnough() {
    Check.equal(List.of(large), planner.offers(5, 60, 0).stream().map(Planner.Offer::room).toList());
    Check.equal(List.of(), planner.offers(13, 60, 0));
  }

  public void shouldOfferWhatIsEarlierBeforeWhatIsCheaper() {
    small.book("Ada", 2, Slot.of("8:00", "9:00"));

    Check.equal(large, planner.offers(2, 60, 0).get(0).room());
  }

  public void shouldBookTheFirstOffer() {
    Check.equal(
        Slot.of("17:00", "18:00"), planner.bookFirst("Ada", 2, 60, 1020).orElseThrow().slot());
    Check.equal(1, small.bookings().size());
    Check.equal(Optional.empty(), planner.bookFirst("Ada", 2, 60, 1021));
  }

  public void shouldBookASeries() {
    planner.bookSeries(large, "Ada", 2, Slot.of("9:00", "10:00"), 3, 30);

    Check.equal(
        List.of("9:00-10:00", "10:30-11:30", "12:00-13:00"),
        large.bookings().stream().map(booking -> booking.slot().toString()).toList());
  }

  public void shouldBookAllOfASeriesOrNothing() {
    large.book("Bo", 2, Slot.of("12:30", "13:30"));

    Check.refused(
        () -> planner.bookSeries(large, "Ada", 2, Slot.of("9:00", "10:00"), 3, 30));
    Check.equal(List.of("Bo"), large.bookings().stream().map(Booking::who).toList());
  }
}
