package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EvaluatorDigestTest {

  @Test
  void shouldDifferWhenAnythingThatNoticesAPatchDiffers() {
    List<Consumer<Evaluator>> edits =
        List.of(
            evaluator -> {},
            evaluator -> evaluator.setProtectedPaths(List.of("a")),
            evaluator -> evaluator.setProtectedPaths(List.of("a", "b", "c")),
            evaluator -> evaluator.setRungs(evaluator.getRungs().subList(0, 1)),
            evaluator -> first(evaluator).setName("other"),
            evaluator -> first(evaluator).setCommand(List.of("sh", "test.sh", "-x")),
            // The same characters in other words.
            evaluator -> first(evaluator).setCommand(List.of("sh", "test", ".sh")),
            evaluator -> first(evaluator).setEnvironment(Map.of("A", "2", "B", "1")),
            evaluator -> first(evaluator).setTimeoutMs(2),
            evaluator -> first(evaluator).setPaired(true),
            evaluator -> first(evaluator).setOutcomes(true),
            evaluator -> first(evaluator).setEphemeral(environment().build()),
            evaluator -> first(evaluator).setEphemeral(environment().setExclusive(true).build()),
            evaluator -> second(evaluator).setEphemeral(environment().build()),
            evaluator ->
                first(evaluator)
                    .setEphemeral(environment().setReady(List.of("sh")).setUp(List.of()).build()),
            evaluator -> first(evaluator).setMetricsFrom(MetricsSource.JSON_LINES),
            evaluator -> first(evaluator).setMetricsFile("other.json"));
    Set<String> digests = new HashSet<>();

    for (Consumer<Evaluator> edit : edits) {
      Evaluator evaluator = evaluator();
      edit.accept(evaluator);
      digests.add(EvaluatorDigest.of(evaluator));
    }

    assertThat(digests).hasSize(edits.size()).allMatch(digest -> digest.matches("[0-9a-f]{64}"));
  }

  @Test
  void shouldBeTheSameWhenOnlyThePriceTheSamplesOrAnOrderDiffers() {
    Evaluator other = evaluator();
    other.setPricePerHour(new BigDecimal("0.200000"));
    other.setControl(true);
    other.setProtectedPaths(List.of("b", "a"));
    other.setProtectedChange(ProtectedChange.RESTORE);
    first(other).setSamples(9);

    assertThat(EvaluatorDigest.of(other)).isEqualTo(EvaluatorDigest.of(evaluator()));
  }

  /** Whoever changes the form makes each audit that there is one of an unknown evaluator. */
  @Test
  void shouldStayAsItIsWhenWinnowChanges() {
    assertThat(EvaluatorDigest.of(evaluator()))
        .isEqualTo("1a569f0625257f6aecf7262ecc8875a304115dc59d8b0f06ee50c6b826365d86");
  }

  private static EphemeralEnvironment.Builder environment() {
    return EphemeralEnvironment.newBuilder().setUp(List.of("sh"));
  }

  private static Rung second(Evaluator evaluator) {
    return evaluator.getRungs().get(1);
  }

  private static Rung first(Evaluator evaluator) {
    return evaluator.getRungs().get(0);
  }

  private static Evaluator evaluator() {
    List<Rung> rungs = new ArrayList<>();
    for (String name : List.of("test", "speed")) {
      rungs.add(
          Rung.newBuilder()
              .setName(name)
              .setCommand(List.of("sh", name + ".sh"))
              .setEnvironment(Map.of("A", "1", "B", "2"))
              .setTimeoutMs(1)
              .build());
    }
    return Evaluator.newBuilder().setRungs(rungs).setProtectedPaths(List.of("a", "b")).build();
  }
}
