package dev.winnow.producers.report;

import java.util.List;

/**
 * A report as one HTML file: no scripts, nothing loaded from elsewhere, light and dark as the
 * reader's system is. Its own policy forbids what it does not have.
 */
public final class HtmlReport {

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="color-scheme" content="light dark">
      <title>%s</title>
      <style>
      body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#24292f;background:#fff}
      h1{font-size:1.6rem;margin-bottom:.2rem}h2{font-size:1.15rem;margin-top:2rem}
      .summary{font-size:1.05rem}.warning{border-left:4px solid #bf8700;padding:.2rem 1rem;background:#fff8c5}
      .scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}th,td{padding:.25rem .6rem;border-bottom:1px solid #d1d9e0;text-align:left;vertical-align:top}
      .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}
      dt{color:#59636e}dd{margin:0;overflow-wrap:anywhere}figure{margin:0}figcaption,.note{color:#59636e;font-size:.85rem}svg{max-width:100%%;height:auto}
      @media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}.warning{background:#2e2a1f}th,td{border-color:#3d444d}dt,figcaption,.note{color:#9198a1}}
      </style>
      </head>
      <body>
      """;

  private final StringBuilder page = new StringBuilder();

  private HtmlReport() {}

  /** Writes it. */
  public static String of(Report report) {
    HtmlReport html = new HtmlReport();
    html.page.append(HEAD.formatted(Markup.html(report.title())));
    html.element("h1", "", report.title());
    html.element("p", " class=\"summary\"", report.summary());
    report.sections().forEach(html::section);
    return html.page.append("</body>\n</html>\n").toString();
  }

  private void section(Section section) {
    element("h2", "", section.heading());
    if (section instanceof Section.Sentences sentences) {
      page.append(sentences.isWarning() ? "<div class=\"warning\">\n" : "<div>\n");
      sentences.sentences().forEach(sentence -> element("p", "", sentence));
      page.append("</div>\n");
    } else if (section instanceof Section.Facts facts) {
      page.append("<dl>\n");
      for (Section.Fact fact : facts.facts()) {
        element("dt", "", fact.label());
        element("dd", "", fact.text());
      }
      page.append("</dl>\n");
    } else if (section instanceof Section.Table table) {
      table(table);
    } else if (section instanceof Section.Plot plot) {
      page.append("<figure class=\"scroll\">\n").append(plot.svg());
      element("figcaption", "", plot.caption());
      page.append("</figure>\n");
    }
  }

  private void table(Section.Table table) {
    page.append("<div class=\"scroll\">\n<table>\n<thead>\n");
    row("th scope=\"col\"", "th", table.columns(), table.right());
    page.append("</thead>\n<tbody>\n");
    table.rows().forEach(row -> row("td", "td", row, table.right()));
    page.append("</tbody>\n</table>\n</div>\n");
    if (!table.note().isEmpty()) {
      element("p", " class=\"note\"", table.note());
    }
  }

  private void row(String opening, String name, List<String> cells, List<Boolean> right) {
    page.append("<tr>");
    for (int column = 0; column < cells.size(); column++) {
      page.append('<')
          .append(opening)
          .append(right.get(column) ? " class=\"n\">" : ">")
          .append(Markup.html(cells.get(column)))
          .append("</")
          .append(name)
          .append('>');
    }
    page.append("</tr>\n");
  }

  private void element(String name, String attributes, String text) {
    page.append('<').append(name).append(attributes).append('>');
    page.append(Markup.html(text));
    page.append("</").append(name).append(">\n");
  }
}
