package dev.winnow.benchmarks.quality;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.ContractKind;
import java.util.List;
import java.util.Map;

/** Scores as JSON for programs. */
final class JsonReport {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonReport() {}

  /** The whole report: {@code judges}, each with its kinds, and {@code bad}. */
  static ObjectNode of(Suite suite, List<Score> scores, boolean failures) {
    ObjectNode report = JSON.createObjectNode();
    ArrayNode judges = report.putArray("judges");
    for (Score score : scores) {
      ObjectNode judge = judges.addObject().put("judge", score.judge());
      kinds(judge.putObject("kinds"), score.counts());
      judge.set("all", counts(score.total()));
      kinds(judge.putObject("disputed"), score.disputed());
      if (failures) {
        ArrayNode list = judge.putArray("failures");
        score.misses().forEach(miss -> failure(list.addObject(), miss));
      }
    }
    ArrayNode bad = report.putArray("bad");
    suite
        .problems()
        .forEach(
            problem ->
                bad.addObject()
                    .put("source", problem.source())
                    .put("field", problem.field())
                    .put("message", problem.message()));
    return report;
  }

  private static void kinds(ObjectNode node, Map<ContractKind, Counts> counts) {
    counts.forEach((kind, each) -> node.set(KindNames.name(kind), counts(each)));
  }

  private static ObjectNode counts(Counts counts) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("cases", counts.cases())
            .put("truePositives", counts.truePositives())
            .put("falsePositives", counts.falsePositives())
            .put("falseNegatives", counts.falseNegatives())
            .put("trueNegatives", counts.trueNegatives())
            .put("unreadable", counts.unreadable());
    node.set("precision", proportion(counts.precision()));
    node.set("recall", proportion(counts.recall()));
    return node;
  }

  private static ObjectNode proportion(Proportion proportion) {
    ObjectNode node = JSON.createObjectNode();
    if (proportion.isKnown()) {
      node.put("value", proportion.value());
    } else {
      node.putNull("value");
    }
    return node.put("low", proportion.low()).put("high", proportion.high());
  }

  private static void failure(ObjectNode node, Score.Miss miss) {
    node.put("name", miss.labelled().name())
        .put("source", miss.labelled().source())
        .put("kind", KindNames.name(miss.labelled().kind()))
        .put("breaking", miss.labelled().breaking())
        .put("disputed", miss.labelled().disputed())
        .put("answer", miss.judgement().answer().name());
    miss.judgement().grounds().forEach(node.putArray("grounds")::add);
  }
}
