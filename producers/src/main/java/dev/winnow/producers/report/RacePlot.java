package dev.winnow.producers.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Plain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scores of those that are first at the end, over time. */
final class RacePlot {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 300;
  private static final int LEFT = 70;
  private static final int RIGHT = 190;
  private static final int TOP = 14;
  private static final int BOTTOM = 34;
  private static final int LONGEST_NAME = 22;

  /** Told apart by those who see few colours (Okabe and Ito, 2008); as many lines are drawn. */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9");

  private RacePlot() {}

  /**
   * Draws it.
   *
   * @return empty if the server keeps no race, or there are less than two points
   */
  static Optional<String> of(ReportSource source) {
    List<JsonNode> points = ReportSource.list(source.race());
    if (points.size() < 2 || source.metrics().isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<double[]>> lines = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (JsonNode entry : points.get(points.size() - 1).path("entries")) {
      if (lines.size() < COLOURS.size()) {
        lines.put(entry.path("clusterId").asText(), new ArrayList<>());
        names.put(entry.path("clusterId").asText(), entry.path("attemptId").asText());
      }
    }
    Instant start = Instant.parse(source.contest().path("startedAt").asText());
    for (JsonNode point : points) {
      double seconds =
          (Instant.parse(point.path("at").asText()).toEpochMilli() - start.toEpochMilli()) / 1e3;
      for (JsonNode entry : point.path("entries")) {
        List<double[]> line = lines.get(entry.path("clusterId").asText());
        if (line != null && entry.path("score").isNumber()) {
          line.add(new double[] {seconds, entry.path("score").asDouble()});
        }
      }
    }
    lines.values().removeIf(List::isEmpty);
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(draw(lines, names, source.metrics().get(0)));
  }

  private static String draw(
      Map<String, List<double[]>> lines, Map<String, String> names, String metric) {
    List<Double> times = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    lines
        .values()
        .forEach(
            line ->
                line.forEach(
                    point -> {
                      times.add(point[0]);
                      scores.add(point[1]);
                    }));
    Scale x = Scale.over(times, LEFT, WIDTH - RIGHT);
    Scale y = Scale.over(scores, HEIGHT - BOTTOM, TOP);
    Svg svg = new Svg(WIDTH, HEIGHT, "Race by " + metric);
    for (double tick : y.ticks()) {
      svg.line("w-grid", LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick));
      svg.text("w-faint", LEFT - 8, y.at(tick) + 4, "end", Plain.number(tick));
    }
    for (double tick : x.ticks()) {
      if (tick >= 0) {
        svg.text(
            "w-faint",
            x.at(tick),
            HEIGHT - BOTTOM + 16,
            "middle",
            Plain.duration(Math.round(tick * 1e3)));
      }
    }
    svg.line("w-axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
    int index = 0;
    for (Map.Entry<String, List<double[]>> line : lines.entrySet()) {
      String colour = COLOURS.get(index);
      svg.path(colour, steps(line.getValue(), x, y));
      double at = TOP + 10 + index * 20.0;
      svg.path(
          colour,
          List.of(new double[] {WIDTH - RIGHT + 12, at}, new double[] {WIDTH - RIGHT + 32, at}));
      svg.text(
          "w-text",
          WIDTH - RIGHT + 38,
          at + 4,
          "start",
          Plain.shortenMiddle(Plain.text(names.get(line.getKey())), LONGEST_NAME));
      index++;
    }
    return svg.toString();
  }

  /** A score holds until the next one is known. */
  private static List<double[]> steps(List<double[]> points, Scale x, Scale y) {
    List<double[]> steps = new ArrayList<>();
    for (double[] point : points) {
      double across = x.at(point[0]);
      if (!steps.isEmpty()) {
        steps.add(new double[] {across, steps.get(steps.size() - 1)[1]});
      }
      steps.add(new double[] {across, y.at(point[1])});
    }
    steps.add(new double[] {x.to(), steps.get(steps.size() - 1)[1]});
    return steps;
  }
}
