package dev.winnow.producers.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Audit;
import dev.winnow.schemas.EvaluatorDigest;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditFileTest {
  private static final String BASE = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path folder;
  private final List<Problem> warnings = new ArrayList<>();

  @Test
  void shouldBeReadAgainWhenItIsOfTheSameEvaluatorAndBase() throws IOException {
    Task task = task(5);
    Path file = write(EvaluatorDigest.of(task.getEvaluator()), BASE, 30, 19);

    assertThat(AuditFile.read(file, task, warnings::add))
        .contains(
            new Audit(
                EvaluatorDigest.of(task.getEvaluator()),
                BASE,
                30,
                19,
                Instant.parse("2026-01-02T03:04:05.006Z")));
    assertThat(warnings).isEmpty();
  }

  @Test
  void shouldBeLeftOutWithAWarningWhenItIsOfAnotherEvaluatorOrBase() throws IOException {
    Task task = task(5);
    String digest = EvaluatorDigest.of(task.getEvaluator());

    Path other = write(EvaluatorDigest.of(task(6).getEvaluator()), BASE, 30, 19);
    assertThat(AuditFile.read(other, task, warnings::add)).isEmpty();
    Path elsewhere = write(digest, "f".repeat(40), 30, 19);
    assertThat(AuditFile.read(elsewhere, task, warnings::add)).isEmpty();

    assertThat(warnings)
        .extracting(Problem::message)
        .containsExactly(
            "is of another evaluator, so the task does not carry it",
            "is of another base, so the task does not carry it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "{}",
        "{\"mutants\": 3, \"killed\": 4, \"at\": \"2026-01-02T03:04:05Z\"}",
        "{\"mutants\": 3, \"killed\": 2, \"at\": \"today\"}"
      })
  void shouldBeLeftOutWithAWarningWhenItCannotBeRead(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("task.audit.json"), text);

    assertThat(AuditFile.read(file, task(5), warnings::add)).isEmpty();
    assertThat(warnings)
        .containsExactly(
            new Problem(
                "task.audit.json",
                "is no audit that can be read",
                "audit again with `winnow audit`, or remove it"));
  }

  @Test
  void shouldBeSilentWhenThereIsNone() {
    assertThat(AuditFile.read(folder.resolve("none"), task(5), warnings::add)).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void shouldBeBesideTheSpecWhateverThatIsCalled() {
    assertThat(AuditFile.beside(Path.of("a.b", "task.yaml")))
        .isEqualTo(Path.of("a.b", "task.audit.json"));
    assertThat(AuditFile.beside(Path.of("task"))).isEqualTo(Path.of("task.audit.json"));
  }

  private Path write(String evaluator, String base, int mutants, int killed) throws IOException {
    return Files.writeString(
        folder.resolve("task.audit.json"),
        """
        {"evaluator": "%s", "base": "%s", "mutants": %d, "killed": %d,
         "at": "2026-01-02T03:04:05.006Z", "survivors": []}
        """
            .formatted(evaluator, base, mutants, killed));
  }

  private static Task task(int seconds) {
    String spec =
        """
        apiVersion: winnow.dev/v1
        kind: Task
        id: small
        repository: {url: /srv/cache.git, base: %s}
        variants: [{name: only}]
        agent: {command: [agent], timeout: 1m}
        evaluator:
          rungs: [{name: speed, command: [./m.sh], timeout: %ds, metrics: {from: stdout}}]
        objectives: [{metric: speed, goal: maximize}]
        """
            .formatted(BASE, seconds);
    return ((Parsed.Valid) TaskSpec.parse(spec)).task();
  }
}
