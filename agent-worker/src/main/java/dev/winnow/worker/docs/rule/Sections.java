package dev.winnow.worker.docs.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads TOML, INI and properties by their lines: sections in brackets, and in them keys with
 * values. Lists over several lines are taken as one value; nothing else of TOML is known.
 */
public final class Sections {
  private Sections() {}

  /**
   * A key with its value.
   *
   * @param section without brackets, empty before the first
   * @param sectionLine line of the section, from 1; 0 before the first
   * @param key without quotes
   * @param value without quotes and comment; of several lines, with their breaks
   * @param line from 1
   */
  public record Entry(String section, int sectionLine, String key, String value, int line) {}

  /** All keys in the order in which they are written; of a section without keys, nothing. */
  public static List<Entry> read(String text) {
    List<Entry> entries = new ArrayList<>();
    List<String> lines = text.lines().toList();
    String section = "";
    int sectionLine = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("[") && line.indexOf(']') > 0) {
        section = line.substring(0, line.indexOf(']')).replace("[", "").strip();
        sectionLine = i + 1;
        continue;
      }
      int equals = separator(line);
      if (equals <= 0 || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      String value = plain(line.substring(equals + 1));
      int first = i;
      StringBuilder more = new StringBuilder(value);
      while (i + 1 < lines.size() && goesOn(lines.get(i + 1), value)) {
        i++;
        more.append('\n').append(plain(lines.get(i)));
      }
      entries.add(
          new Entry(
              section, sectionLine, plain(line.substring(0, equals)), more.toString(), first + 1));
    }
    return entries;
  }

  private static int separator(String line) {
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    // INI allows both; a colon in a value is more common than one as a separator.
    return equals >= 0 ? equals : colon;
  }

  private static boolean goesOn(String next, String value) {
    boolean indented = !next.isBlank() && Character.isWhitespace(next.charAt(0));
    return indented && (value.isEmpty() || next.indexOf('=') < 0 || value.startsWith("["));
  }

  private static String plain(String raw) {
    String text = raw.strip();
    if (text.length() > 1 && (text.charAt(0) == '"' || text.charAt(0) == '\'')) {
      int end = text.indexOf(text.charAt(0), 1);
      return end < 0 ? text.substring(1) : text.substring(1, end);
    }
    int comment = text.indexOf(" #");
    return comment < 0 ? text : text.substring(0, comment).strip();
  }
}
