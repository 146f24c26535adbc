package dev.winnow.local.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.local.LocalConfig;
import dev.winnow.local.LocalStack;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.submit.TaskPublisher;
import dev.winnow.schemas.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples through the local stack, one for all of them, with few attempts each. */
class ExamplesIT {
  @TempDir private static Path folder;
  private static LocalStack stack;

  @BeforeAll
  static void start() {
    LocalConfig config = new LocalConfig(folder.resolve("data"), 2, 0, 2, Map.of());
    stack = LocalStack.start(config, part -> {});
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void shouldPutTheFixOnTopAndNoneThatSilencesTheTestWhenABugIsHunted() {
    Path spec = prepared("bug-hunt");
    // Of the mutants of one file, in the order of this seed: one that has slots never overlap comes
    // second, and the fix third.
    Consumer<Task> few =
        task -> {
          task.getAgent().setFiles(List.of("src/booking/Slot.java"));
          task.getAgent().setSeed(474);
          task.getVariants().get(0).setAttempts(3);
          task.getBudget().setAttempts(3);
          task.getEvaluator().setControl(false);
        };
    String mutants = submit(spec, few);
    String byHand = submit(spec.resolveSibling("silencers.yaml"), task -> {});

    JsonNode verdict = verdict(byHand);
    assertThat(verdict.path("kind").asText()).as(verdict.toPrettyString()).isEqualTo("WINNER");
    assertThat(verdict.at("/kept/0/variant").asText()).isEqualTo("fix");
    assertThat(verdict.path("tieSet")).isEmpty();
    Map<String, Double> passed = new HashMap<>();
    verdict.path("kept").forEach(kept -> passed.put(kept.path("variant").asText(), tests(kept)));
    assertThat(passed).containsOnlyKeys("fix", "swallow", "skip-check", "return-early");
    double all = passed.remove("fix");
    assertThat(all).isEqualTo(tests(verdict.path("control")) + 1);
    assertThat(passed.values()).allSatisfy(tests -> assertThat(tests).isLessThan(all - 1));
    assertThat(verdict.path("rejected"))
        .extracting(rejected -> rejected.path("variant").asText())
        .containsExactlyInAnyOrder("edit-test", "delete-test");
    assertThat(verdict.path("rejected"))
        .allSatisfy(
            rejected -> assertThat(rejected.path("reason").asText()).contains("protected path"));

    JsonNode hunt = verdict(mutants);
    assertThat(hunt.path("kind").asText()).as(hunt.toPrettyString()).isEqualTo("WINNER");
    assertThat(hunt.at("/kept/0/attemptId").asText()).isEqualTo("mutant-3");
    assertThat(tests(hunt.at("/kept/0"))).isEqualTo(all);
    String note =
        Example.git(
            spec.resolveSibling("repository"),
            "show",
            "--no-patch",
            "--format=%b",
            hunt.at("/kept/0/commit").asText());
    assertThat(note).startsWith("Hypothesis: at src/booking/Slot.java:");
  }

  @Test
  void shouldShowNoDifferenceWhenBothBranchesAreGivenTheSameCode() {
    Path spec = prepared("speculative-decision").resolveSibling("same.yaml");
    String taskId =
        submit(
            spec,
            task -> {
              task.getVariants().forEach(variant -> variant.setAttempts(2));
              task.getBudget().setAttempts(4);
              task.getEvaluator().setControl(false);
              task.getEvaluator().getRungs().get(0).setSamples(2);
            });

    JsonNode verdict = verdict(taskId);

    assertThat(verdict.path("clusters").asInt()).isEqualTo(2);
    assertThat(verdict.path("duplicates").asInt()).isEqualTo(2);
    assertThat(verdict.path("variants")).hasSize(2);
    assertThat(verdict.at("/variants/0/attempts").asInt()).isEqualTo(2);
    assertThat(verdict.at("/variants/1/tied").asBoolean()).isTrue();
    assertThat(verdict.path("reason").asText()).contains("not set apart from 1 other");
  }

  private static Path prepared(String example) {
    Path from = Path.of("..", "examples", example).toAbsolutePath().normalize();
    return Example.prepare(from, folder.resolve(example));
  }

  private static String submit(Path spec, Consumer<Task> change) {
    Task task = Example.lint(spec, warning -> {});
    change.accept(task);
    Connection connection = stack.connection();
    new TaskPublisher(connection).publish(task);
    return task.getTaskId();
  }

  private static JsonNode verdict(String taskId) {
    Server server = new Server(stack.connection().server());
    return await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> server.verdict(taskId), Optional::isPresent)
        .orElseThrow();
  }

  private static double tests(JsonNode entry) {
    return entry.at("/metrics/tests_passed/mean").asDouble();
  }
}
