package dev.winnow.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourTest {
  private static final String A_OK = "{\"test\": \"a\", \"outcome\": \"ok\"}";
  private static final String B_FAILED = "{\"outcome\": \"failed\", \"test\": \"b\"}";

  @Test
  void shouldBeSameWhenOutcomesAreEqualInAnyOrder() {
    assertThat(Behaviour.ofLines(List.of(A_OK, B_FAILED)))
        .isInstanceOf(Behaviour.Seen.class)
        .isEqualTo(Behaviour.ofLines(List.of("{\"cases\": 3}", B_FAILED, A_OK, "{not JSON")));
  }

  @Test
  void shouldDifferWhenOneOutcomeDiffers() {
    assertThat(Behaviour.ofLines(List.of(A_OK)))
        .isNotEqualTo(Behaviour.ofLines(List.of(A_OK.replace("ok", "no"))));
  }

  @Test
  void shouldNotTakeNamesAndOutcomesForOneAnother() {
    assertThat(Behaviour.ofLines(List.of("{\"test\":\"a\",\"outcome\":\"1:b1:c\"}")))
        .isNotEqualTo(
            Behaviour.ofLines(
                List.of(
                    "{\"test\":\"a\",\"outcome\":\"\"}", "{\"test\":\"b\",\"outcome\":\"c\"}")));
  }

  @Test
  void shouldBeUnclearWhenATestIsReportedTwice() {
    assertThat(Behaviour.ofLines(List.of(A_OK, A_OK)))
        .isEqualTo(new Behaviour.Unclear("the outcome of test a was reported twice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"test\": \"a\"}",
        "{\"test\": \"a\", \"outcome\": 1}",
        "{\"test\": \"a\", \"outcome\": \"ok\", \"ms\": \"3\"}",
        "{\"test\": \"a\", \"outcome\": \"ok\"} and more",
        "[\"test\", \"outcome\"]"
      })
  void shouldBeUnclearWhenNothingIsReported(String line) {
    assertThat(Behaviour.ofLines(List.of(line)))
        .isEqualTo(new Behaviour.Unclear("no outcome of a test was reported"));
  }
}
