package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.DistinctNames;
import dev.winnow.producers.text.Metric;
import dev.winnow.producers.text.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the columns of a board say of an entry. A column that says nothing of any entry is left out.
 */
final class BoardColumns {

  /** Marks entries that the data do not set apart from the first. */
  static final String TIED = "=";

  private final List<JsonNode> entries;
  private final List<String> metrics;
  private final Function<JsonNode, String> moves;
  private final boolean isAnyTied;
  private final DistinctNames variants;
  private final DistinctNames attempts;

  /**
   * The columns of a table.
   *
   * @param entries all rows of the table; the untouched base has rank 0
   * @param metrics names of the metrics that are shown
   * @param moves how an entry moved; empty if it did not
   */
  BoardColumns(List<JsonNode> entries, List<String> metrics, Function<JsonNode, String> moves) {
    this.moves = moves;
    this.entries = List.copyOf(entries);
    this.metrics = List.copyOf(metrics);
    isAnyTied = isAny(entry -> entry.path("tied").asBoolean());
    variants = names("variant");
    attempts = names("attemptId");
  }

  private DistinctNames names(String field) {
    return new DistinctNames(
        entries.stream()
            .filter(entry -> !isBase(entry))
            .map(entry -> Plain.text(entry.path(field).asText()))
            .toList());
  }

  /**
   * A table of the entries.
   *
   * @param layout what is left out for want of room
   */
  TextTable table(Layout layout) {
    List<Column> columns = columns(layout);
    TextTable table = new TextTable(columns.stream().map(Column::right).toList());
    table.add(columns.stream().map(Column::header).toList());
    for (JsonNode entry : entries) {
      table.add(columns.stream().map(column -> column.cell().apply(entry)).toList());
    }
    return table;
  }

  /** Whether an entry is marked as tied with the first. */
  boolean isAnyTied() {
    return isAnyTied;
  }

  private List<Column> columns(Layout layout) {
    List<Column> columns = new ArrayList<>();
    int mark = entries.stream().mapToInt(entry -> moves.apply(entry).length()).max().orElse(0);
    columns.add(
        new Column(
            "#" + unmarked() + move("", mark),
            true,
            entry -> place(entry) + move(moves.apply(entry), mark)));
    if (layout.variant() > 0) {
      columns.add(new Column("variant", false, entry -> variant(entry, layout.variant())));
    }
    columns.add(new Column("attempt", false, entry -> attempt(entry, layout.attempt())));
    for (int index = 0; index < metrics.size(); index++) {
      String name = metrics.get(index);
      boolean hasInterval = index < layout.intervals();
      columns.add(new Column(Plain.text(name), true, entry -> value(entry, name, hasInterval)));
    }
    if (layout.hasChance() && isAny(entry -> !chance(entry).isEmpty())) {
      columns.add(new Column("P(best)", true, BoardColumns::chance));
    }
    if (layout.hasExtras() && isAny(entry -> !ranks(entry).isEmpty())) {
      columns.add(new Column("ranks", true, BoardColumns::ranks));
    }
    columns.add(new Column("size", true, BoardColumns::size));
    if (layout.hasExtras() && isAny(entry -> !family(entry).isEmpty())) {
      columns.add(new Column("family", true, BoardColumns::family));
    }
    columns.add(new Column("cost", true, BoardColumns::cost));
    return columns;
  }

  private boolean isAny(Predicate<JsonNode> condition) {
    return entries.stream().anyMatch(condition);
  }

  private String place(JsonNode entry) {
    String place = isBase(entry) ? "base" : entry.path("rank").asText();
    return place + (entry.path("tied").asBoolean() ? TIED : unmarked());
  }

  /** How it moved, behind its rank; all as wide as the longest, or nothing if nobody did. */
  private static String move(String mark, int longest) {
    return longest == 0 ? "" : " " + mark + " ".repeat(longest - mark.length());
  }

  /** What stands where others have the mark, so that numbers are below each other. */
  private String unmarked() {
    return isAnyTied ? " " : "";
  }

  private String variant(JsonNode entry, int width) {
    return isBase(entry)
        ? ""
        : Plain.shorten(variants.fit(Plain.text(entry.path("variant").asText()), width), width);
  }

  private String attempt(JsonNode entry, int width) {
    return isBase(entry)
        ? "untouched"
        : Plain.shortenMiddle(
            attempts.fit(Plain.text(entry.path("attemptId").asText()), width), width);
  }

  private static String value(JsonNode entry, String name, boolean hasInterval) {
    return hasInterval
        ? Metric.meanAndInterval(entry, name)
        : Metric.mean(entry.path("metrics").path(name));
  }

  private static String chance(JsonNode entry) {
    JsonNode chance = entry.path("probabilityBest");
    return chance.isNumber() ? Plain.chance(chance.asDouble()) : "";
  }

  /** The ranks that the data allow, if that is more than one. */
  private static String ranks(JsonNode entry) {
    int best = entry.path("bestRank").asInt();
    int worst = entry.path("worstRank").asInt();
    return best > 0 && worst > best ? best + "–" + worst : "";
  }

  private static String size(JsonNode entry) {
    return isBase(entry) ? "" : times(entry.path("size").asInt(1), "1");
  }

  private static String family(JsonNode entry) {
    return times(entry.path("familySize").asInt(), "");
  }

  private static String times(int number, String otherwise) {
    return number > 1 ? "x" + number : otherwise;
  }

  private static String cost(JsonNode entry) {
    return isBase(entry) ? "" : Plain.money(entry.path("cost").decimalValue());
  }

  private static boolean isBase(JsonNode entry) {
    return entry.path("rank").asInt() == 0;
  }

  /**
   * How much room names have, and what is left out.
   *
   * @param variant the longest name of a variant, in characters; 0 for no such column
   * @param attempt the longest name of an attempt, in characters
   * @param intervals how many metrics are shown with their intervals, the first ones
   * @param hasExtras whether ranks and families have columns
   * @param hasChance whether the chance to be the best has one
   */
  record Layout(int variant, int attempt, int intervals, boolean hasExtras, boolean hasChance) {
    static final Layout WIDEST =
        new Layout(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, true, true);

    /** Without the variant's name, with which the attempt's name starts: narrower and narrower. */
    static final List<Layout> NARROWER =
        List.of(
            new Layout(0, Integer.MAX_VALUE, Integer.MAX_VALUE, true, true),
            new Layout(0, Integer.MAX_VALUE, Integer.MAX_VALUE, false, true),
            new Layout(0, Integer.MAX_VALUE, 1, false, true),
            new Layout(0, Integer.MAX_VALUE, 1, false, false),
            new Layout(0, Integer.MAX_VALUE, 0, false, false));

    Layout withNames(int longestVariant, int longestAttempt) {
      return new Layout(longestVariant, longestAttempt, intervals, hasExtras, hasChance);
    }
  }

  private record Column(String header, boolean right, Function<JsonNode, String> cell) {}
}
