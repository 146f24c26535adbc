package dev.winnow.worker.contract.openapi;

import java.util.Locale;

/** Names of media types (RFC 9110, 8.3.1), as contracts write them. */
public final class MediaTypes {
  private static final String ANY = "*";

  private MediaTypes() {}

  /**
   * One spelling for one media type: lower case, without spaces, and without {@code charset}, which
   * says nothing about JSON and is added and dropped by tools.
   */
  public static String normal(String name) {
    StringBuilder normal = new StringBuilder();
    for (String part : name.split(";", -1)) {
      String trimmed = part.strip().toLowerCase(Locale.ROOT).replace(" ", "");
      if (!trimmed.isEmpty() && !trimmed.startsWith("charset=")) {
        normal.append(normal.length() == 0 ? "" : ";").append(trimmed);
      }
    }
    return normal.toString();
  }

  /** Whether a normal name is that of JSON: {@code application/json}, {@code …+json}. */
  public static boolean isJson(String name) {
    String bare = bare(name);
    return bare.endsWith("/json") || bare.endsWith("+json");
  }

  /**
   * Whether a range, such as {@code application/*}, includes a media type or a smaller range. One
   * without parameters includes those with any.
   */
  static boolean includes(String range, String name) {
    if (range.equals(name) || range.equals(bare(name))) {
      return true;
    }
    String[] outer = bare(range).split("/", 2);
    String[] inner = bare(name).split("/", 2);
    return outer.length == 2
        && inner.length == 2
        && outer[1].equals(ANY)
        && (outer[0].equals(ANY) || outer[0].equals(inner[0]));
  }

  private static String bare(String name) {
    int end = name.indexOf(';');
    return end < 0 ? name : name.substring(0, end);
  }
}
