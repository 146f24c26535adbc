package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Plain;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a running contest has used of its caps, as bars. */
final class BudgetText {

  private BudgetText() {}

  /**
   * Money, agents' time where there is a cap on it, and time.
   *
   * @param bars how bars are drawn
   * @param contest as the server sends it
   * @param budget the task's caps; null or missing members are no caps
   * @param now to reckon the time with
   */
  static List<String> lines(Bars bars, JsonNode contest, JsonNode budget, Instant now) {
    List<String> lines = new ArrayList<>();
    JsonNode spend = contest.path("spend");
    JsonNode money = budget.path("money");
    String reserved =
        spend.path("reserved").decimalValue().signum() > 0
            ? ", " + Plain.money(spend.path("reserved").decimalValue()) + " reserved"
            : "";
    if (money.isNumber()) {
      lines.add(
          bars.line(
              "money",
              spend.path("money").asDouble(),
              money.asDouble(),
              "%s of %s%s"
                  .formatted(
                      Plain.money(spend.path("money").decimalValue()),
                      Plain.money(money.decimalValue()),
                      reserved)));
    } else {
      lines.add(bars.label("spent", Plain.money(spend.path("money").decimalValue()) + reserved));
    }
    JsonNode agentMs = budget.path("agentMs");
    if (agentMs.isNumber()) {
      lines.add(
          bars.line(
              "agents' time",
              spend.path("agentMs").asDouble(),
              agentMs.asDouble(),
              "%s of %s"
                  .formatted(
                      Plain.duration(spend.path("agentMs").asLong()),
                      Plain.duration(agentMs.asLong()))));
    }
    lines.add(time(bars, contest, now));
    lines.add(
        bars.label(
            "ran",
            "agents %s, evaluators %s"
                .formatted(
                    Plain.duration(spend.path("agentMs").asLong()),
                    Plain.duration(spend.path("evaluationMs").asLong()))));
    return lines;
  }

  private static String time(Bars bars, JsonNode contest, Instant now) {
    Instant start = Instant.parse(contest.path("startedAt").asText());
    Duration all = Duration.between(start, Instant.parse(contest.path("endsAt").asText()));
    Duration gone = Duration.between(start, now);
    // The server's clock may be ahead of this one.
    gone = gone.isNegative() ? Duration.ZERO : gone.compareTo(all) > 0 ? all : gone;
    return bars.line(
        "time",
        (double) gone.toMillis(),
        (double) all.toMillis(),
        "%s of %s"
            .formatted(
                Plain.duration(gone.truncatedTo(ChronoUnit.SECONDS).toMillis()),
                Plain.duration(all.toMillis())));
  }
}
