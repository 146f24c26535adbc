package dev.winnow.streams.query;

import dev.winnow.streams.routing.Locator;
import dev.winnow.streams.routing.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.HostInfo;

/** One partition that this instance owns. */
enum OnePlace implements Locator {
  HERE;

  private static final Place PLACE = new Place(0, Optional.empty(), Set.of());

  @Override
  public Place locate(String key) {
    return PLACE;
  }

  @Override
  public List<Place> all() {
    return List.of(PLACE);
  }

  @Override
  public boolean isOwner(Place place) {
    return true;
  }

  @Override
  public Set<HostInfo> otherStandbys(Place place) {
    return Set.of();
  }
}
