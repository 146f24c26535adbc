package dev.winnow.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ChaosMainTest {
  @ParameterizedTest
  @ValueSource(strings = {"--faults=worker,flood", "--attempts=7", "--workers=0", "--minutes=0"})
  void shouldEndWith2AndSayWhatIsWrongWhenItIsAskedForWhatCannotBe(String option) {
    StringWriter err = new StringWriter();
    CommandLine command = ChaosMain.command().setErr(new PrintWriter(err, true));

    assertThat(command.execute(option)).isEqualTo(2);

    assertThat(err.toString())
        .contains(option.contains("flood") ? "'flood'" : option.split("=")[0]);
  }

  @Test
  void shouldNameEveryFaultInItsHelp() {
    String usage =
        ChaosMain.command().getUsageMessage(CommandLine.Help.Ansi.OFF).replaceAll("\\s+", " ");

    for (FaultKind kind : FaultKind.values()) {
      assertThat(usage).contains(kind.word());
    }
  }
}
