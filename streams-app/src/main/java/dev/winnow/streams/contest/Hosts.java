package dev.winnow.streams.contest;

import dev.winnow.schemas.HostClass;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Task;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Samples by the kind of machine that they were taken on. Figures of different kinds are not
 * comparable as such, so a verdict that rests on several says so.
 */
final class Hosts {
  /** What further kinds are counted as: what workers say is not to make a record large. */
  private static final String OTHERS = "others";

  private static final int MOST_KINDS = 32;
  private static final int LONGEST = 160;

  private Hosts() {}

  /**
   * The counts with some samples more.
   *
   * @param counts by kind
   * @param host what the samples were taken on; empty if the worker does not tell, which counts
   *     nowhere
   * @param samples how many
   */
  static Map<String, Long> with(Map<String, Long> counts, Optional<HostClass> host, int samples) {
    if (host.isEmpty() || samples == 0) {
      return counts;
    }
    Map<String, Long> more = new TreeMap<>(counts);
    String label = label(host.get());
    boolean isRoom = more.containsKey(label) || more.size() < MOST_KINDS;
    more.merge(isRoom ? label : OTHERS, (long) samples, Long::sum);
    return more;
  }

  /** A kind of machine in words, such as "AMD EPYC 7B13, 2 cores, Linux 6.1.0". */
  static String label(HostClass host) {
    String label =
        "%s, %d %s, %s"
            .formatted(
                host.getCpu(),
                host.getCores(),
                host.getCores() == 1 ? "core" : "cores",
                host.getKernel());
    return label.length() <= LONGEST ? label : label.substring(0, LONGEST);
  }

  /** What a person should know; empty if there is one kind, or nothing depends on it. */
  static Optional<String> warning(Task task, Map<String, Long> counts) {
    if (counts.size() < 2 || task.getObjectives().stream().allMatch(Objective::getExact)) {
      return Optional.empty();
    }
    String kinds =
        new TreeMap<>(counts)
            .entrySet().stream()
                .map(kind -> kind.getKey() + " (" + samples(kind.getValue()) + ")")
                .collect(Collectors.joining("; "));
    return Optional.of(
        "measured on %d kinds of machine: %s: a difference between candidates may be one between machines"
            .formatted(counts.size(), kinds));
  }

  private static String samples(long count) {
    return count == 1 ? "1 sample" : count + " samples";
  }
}
