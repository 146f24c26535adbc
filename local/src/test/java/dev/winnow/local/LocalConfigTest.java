package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalConfigTest {
  @Test
  void shouldRefuseWrongSettingsWhenMade() {
    Map<Map<String, String>, String> wrong =
        Map.of(
            Map.of("webhook.secrets", "a", "webhook.port", "soon"), "webhook.port",
            Map.of("webhook.secrets", "a,,b"), "webhook.secrets",
            Map.of("reporter.github.token", "t", "reporter.attempts", "0"), "reporter.attempts",
            Map.of("reporter.github.app.id", "7"), "reporter.github.app.key.file");

    wrong.forEach(
        (settings, key) ->
            assertThatThrownBy(() -> new LocalConfig(Path.of(""), 1, 0, 1, settings))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining(key));
  }

  @Test
  void shouldKnowWhereTheStackIsWhenItRuns() {
    Map<String, String> settings = Map.of("webhook.secrets", "a", "webhook.port", "9");
    LocalConfig config = new LocalConfig(Path.of(""), 1, 0, 1, settings);

    var webhooks = config.webhooks(Map.of("bootstrap.servers", "127.0.0.1:1")).orElseThrow();

    assertThat(webhooks.kafka()).containsEntry("bootstrap.servers", "127.0.0.1:1");
    assertThat(webhooks.port()).isEqualTo(9);
    assertThat(config.reporter(Map.of())).isEmpty();
  }

  @Test
  void shouldTellProblemAndMendInTwoLinesWhenAnOptionIsWrong() {
    StringWriter err = new StringWriter();

    int exit =
        WinnowMain.commandLine().setErr(new PrintWriter(err)).execute("local", "--slots", "0");

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly("winnow: --slots is 0", "  mend: give at least 1");
  }
}
