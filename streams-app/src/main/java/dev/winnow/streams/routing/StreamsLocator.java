package dev.winnow.streams.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;

/** Asks Kafka Streams, which tells all instances of an assignment where everything is. */
public final class StreamsLocator implements Locator {
  /**
   * So long an answer is given again. The assignment that an instance knows may be older than that:
   * whoever reads a partition finds out whether it is here.
   */
  private static final Duration BELIEVED = Duration.ofMillis(100);

  private final KafkaStreams streams;
  private final String store;
  private final HostInfo self;
  private volatile Known known = new Known(System.nanoTime(), new ConcurrentHashMap<>());

  /** Where keys are, as it was at a time. */
  private record Known(long since, Map<String, Place> places) {
    boolean isOld() {
      return System.nanoTime() - since > BELIEVED.toNanos();
    }
  }

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
    Known now = known;
    if (now.isOld()) {
      now = new Known(System.nanoTime(), new ConcurrentHashMap<>());
      known = now;
    }
    Place place = now.places().get(key);
    if (place == null) {
      place = place(known(() -> streams.queryMetadataForKey(store, key, new StringSerializer())));
      now.places().put(key, place);
    }
    return place;
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
