package dev.winnow.streams.routing;

import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Says which instance holds what. All stores of a sub-topology are partitioned alike, so there is
 * one for each. Every method throws {@link
 * org.apache.kafka.streams.errors.InvalidStateStoreException} while nothing is assigned.
 */
public interface Locator {
  /**
   * Where a key is.
   *
   * @param key as in the source topics, normalised
   */
  Place locate(String key);

  /** Where all partitions are, by number. */
  List<Place> all();

  /** Whether this instance owns a place. */
  boolean isOwner(Place place);

  /** Who else keeps copies of what is at a place, besides its owner and this instance. */
  Set<HostInfo> otherStandbys(Place place);
}
