package dev.winnow.worker.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Preference;
import dev.winnow.schemas.spec.TaskRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * What a judge printed: one line {@code {"preferred": "a", "cost": 0.0123}} among any others.
 *
 * @param preference whom it prefers; empty if it does not say so in one way
 * @param cost what the vote cost in US dollars, scale 6; empty if it does not tell, or tells what
 *     cannot be
 * @param problem why there is no preference; empty if there is one
 */
record JudgeAnswer(Optional<Preference> preference, Optional<BigDecimal> cost, String problem) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final String PREFERRED = "preferred";
  private static final int DECIMALS = 6;

  /** Reads lines that may hold JSON. */
  static JudgeAnswer of(List<String> lines) {
    List<JsonNode> answers =
        lines.stream().map(JudgeAnswer::parse).filter(line -> line.has(PREFERRED)).toList();
    if (answers.size() != 1) {
      return none(
          Optional.empty(),
          answers.isEmpty()
              ? "it printed no line {\"preferred\": \"a\"}, \"b\" or \"neither\""
              : "it printed " + answers.size() + " answers");
    }
    Optional<BigDecimal> cost = cost(answers.get(0).path("cost"));
    JsonNode preferred = answers.get(0).path(PREFERRED);
    return switch (preferred.asText()) {
      case "a" -> new JudgeAnswer(Optional.of(Preference.A), cost, "");
      case "b" -> new JudgeAnswer(Optional.of(Preference.B), cost, "");
      case "neither" -> new JudgeAnswer(Optional.of(Preference.NEITHER), cost, "");
      default -> none(cost, "it prefers " + preferred + ", and that is not a, b or neither");
    };
  }

  private static JudgeAnswer none(Optional<BigDecimal> cost, String problem) {
    return new JudgeAnswer(Optional.empty(), cost, problem);
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException talk) {
      return JSON.missingNode();
    }
  }

  private static Optional<BigDecimal> cost(JsonNode cost) {
    if (!cost.isNumber() || !Double.isFinite(cost.doubleValue())) {
      return Optional.empty();
    }
    BigDecimal exact = cost.decimalValue();
    return exact.signum() < 0 || exact.compareTo(TaskRules.MOST_COST) > 0
        ? Optional.empty()
        : Optional.of(exact.setScale(DECIMALS, RoundingMode.HALF_UP));
  }
}
