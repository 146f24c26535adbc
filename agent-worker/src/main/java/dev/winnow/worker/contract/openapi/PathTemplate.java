package dev.winnow.worker.contract.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths with templates: {@code /orders/{id}/lines/{line}}. */
final class PathTemplate {
  static final String HOLE = "{}";

  private static final Pattern TEMPLATE = Pattern.compile("\\{[^{}/]*}");

  private PathTemplate() {}

  /** The path with the names in its templates erased: equal for paths that answer the same URLs. */
  static String erased(String path) {
    return TEMPLATE.matcher(path).replaceAll(HOLE);
  }

  /** Names in the templates, in the order of the path. */
  static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    Matcher matcher = TEMPLATE.matcher(path);
    while (matcher.find()) {
      names.add(matcher.group().substring(1, matcher.group().length() - 1));
    }
    return names;
  }

  /**
   * How well a path, concrete or template, fits a template: the number of segments that are equal
   * as they stand, or -1 if it does not fit.
   */
  static int fit(String template, String path) {
    String[] expected = template.split("/", -1);
    String[] given = path.split("/", -1);
    if (expected.length != given.length) {
      return -1;
    }
    int equal = 0;
    for (int i = 0; i < expected.length; i++) {
      if (erased(expected[i]).equals(erased(given[i]))) {
        equal++;
      } else if (!fits(expected[i], given[i])) {
        return -1;
      }
    }
    return equal;
  }

  /** Whether a concrete segment fits a template segment, which may be {@code {name}.{ext}}. */
  private static boolean fits(String template, String segment) {
    String[] literals = erased(template).split("\\{}", -1);
    if (literals.length == 1 || segment.isEmpty()) {
      return false;
    }
    int at = literals[0].length();
    if (!segment.startsWith(literals[0])) {
      return false;
    }
    for (int i = 1; i < literals.length; i++) {
      boolean last = i == literals.length - 1;
      int found = last ? segment.length() - literals[i].length() : segment.indexOf(literals[i], at);
      if (found < at || !segment.startsWith(literals[i], found)) {
        return false;
      }
      at = found + literals[i].length();
    }
    return true;
  }

  /** A path or URL without what follows {@code ?} or {@code #}. */
  static String withoutQuery(String url) {
    int end = 0;
    while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
      end++;
    }
    return url.substring(0, end);
  }

  static String withoutLastSlashes(String url) {
    int end = url.length();
    while (end > 0 && url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(0, end);
  }
}
