package dev.winnow.producers.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mean and interval of the first objective, a row a candidate. */
public final class IntervalPlot {

  private static final int WIDTH = 760;
  private static final int LEFT = 210;
  private static final int RIGHT = 20;
  private static final int TOP = 12;
  private static final int ROW = 22;
  private static final int AXIS = 34;
  private static final int MOST_ROWS = 30;
  private static final int LONGEST_NAME = 28;

  private IntervalPlot() {}

  /**
   * Draws it.
   *
   * @return empty if nothing is ranked
   */
  public static Optional<String> of(ReportSource source) {
    if (source.metrics().isEmpty() || source.entries().isEmpty()) {
      return Optional.empty();
    }
    String metric = source.metrics().get(0);
    List<JsonNode> rows = new ArrayList<>(source.entries().stream().limit(MOST_ROWS).toList());
    if (source.control().isObject()) {
      rows.add(source.control());
    }
    List<Double> values = new ArrayList<>();
    for (JsonNode row : rows) {
      values.add(mean(row, metric));
      values.add(row.path("intervals").path(metric).path("low").asDouble(mean(row, metric)));
      values.add(row.path("intervals").path(metric).path("high").asDouble(mean(row, metric)));
    }
    values.removeIf(value -> !Double.isFinite(value));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    int bottom = TOP + rows.size() * ROW;
    Scale x = Scale.over(values, LEFT, WIDTH - RIGHT);
    Svg svg = new Svg(WIDTH, bottom + AXIS, "Intervals of " + metric);
    for (double tick : x.ticks()) {
      svg.line("w-grid", x.at(tick), TOP, x.at(tick), bottom);
      svg.text("w-faint", x.at(tick), bottom + 16, "middle", Plain.number(tick));
    }
    svg.line("w-axis", LEFT, bottom, WIDTH - RIGHT, bottom);
    svg.text("w-faint", WIDTH - RIGHT, bottom + 30, "end", Plain.text(metric));
    for (int index = 0; index < rows.size(); index++) {
      draw(svg, x, rows.get(index), metric, TOP + index * ROW + ROW / 2.0);
    }
    return Optional.of(svg.toString());
  }

  private static void draw(Svg svg, Scale x, JsonNode row, String metric, double y) {
    boolean isBase = row.path("rank").asInt() == 0;
    String name =
        isBase
            ? "untouched base"
            : row.path("rank").asText()
                + (row.path("tied").asBoolean() ? "= " : "  ")
                + Plain.text(row.path("attemptId").asText());
    svg.text("w-text", LEFT - 10, y + 4, "end", Plain.shortenMiddle(name, LONGEST_NAME));
    double mean = mean(row, metric);
    if (!Double.isFinite(mean)) {
      return;
    }
    // An end that is not known is as far away as can be drawn.
    JsonNode interval = row.path("intervals").path(metric);
    if (interval.isObject()) {
      double low = interval.path("low").asDouble(x.least());
      double high = interval.path("high").asDouble(x.most());
      svg.line(isBase ? "w-bar w-base" : "w-bar", x.at(low), y, x.at(high), y);
    }
    svg.dot(row.path("tied").asBoolean() ? "w-dot w-tied" : "w-dot", x.at(mean), y);
  }

  private static double mean(JsonNode row, String metric) {
    return row.path("metrics").path(metric).path("mean").asDouble(Double.NaN);
  }
}
