package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Plain;
import java.util.List;
import java.util.stream.IntStream;

/** Which variant is better as a group, and by how much, in sentences. */
final class GroupsText {

  private static final int MOST = 3;

  private final List<String> metrics;

  /**
   * A way to say it.
   *
   * @param metrics names of the objectives' metrics, most important first
   */
  GroupsText(List<String> metrics) {
    this.metrics = List.copyOf(metrics);
  }

  /**
   * The first group beside those that come next, a sentence each.
   *
   * @param groups of a verdict, best first, two at least
   */
  List<String> sentences(List<JsonNode> groups) {
    return IntStream.range(1, groups.size())
        .mapToObj(groups::get)
        .filter(group -> group.path("attempts").asInt() > 0)
        .limit(MOST)
        .map(other -> sentence(groups.get(0), other))
        .toList();
  }

  private String sentence(JsonNode first, JsonNode other) {
    String one = Plain.text(first.path("variant").asText());
    String two = Plain.text(other.path("variant").asText());
    List<Difference> all =
        metrics.stream().map(metric -> Difference.of(first, other, metric)).toList();
    if (!other.path("tied").asBoolean()) {
      List<String> apart = all.stream().filter(Difference::isApart).map(Difference::text).toList();
      return one
          + " is better than "
          + two
          + ": "
          + (apart.isEmpty() ? "by all objectives together" : String.join(", ", apart));
    }
    List<String> known =
        all.stream().filter(Difference::isBounded).map(Difference::neutral).toList();
    return "no difference shown between "
        + one
        + " and "
        + two
        + ": "
        + (known.isEmpty()
            ? "too few attempts, or samples of them, for an interval"
            : String.join(", ", known));
  }

  /**
   * How far a metric of one group is above that of another.
   *
   * @param mean the difference of the means
   * @param low what the true one is at least, by both intervals
   * @param high what it is at most
   */
  private record Difference(String metric, double mean, double low, double high) {

    static Difference of(JsonNode one, JsonNode other, String metric) {
      JsonNode first = one.path("intervals").path(metric);
      JsonNode second = other.path("intervals").path(metric);
      return new Difference(
          Plain.text(metric),
          mean(one, metric) - mean(other, metric),
          end(first, "low") - end(second, "high"),
          end(first, "high") - end(second, "low"));
    }

    private static double mean(JsonNode group, String metric) {
      return group.path("metrics").path(metric).path("mean").asDouble(Double.NaN);
    }

    /** No number where nothing is known of it. */
    private static double end(JsonNode interval, String name) {
      return interval.path(name).asDouble(Double.NaN);
    }

    boolean isBounded() {
      return Double.isFinite(low) && Double.isFinite(high);
    }

    boolean isApart() {
      return low > 0 || high < 0;
    }

    /** Such as {@code latency_ms lower by 3.1 [2.2, 4]}. */
    String text() {
      String way = high < 0 ? " lower by " : " higher by ";
      double nearest = high < 0 ? -high : low;
      double farthest = high < 0 ? -low : high;
      return metric
          + way
          + Plain.number(Math.abs(mean))
          + (nearest == farthest
              ? ""
              : " [" + Plain.number(nearest) + ", " + Plain.number(farthest) + "]");
    }

    /** Such as {@code latency_ms differs by 0.1 [-0.3, 0.5]}. */
    String neutral() {
      return metric
          + " differs by "
          + Plain.number(mean)
          + (low == high ? "" : " [" + Plain.number(low) + ", " + Plain.number(high) + "]");
    }
  }
}
