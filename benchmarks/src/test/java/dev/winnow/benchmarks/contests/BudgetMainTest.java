package dev.winnow.benchmarks.contests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BudgetMainTest {
  @Test
  void shouldPrintThatTheCapHoldsWhenWorkersAreKilled() {
    StringWriter out = new StringWriter();

    int exit =
        BudgetMain.command()
            .setOut(new PrintWriter(out))
            .execute("--runs", "1", "--concurrent", "20", "--money", "30");

    assertThat(exit).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("all live", "one in five killed", "and some never answer", "The cap holds");
  }

  @Test
  void shouldSpendNearlyAllWhenTheCapBinds() {
    BigDecimal cap = new BigDecimal("30");

    BudgetRun.Result result = new BudgetRun(new BudgetRun.Setting(20, cap, 0.2, 0), 7).run();

    assertThat(result.mostOut()).isEqualTo(20);
    assertThat(result.killed()).isPositive();
    assertThat(result.lateResults()).isPositive();
    assertThat(result.spent()).isBetween(new BigDecimal("28.85"), cap);
    assertThat(result.reason()).startsWith("the money left does not allow another attempt");
  }
}
