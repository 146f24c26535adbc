package dev.winnow.producers.report;

/** Texts from elsewhere, so that they are text and nothing else where they are put. */
final class Markup {

  private static final String MARKDOWN = "\\`*_[]<#|~&$";

  private Markup() {}

  /** For HTML and SVG, within elements and within quoted attributes. */
  static String html(String text) {
    StringBuilder safe = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      char each = text.charAt(index);
      switch (each) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(each);
      }
    }
    return safe.toString();
  }

  /** For Markdown (CommonMark, and its tables), within a line. */
  static String markdown(String text) {
    StringBuilder safe = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      char each = text.charAt(index);
      if (MARKDOWN.indexOf(each) >= 0) {
        safe.append('\\');
      }
      safe.append(each);
    }
    return safe.toString();
  }
}
