package dev.winnow.producers.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.EvaluatorDigest;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.TaskRules;
import dev.winnow.schemas.spec.TaskSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTaskTest {
  private static final Mutator JAVA =
      Mutator.forJava(
          new OwnProgram(List.of("/opt/winnow"), List.of("/opt/winnow")),
          3,
          List.of("src/**"),
          List.of("harness/**"));

  @Test
  void shouldSendMutantsThroughTheSameRungsOnceAndForNothing() {
    Task task = task("cache");

    Task audit = AuditTask.of(task, 30, JAVA);

    assertThat(TaskRules.check(audit)).isEmpty();
    assertThat(audit.getAgent().getCommand())
        .containsExactly(
            "/opt/winnow",
            "mutate",
            "--number={{number}}",
            "--seed=3",
            "--paths=src/**",
            "--protected=harness/**");
    assertThat(audit.getAgent().getBounds().orElseThrow().getReadable())
        .containsExactly("/opt/winnow");
    assertThat(audit.getVariants())
        .singleElement()
        .satisfies(
            variant -> {
              assertThat(variant.getAttempts()).isEqualTo(30);
              assertThat(variant.getParameters()).containsEntry("size", "3");
            });
    assertThat(audit.getRepository()).isEqualTo(task.getRepository());
    assertThat(EvaluatorDigest.of(audit.getEvaluator()))
        .isEqualTo(EvaluatorDigest.of(task.getEvaluator()));
    assertThat(audit.getEvaluator().getRungs()).allMatch(rung -> rung.getSamples() == 1);
    assertThat(audit.getEvaluator().getPricePerHour()).isEmpty();
    assertThat(audit.getEvaluator().getControl()).isTrue();
    assertThat(audit.getBudget().getMoney()).isEmpty();
    assertThat(audit.getDecision().getMaxSamples()).isOne();
    assertThat(audit.getDecision().getConfirmSamples()).isZero();
    assertThat(audit.getDecision().getEta()).isOne();
    assertThat(audit.getSimilarity()).isZero();
  }

  @Test
  void shouldHaveAnotherIdWhenItIsAnotherAudit() {
    Task task = task("cache");
    Task other = task("cache");
    other.getEvaluator().getRungs().get(0).setTimeoutMs(1);
    String id = AuditTask.of(task, 30, JAVA).getTaskId();

    assertThat(id).matches("cache-audit-[0-9a-f]{8}");
    assertThat(AuditTask.of(task("cache"), 30, JAVA).getTaskId()).isEqualTo(id);
    assertThat(AuditTask.of(task, 31, JAVA).getTaskId()).isNotEqualTo(id);
    assertThat(AuditTask.of(other, 30, JAVA).getTaskId()).isNotEqualTo(id);
    assertThat(AuditTask.of(task, 30, Mutator.of("sed", 3)).getTaskId()).isNotEqualTo(id);
  }

  @Test
  void shouldBeANameWhenTheTaskHasTheLongestOne() {
    Task audit = AuditTask.of(task("a".repeat(63)), 30, Mutator.of("./break it", 2));

    assertThat(TaskRules.check(audit)).isEmpty();
    assertThat(audit.getTaskId()).hasSize(62);
    assertThat(audit.getAgent().getCommand())
        .containsExactly(
            "env", "WINNOW_MUTANT={{number}}", "WINNOW_SEED=2", "sh", "-c", "./break it");
  }

  private static Task task(String id) {
    String spec =
        """
        apiVersion: winnow.dev/v1
        kind: Task
        id: %s
        repository: {url: /srv/cache.git, base: 0123456789abcdef0123456789abcdef01234567}
        variants: [{name: lru, parameters: {size: 3}}]
        agent: {command: [agent], timeout: 1m, maxCost: 1}
        evaluator:
          protected: [harness/**]
          onProtectedChange: restore
          pricePerHour: 1
          control: false
          rungs:
            - {name: test, command: [./t.sh, "{{parameters.size}}"], timeout: 5s}
            - {name: speed, command: [./m.sh], timeout: 5s, samples: 5, metrics: {from: stdout}}
        objectives: [{metric: speed, goal: maximize}]
        budget: {money: 9}
        """
            .formatted(id);
    return ((Parsed.Valid) TaskSpec.parse(spec)).task();
  }
}
