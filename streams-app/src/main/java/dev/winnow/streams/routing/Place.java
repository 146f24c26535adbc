package dev.winnow.streams.routing;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Where a partition of stores is, as far as this instance was told at the last assignment.
 *
 * @param partition its number
 * @param owner who writes it; empty if nobody does
 * @param standbys who keep copies of it
 */
public record Place(int partition, Optional<HostInfo> owner, Set<HostInfo> standbys) {
  public Place {
    standbys = Set.copyOf(standbys);
  }
}
