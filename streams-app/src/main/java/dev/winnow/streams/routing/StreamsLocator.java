package dev.winnow.streams.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;

/** Asks Kafka Streams, which tells all instances of an assignment where everything is. */
public final class StreamsLocator implements Locator {
  private final KafkaStreams streams;
  private final String store;
  private final HostInfo self;
  private final RecentPlaces recent = new RecentPlaces(System::nanoTime);

  /**
   * @param streams the application
   * @param store one of the stores of the sub-topology
   * @param self what the other instances call this one: the setting application.server
   */
  public StreamsLocator(KafkaStreams streams, String store, HostInfo self) {
    this.streams = streams;
    this.store = store;
    this.self = self;
  }

  @Override
  public Place locate(String key) {
    return recent.of(key, this::look);
  }

  private Place look(String key) {
    return place(known(() -> streams.queryMetadataForKey(store, key, new StringSerializer())));
  }

  @Override
  public List<Place> all() {
    int[] partitions = {0};
    List<Place> places = new ArrayList<>();
    do {
      int partition = places.size();
      StreamPartitioner<String, Object> chosen =
          (topic, key, value, count) -> {
            partitions[0] = count;
            return Optional.of(Set.of(partition));
          };
      places.add(place(known(() -> streams.queryMetadataForKey(store, "", chosen))));
    } while (places.size() < partitions[0]);
    return places;
  }

  @Override
  public boolean isOwner(Place place) {
    return place.owner().filter(self::equals).isPresent();
  }

  @Override
  public Set<HostInfo> otherStandbys(Place place) {
    return place.standbys().stream()
        .filter(host -> !host.equals(self) && !Nameless.is(host))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A look at the assignment. */
  private interface Look {
    KeyQueryMetadata take();
  }

  private static KeyQueryMetadata known(Look look) {
    KeyQueryMetadata found;
    try {
      found = look.take();
    } catch (IllegalStateException e) {
      throw new InvalidStateStoreException("the application is not running", e);
    }
    if (found == null || found.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      throw new InvalidStateStoreException("nothing is assigned yet");
    }
    return found;
  }

  private Place place(KeyQueryMetadata found) {
    Optional<HostInfo> owner =
        Optional.of(found.activeHost())
            .filter(host -> !host.equals(KeyQueryMetadata.NOT_AVAILABLE.activeHost()))
            .filter(host -> host.equals(self) || !Nameless.is(host));
    return new Place(found.partition(), owner, found.standbyHosts());
  }
}
