package dev.winnow.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {
  private static final Tokens MILLION_EACH = new Tokens(1_000_000, 1_000_000, 1_000_000, 1_000_000);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-sonnet-4-5",
        "claude-sonnet-4-5-20250929",
        "anthropic/claude-sonnet-4-5",
        "openrouter/anthropic/claude-sonnet-4-5"
      })
  void shouldFindAModelWhenItsNameHasAProviderOrADate(String model) {
    assertThat(Prices.bundled().bundled(model).orElseThrow().of(MILLION_EACH))
        .isEqualByComparingTo("22.05");
  }

  @Test
  void shouldPutTheOwnTableFirstThenTheToolThenTheTableThatComesWithWinnow() throws IOException {
    Prices prices = prices("models: {claude-sonnet-4-5: {input: 1, output: 2}}");
    BigDecimal told = new BigDecimal("0.5");
    Tokens tokens = new Tokens(1_000_000, 0, 0, 1_000_000);

    assertThat(cost(prices, "claude-sonnet-4-5", tokens, told)).contains(decimal("3.000000"));
    assertThat(cost(prices, "claude-haiku-4-5", tokens, told)).contains(decimal("0.500000"));
    assertThat(cost(prices, "claude-haiku-4-5", tokens, null)).contains(decimal("6.000000"));
    assertThat(cost(prices, "claude-haiku-4-5", tokens, BigDecimal.ZERO))
        .contains(decimal("6.000000"));
    assertThat(cost(prices, "unknown", tokens, BigDecimal.ZERO)).isEmpty();
    assertThat(cost(prices, "unknown", Tokens.NONE, BigDecimal.ZERO)).contains(decimal("0.000000"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "models: {m: {output: 1}} | models.m.input has to be US dollars",
        "models: {m: {input: 1, output: -1}} | models.m.output has to be US dollars",
        "models: {m: {input: 1, output: 1, cached: 1}} | models.m.cached is not known; known are",
        "m: {input: 1, output: 1} | models is missing",
        "models: [ | is no YAML"
      })
  void shouldNameFileAndFieldWhenATableCannotBeUsed(String yaml, String message) {
    assertThatThrownBy(() -> prices(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("prices.yaml")
        .hasMessageContaining(message);
  }

  private Prices prices(String yaml) throws IOException {
    return Prices.of(Files.writeString(folder.resolve("prices.yaml"), yaml));
  }

  private static Optional<BigDecimal> cost(
      Prices prices, String model, Tokens tokens, BigDecimal told) {
    Figures figures = new Figures(prices);
    figures.put("answer", model, tokens, Optional.ofNullable(told));
    return figures.cost();
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
