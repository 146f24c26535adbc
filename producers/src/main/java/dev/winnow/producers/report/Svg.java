package dev.winnow.producers.report;

import dev.winnow.producers.text.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A drawing (SVG 1.1). Colours are in a style sheet of its own, for light and dark, so that it can
 * stand alone and within a page.
 */
final class Svg {

  private static final String STYLE =
      """
      <style>
      .w-axis{stroke:#8a8f98;stroke-width:1}.w-grid{stroke:#8a8f98;stroke-opacity:.25;stroke-width:1}
      .w-text{font:12px system-ui,sans-serif;fill:#24292f}.w-faint{font:11px system-ui,sans-serif;fill:#59636e}
      .w-bar{stroke:#0969da;stroke-width:2}.w-dot{fill:#0969da;stroke:#0969da;stroke-width:2}
      .w-tied{fill:#ffffff}.w-base{stroke:#59636e;stroke-dasharray:4 3}
      .w-band{fill:#0969da;fill-opacity:.12;stroke:none}.w-line{fill:none;stroke-width:2}
      @media(prefers-color-scheme:dark){.w-text{fill:#e6edf3}.w-faint{fill:#9198a1}.w-tied{fill:#0d1117}
      .w-bar{stroke:#4493f8}.w-dot{fill:#4493f8;stroke:#4493f8}.w-dot.w-tied{fill:#0d1117}.w-base{stroke:#9198a1}.w-band{fill:#4493f8}}
      </style>
      """;

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;
  private final String title;

  /**
   * An empty drawing.
   *
   * @param width in pixels
   * @param height in pixels
   * @param title what it shows, for those who do not see it
   */
  Svg(int width, int height, String title) {
    this.width = width;
    this.height = height;
    this.title = title;
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    body.append(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
            .formatted(style, number(x1), number(y1), number(x2), number(y2)));
  }

  void dot(String style, double x, double y) {
    body.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"4\"/>\n"
            .formatted(style, number(x), number(y)));
  }

  /**
   * A text.
   *
   * @param anchor which of its points is at x: {@code start}, {@code middle} or {@code end}
   */
  void text(String style, double x, double y, String anchor, String text) {
    body.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
            .formatted(style, number(x), number(y), anchor, Markup.html(text)));
  }

  /** Points that are joined, in a colour as CSS has it. */
  void path(String colour, List<double[]> points) {
    body.append("<polyline class=\"w-line\" stroke=\"").append(colour).append("\" points=\"");
    body.append(points(points)).append("\"/>\n");
  }

  /** A filled area. */
  void area(String style, List<double[]> points) {
    body.append("<polygon class=\"").append(style).append("\" points=\"");
    body.append(points(points)).append("\"/>\n");
  }

  private static String points(List<double[]> points) {
    List<String> texts = new ArrayList<>();
    points.forEach(point -> texts.add(number(point[0]) + "," + number(point[1])));
    return String.join(" ", texts);
  }

  @Override
  public String toString() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n<title>%s</title>\n%s%s</svg>\n"
        .formatted(width, height, width, height, Markup.html(Plain.text(title)), STYLE, body);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
