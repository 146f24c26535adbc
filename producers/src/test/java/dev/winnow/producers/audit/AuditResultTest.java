package dev.winnow.producers.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditResultTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode verdict = JSON.createObjectNode();
  private final ObjectNode attempts = JSON.createObjectNode();

  AuditResultTest() {
    verdict.putArray("rejected");
    attempts.putArray("attempts");
  }

  @Test
  void shouldCountWhatWasJudgedOnceAndNothingElse() {
    attempt("mutant-10", "c1", "arithmetic", 0).rejected("REJECTED_BY_GATE", "rung test exited");
    attempt("mutant-1", "c2", "arithmetic", 2);
    attempt("mutant-2", "c3", "constants", 2).rejected("TIMED_OUT", "rung test ran past");
    attempt("mutant-3", "c2", "constants", 2);
    attempt("mutant-4", null, "", 0).rejected("NO_CHANGE", "the agent changed nothing");
    attempt("mutant-5", null, "", 0).rejected("REJECTED_BY_GATE", "it changes a protected path");
    attempt("mutant-6", "c4", "", 0).rejected("INFRASTRUCTURE_FAILED", "no disk");
    attempt("mutant-7", null, "", 0).rejected("INFRASTRUCTURE_FAILED", "no disk");
    attempt("mutant-8", "c5", "constants", 0).rejected("REJECTED_BY_GATE", "rung speed: no metric");
    attempt("mutant-9", "c6", "", 0).rejected("SUCCEEDED", "not measured");

    AuditResult result = AuditResult.of(verdict, attempts, List.of("compile", "test", "speed"));

    assertThat(result.count()).isEqualTo(new AuditResult.Count(4, 3));
    assertThat(result.survivors()).extracting(Mutant::attempt).containsExactly("mutant-1");
    assertThat(result.count(Mutant.End.DUPLICATE)).isOne();
    assertThat(result.count(Mutant.End.VOID)).isEqualTo(2);
    assertThat(result.count(Mutant.End.NOT_JUDGED)).isEqualTo(3);
    assertThat(result.rungs())
        .containsExactly(Map.entry("compile", 0), Map.entry("test", 2), Map.entry("speed", 1));
    assertThat(result.operators())
        .isEqualTo(
            Map.of(
                "arithmetic", new AuditResult.Count(2, 1),
                "constants", new AuditResult.Count(2, 2)));
    assertThat(result.reasons().entrySet().iterator().next()).isEqualTo(Map.entry("no disk", 2));
    assertThat(result.reasons()).containsEntry("the mutator changed nothing", 1);
    assertThat(result.unreadable()).isEqualTo(2);
    assertThat(result.possible()).isEqualTo(40);
  }

  @Test
  void shouldNameNoRungWhenNoneIsNamedByTheReason() {
    attempt("mutant-1", "c1", "", 0).rejected("REJECTED_BY_GATE", "rung tests exited with 1");

    AuditResult result = AuditResult.of(verdict, attempts, List.of("test"));

    assertThat(result.rungs()).isEqualTo(Map.of("test", 0, "other", 1));
  }

  private record Added(ObjectNode verdict, String id) {
    void rejected(String outcome, String reason) {
      verdict
          .withArray("rejected")
          .addObject()
          .put("attemptId", id)
          .put("outcome", outcome)
          .put("reason", reason);
    }
  }

  private Added attempt(String id, String cluster, String operator, int unreadable) {
    attempts
        .withArray("attempts")
        .addObject()
        .put("attemptId", id)
        .put("clusterId", cluster)
        .put("commit", "c".repeat(40))
        .put(
            "logTail",
            operator.isEmpty()
                ? "{no json\nsome output"
                : "\u001b[0m{\"operator\": \"%s\", \"unreadable\": %d, \"of\": 40}\nbye"
                    .formatted(operator, unreadable));
    return new Added(verdict, id);
  }
}
