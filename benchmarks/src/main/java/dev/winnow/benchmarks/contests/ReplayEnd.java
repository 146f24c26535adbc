package dev.winnow.benchmarks.contests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * How a task ended.
 *
 * @param board the last one that was published
 * @param standings the last ones, by cluster
 * @param contest its ledger and counts
 * @param verdicts all that were written
 */
record ReplayEnd(
    Leaderboard board, Map<String, Standing> standings, Contest contest, List<Verdict> verdicts) {
  /**
   * What tells the way to the end rather than the end: when things happened, how often a board or a
   * contest changed, which cluster came first, by which steps the leader and the spend grew, and
   * what the last version of a board changed.
   */
  static final Set<String> OF_THE_WAY =
      Set.of(
          "updatedAt", "decidedAt", "version", "revision", "arrival", "gains", "alerts", "changes");

  /**
   * Each part as JSON with sorted names.
   *
   * @param without names that are left out wherever they occur
   */
  Map<String, String> parts(Set<String> without) {
    Map<String, String> parts = new TreeMap<>();
    parts.put("board", text(board, without));
    parts.put(
        "standings",
        standings.values().stream()
            .map(standing -> text(standing, without))
            .collect(Collectors.joining("\n")));
    parts.put("ledger", text(contest, without));
    parts.put(
        "verdict",
        verdicts.stream().map(verdict -> text(verdict, without)).collect(Collectors.joining("\n")));
    return parts;
  }

  /** The change that the verdict puts first. */
  String first() {
    return verdicts.get(0).getKept().isEmpty()
        ? ""
        : verdicts.get(0).getKept().get(0).getClusterId();
  }

  private static String text(SpecificRecord record, Set<String> without) {
    return sorted(RecordJson.of(record), without).toString();
  }

  private static JsonNode sorted(JsonNode node, Set<String> without) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(each -> array.add(sorted(each, without)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    Map<String, JsonNode> fields = new TreeMap<>();
    node.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
    fields.keySet().removeAll(without);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    fields.forEach((name, value) -> object.set(name, sorted(value, without)));
    return object;
  }
}
