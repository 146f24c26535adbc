package dev.winnow.streams.contest.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.EphemeralEnvironment;
import dev.winnow.schemas.Evaluator;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.streams.contest.Tasks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedParametersTest {
  @Test
  void shouldFindThemInCommandsEnvironmentsAndInfrastructure() {
    Evaluator evaluator = Tasks.task("t", 1).build().getEvaluator();
    Rung rung = evaluator.getRungs().get(1);
    rung.setCommand(List.of("run", "--a={{parameters.a}}{{ parameters.b }}", "{{variant}}"));
    rung.setEnvironment(Map.of("C", "{{parameters.c}}"));
    rung.setEphemeral(
        EphemeralEnvironment.newBuilder()
            .setUp(List.of("up", "{{parameters.d}}"))
            .setReady(List.of("ready", "{{parameters.e}}"))
            .setDown(List.of("down", "{{parameters.f}}"))
            .setEnvironment(Map.of("G", "{{parameters.g-1}}"))
            .build());

    assertThat(NamedParameters.of(evaluator)).containsExactly("a", "b", "c", "d", "e", "f", "g-1");
  }

  @Test
  void shouldGiveTheValuesOfTheVariantThatAreNamedAndNoOthers() {
    Task task = Tasks.task("t", 1).build();
    task.setVariants(
        List.of(
            Variant.newBuilder()
                .setName("v1")
                .setParameters(Map.of("size", "64", "prompt", "long"))
                .build()));
    task.getEvaluator().getRungs().get(0).setCommand(List.of("run", "{{parameters.size}}"));

    assertThat(NamedParameters.of(task, "v1")).containsExactly(Map.entry("size", "64"));
  }

  @Test
  void shouldBeNoneWhenTheEvaluatorNamesNone() {
    assertThat(NamedParameters.of(Tasks.task("t", 1).build(), "v1")).isEmpty();
  }
}
