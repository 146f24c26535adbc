package dev.winnow.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Bounds;
import dev.winnow.schemas.EphemeralEnvironment;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Task;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentSpecTest {
  private static final String RUNGS =
      """
      evaluator:
        rungs:
          - {name: build, command: [make], timeout: 1m}
          - {name: measure, command: [./measure.sh], timeout: 1m, metrics: {from: stdout}}
      """;

  @TempDir Path folder;

  @Test
  void shouldGiveTheEnvironmentToRungsWithMetricsWhenTheSpecNamesNone() {
    Task task =
        task(
            "environment: {up: [sh, up.sh], ready: [sh, ready.sh], down: [rm, -f, x], variables: {PORT: 1}, timeout: 30s, exclusive: true}");

    assertThat(task.getEvaluator().getRungs())
        .extracting(rung -> rung.getEphemeral().orElse(null))
        .containsExactly(
            null,
            EphemeralEnvironment.newBuilder()
                .setUp(List.of("sh", "up.sh"))
                .setReady(List.of("sh", "ready.sh"))
                .setDown(List.of("rm", "-f", "x"))
                .setEnvironment(Map.of("PORT", "1"))
                .setTimeoutMs(30_000)
                .setExclusive(true)
                .build());
  }

  @Test
  void shouldGiveTheEnvironmentToTheNamedRungsOnlyWhenTheSpecNamesSome() {
    Task task = task("environment: {up: [sh, up.sh], rungs: [build]}");

    assertThat(task.getEvaluator().getRungs())
        .extracting(rung -> rung.getEphemeral().map(EphemeralEnvironment::getTimeoutMs).orElse(0L))
        .containsExactly(60_000L, 0L);
  }

  @Test
  void shouldMakeReadableWhatTheEnvironmentNamesBesideTheSpecWhenARungHasIt() throws IOException {
    Files.writeString(folder.resolve("down.sh"), "");

    Task task = task("environment: {up: [start], down: [sh, '${SPEC_DIR}/down.sh']}");

    String script = folder.resolve("down.sh").toString();
    Rung measure = task.getEvaluator().getRungs().get(1);
    assertThat(measure.getEphemeral().orElseThrow().getDown()).containsExactly("sh", script);
    assertThat(measure.getBounds().map(Bounds::getReadable)).contains(List.of(script));
    assertThat(task.getEvaluator().getRungs().get(0).getBounds()).isEmpty();
  }

  @Test
  void shouldCountComingAndGoingWhenTheMoneyMustPayForTheWayThroughAllRungs() {
    Task task = task("environment: {up: [start], timeout: 1m}");
    task.getAgent().setMaxCost(new BigDecimal("0.010000"));
    // One minute for build; for measure one of coming up, one of measuring, one of going down.
    task.getBudget().setMoney(new BigDecimal("0.050000"));
    task.getEvaluator().setPricePerHour(new BigDecimal("0.600000"));
    assertThat(TaskRules.check(task)).isEmpty();

    task.getEvaluator().setPricePerHour(new BigDecimal("0.600100"));
    assertThat(TaskRules.check(task))
        .extracting(Problem::field)
        .containsExactly("evaluator.pricePerHour");
  }

  private Task task(String environment) {
    String spec =
        SpecFiles.read("smallest.yaml").replaceAll("(?s)evaluator:.*(?=objectives)", RUNGS);
    return TaskSpecTest.valid(TaskSpec.parse(spec + environment + "\n", folder));
  }
}
