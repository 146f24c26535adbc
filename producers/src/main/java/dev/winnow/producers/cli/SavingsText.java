package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Plain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a contest did not have to spend, as text. */
final class SavingsText {

  private SavingsText() {}

  /**
   * What was left out and what that would have taken: {@code 6 duplicates, 310 samples: 12 min 40 s
   * of evaluators, $0.211}.
   *
   * @param savings of a verdict; may be null or missing
   * @return an empty text if there is nothing to say
   */
  static String line(JsonNode savings) {
    List<String> left = new ArrayList<>();
    long duplicates = savings.path("duplicates").asLong();
    if (duplicates > 0) {
      left.add(Plain.count(duplicates, "duplicate"));
    }
    long waiting = savings.path("waiting").asLong();
    if (waiting > 0) {
      left.add(waiting + " of families that did not do well");
    }
    long stopped = savings.path("stopped").asLong();
    if (stopped > 0) {
      left.add(stopped + " stopped at a rung");
    }
    long samples = savings.path("samples").asLong();
    if (samples > 0) {
      left.add(Plain.count(samples, "sample"));
    }
    List<String> worth = new ArrayList<>();
    long evaluationMs = savings.path("evaluationMs").asLong();
    if (evaluationMs > 0) {
      worth.add(Plain.duration(evaluationMs) + " of evaluators");
    }
    BigDecimal money = savings.path("money").decimalValue();
    if (money.signum() > 0) {
      worth.add(Plain.money(money));
    }
    String separator = left.isEmpty() || worth.isEmpty() ? "" : ": ";
    return String.join(", ", left) + separator + String.join(", ", worth);
  }
}
