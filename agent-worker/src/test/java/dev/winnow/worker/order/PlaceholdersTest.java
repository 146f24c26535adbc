package dev.winnow.worker.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  private final Placeholders placeholders =
      new Placeholders()
          .with("prompt", "say {{task}} $1 \\")
          .with("task", "t")
          .withAll("parameters", Map.of("a.b", "1"));

  @Test
  void shouldPutValuesInAsTheyAre() throws UnknownPlaceholderException {
    assertThat(placeholders.expand(List.of("x{{prompt}}y", "{{ parameters.a.b }}{{task}}", "{x}")))
        .containsExactly("xsay {{task}} $1 \\y", "1t", "{x}");
  }

  @Test
  void shouldNameAPlaceholderThatHasNoValue() {
    assertThatThrownBy(() -> placeholders.expand(List.of("{{parameters.c}}")))
        .isInstanceOf(UnknownPlaceholderException.class)
        .hasMessageContaining("{{parameters.c}}");
  }

  @Test
  void shouldTellHowToPassAVariableOfTheWorker() {
    assertThatThrownBy(() -> placeholders.expand(Map.of("KEY", "{{env.API_KEY}}")))
        .hasMessageContaining("worker.agent.environment");
  }
}
