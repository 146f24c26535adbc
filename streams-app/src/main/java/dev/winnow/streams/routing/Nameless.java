package dev.winnow.streams.routing;

import java.util.UUID;
import org.apache.kafka.streams.state.HostInfo;

/**
 * What instances are called that others cannot ask, since they have no {@code application.server}.
 * Kafka Streams tells partitions of instances with a name only, and keeps one entry for each name:
 * two of the same name would hide what the other has. So each has one of its own, and none leads
 * anywhere.
 */
public final class Nameless {
  private static final String PREFIX = "nameless-";

  private Nameless() {}

  /** A name that no other instance has. */
  public static HostInfo host() {
    return new HostInfo(PREFIX + UUID.randomUUID(), 1);
  }

  static boolean is(HostInfo host) {
    return host.host().startsWith(PREFIX) && host.port() == 1;
  }
}
