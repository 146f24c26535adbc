package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Plain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A contest's progress as text. */
final class ProgressText {

  private ProgressText() {}

  /**
   * The whole progress: bars of what is done of what is planned, of money and time against their
   * caps; patches, outcomes.
   *
   * @param contest as the server sends it
   * @param task whose it is
   * @param now to reckon the time with
   * @param width of the terminal, in characters
   */
  static List<String> lines(JsonNode contest, Watched task, Instant now, int width) {
    Bars bars = new Bars(width);
    List<String> lines = new ArrayList<>();
    lines.add(
        task.isMerging() ? bars.label("combined", combined(contest)) : attempts(bars, contest));
    lines.add(evaluations(bars, contest));
    lines.addAll(BudgetText.lines(bars, contest, task.budget(), now));
    lines.add(
        bars.label(
            "patches",
            "%s, %s, %d measured%s"
                .formatted(
                    Plain.count(contest.path("clusters").asInt(), "cluster"),
                    Plain.count(contest.path("duplicates").asInt(), "duplicate"),
                    contest.path("measured").asInt(),
                    waiting(contest).map(text -> ", " + text).orElse(""))));
    votes(contest).ifPresent(text -> lines.add(bars.label("judge", text)));
    String outcomes = outcomes(contest.path("attemptsByOutcome"));
    if (!outcomes.isEmpty()) {
      lines.add(bars.label("outcomes", outcomes));
    }
    return lines.stream().map(line -> Plain.shorten(line, width)).toList();
  }

  /** The progress of a contest of agents in one line. */
  static String line(JsonNode contest) {
    return line(contest, false);
  }

  private static String attempts(Bars bars, JsonNode contest) {
    int planned = contest.path("attemptsPlanned").asInt();
    int done = done(contest);
    return bars.line(
        "attempts",
        done,
        planned,
        "%d of %d, %d in flight".formatted(done, planned, contest.path("attemptsOpen").asInt()));
  }

  /** How many a contest takes is not known before its end: against those that were ordered. */
  private static String evaluations(Bars bars, JsonNode contest) {
    int issued = contest.path("evaluationsIssued").asInt();
    int open = contest.path("evaluationsOpen").asInt();
    return bars.line(
        "evaluations",
        issued - open,
        issued,
        "%d of %d ordered, %d in flight".formatted(issued - open, issued, open));
  }

  private static String combined(JsonNode contest) {
    return "%d, %d in flight".formatted(done(contest), contest.path("attemptsOpen").asInt());
  }

  /** The progress in one line, for a log. */
  static String line(JsonNode contest, boolean isMerging) {
    return "%s, %d of %s measured, %s%s, %d rejected or failed, %s%s"
        .formatted(
            isMerging
                ? Plain.count(done(contest), "combination")
                : done(contest)
                    + " of "
                    + Plain.count(contest.path("attemptsPlanned").asInt(), "attempt"),
            contest.path("measured").asInt(),
            Plain.count(contest.path("clusters").asInt(), "cluster"),
            waiting(contest).map(text -> text + ", ").orElse(""),
            Plain.count(contest.path("duplicates").asInt(), "duplicate"),
            unsuccessful(contest.path("attemptsByOutcome")),
            votes(contest).map(text -> text + ", ").orElse(""),
            Plain.money(contest.path("spend").path("money").decimalValue()));
  }

  /** Counts by outcome, the most frequent first: {@code 41 succeeded, 2 timed out}. */
  static String outcomes(JsonNode counts) {
    Map<String, Integer> sorted = new TreeMap<>();
    counts.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue().asInt()));
    return String.join(
        ", ",
        sorted.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(entry -> entry.getValue() + " " + Plain.words(entry.getKey()))
            .toList());
  }

  /** Money and time: {@code $0.12; agents ran 4 min 5 s, evaluators 1 min 2 s}. */
  static String spend(JsonNode spend) {
    String reserved =
        spend.path("reserved").decimalValue().signum() > 0
            ? " and %s reserved".formatted(Plain.money(spend.path("reserved").decimalValue()))
            : "";
    return String.format(
        Locale.ROOT,
        "%s%s; agents ran %s, evaluators %s",
        Plain.money(spend.path("money").decimalValue()),
        reserved,
        Plain.duration(spend.path("agentMs").asLong()),
        Plain.duration(spend.path("evaluationMs").asLong()));
  }

  /** Clusters that wait for their family, or at a rung to be promoted; empty if none does. */
  private static Optional<String> waiting(JsonNode contest) {
    long count = contest.path("waiting").asLong();
    for (JsonNode rung : contest.path("rungs")) {
      count += rung.path("waiting").asLong();
    }
    return count > 0 ? Optional.of(count + " waiting") : Optional.empty();
  }

  /** Answers of the judge; empty if it is not asked. */
  private static Optional<String> votes(JsonNode contest) {
    int asked = contest.path("votesAsked").asInt();
    int in = asked - contest.path("votesOpen").asInt();
    return asked > 0
        ? Optional.of("%d of %s in".formatted(in, Plain.count(asked, "vote")))
        : Optional.empty();
  }

  private static int done(JsonNode contest) {
    return contest.path("attemptsIssued").asInt() - contest.path("attemptsOpen").asInt();
  }

  private static int unsuccessful(JsonNode counts) {
    return counts.properties().stream()
        .filter(entry -> !entry.getKey().equals("SUCCEEDED"))
        .mapToInt(entry -> entry.getValue().asInt())
        .sum();
  }
}
