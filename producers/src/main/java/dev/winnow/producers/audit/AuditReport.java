package dev.winnow.producers.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Audit;
import dev.winnow.schemas.EvaluatorDigest;
import dev.winnow.schemas.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An audit for people and programs. */
public final class AuditReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Task task;
  private final String auditId;
  private final AuditResult result;
  private final Map<String, List<Change>> changes;
  private final Audit audit;

  private AuditReport(
      Task task,
      String auditId,
      AuditResult result,
      Map<String, List<Change>> changes,
      Instant at) {
    this.task = task;
    this.auditId = auditId;
    this.result = result;
    this.changes = changes;
    this.audit =
        new Audit(
            EvaluatorDigest.of(task.getEvaluator()),
            task.getRepository().getBase(),
            result.count().mutants(),
            result.count().killed(),
            at);
  }

  /**
   * Makes the report; what survivors change is read from the results repository.
   *
   * @param task the task whose evaluator was audited
   * @param auditId the task that did it
   * @param result at least one mutant was judged
   * @param at when the audit ended
   */
  public static AuditReport of(Task task, String auditId, AuditResult result, Instant at) {
    Map<String, List<Change>> changes =
        MutantChanges.of(task.getRepository().getResults(), auditId, result.survivors());
    return new AuditReport(task, auditId, result, changes, at);
  }

  /** What a task of the same evaluator and base carries. */
  public Audit audit() {
    return audit;
  }

  /** All of it. */
  public JsonNode json() {
    ObjectNode json = JSON.createObjectNode();
    AuditFile.write(audit, json);
    json.put("taskId", task.getTaskId());
    json.put("auditTaskId", auditId);
    Wilson interval = Wilson.of(audit.getKilled(), audit.getMutants());
    json.putObject("interval").put("low", interval.low()).put("high", interval.high());
    ObjectNode rungs = json.putObject("killedByRung");
    result.rungs().forEach(rungs::put);
    ObjectNode operators = json.putObject("operators");
    result
        .operators()
        .forEach(
            (name, count) ->
                operators
                    .putObject(name)
                    .put("mutants", count.mutants())
                    .put("killed", count.killed()));
    ArrayNode survivors = json.putArray("survivors");
    result.survivors().forEach(mutant -> add(mutant, survivors.addObject()));
    json.put("duplicates", result.count(Mutant.End.DUPLICATE));
    json.put("void", result.count(Mutant.End.VOID));
    json.put("notJudged", result.count(Mutant.End.NOT_JUDGED));
    ObjectNode reasons = json.putObject("reasons");
    result.reasons().forEach(reasons::put);
    json.put("possible", result.possible());
    json.put("unreadableFiles", result.unreadable());
    return json;
  }

  private void add(Mutant mutant, ObjectNode json) {
    json.put("attemptId", mutant.attempt());
    json.put("commit", mutant.commit());
    json.put("operator", mutant.operator());
    ArrayNode places = json.putArray("changes");
    for (Change change : changes.getOrDefault(mutant.attempt(), List.of())) {
      ObjectNode place = places.addObject();
      place.put("file", change.file());
      place.put("line", change.line());
      change.removed().forEach(place.putArray("removed")::add);
      change.added().forEach(place.putArray("added")::add);
    }
  }
}
