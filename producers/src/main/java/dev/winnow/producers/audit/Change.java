package dev.winnow.producers.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place at which two commits differ.
 *
 * @param file its path
 * @param line the first line there, from 1, of the old file; of the new one if nothing was removed
 * @param removed lines of the old file
 * @param added lines of the new one
 */
record Change(String file, int line, List<String> removed, List<String> added) {

  private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(,\\d+)? \\+(\\d+).*");

  /**
   * Reads a diff.
   *
   * @param diff as git prints it, without lines around and with paths after {@code a/} and {@code
   *     b/}
   */
  static List<Change> parse(String diff) {
    List<Change> changes = new ArrayList<>();
    String old = "";
    String file = "";
    boolean isHeader = true;
    for (String line : diff.lines().toList()) {
      Matcher hunk = HUNK.matcher(line);
      if (line.startsWith("diff ")) {
        isHeader = true;
      } else if (isHeader && line.startsWith("--- ")) {
        old = line.substring(4);
      } else if (isHeader && line.startsWith("+++ ")) {
        String path = line.equals("+++ /dev/null") ? old : line.substring(4);
        file = path.substring(path.indexOf('/') + 1);
      } else if (hunk.matches()) {
        isHeader = false;
        boolean isAddition = ",0".equals(hunk.group(2));
        int first = Integer.parseInt(hunk.group(isAddition ? 3 : 1));
        changes.add(new Change(file, first, new ArrayList<>(), new ArrayList<>()));
      } else if (!isHeader && line.startsWith("-")) {
        changes.get(changes.size() - 1).removed().add(line.substring(1));
      } else if (!isHeader && line.startsWith("+")) {
        changes.get(changes.size() - 1).added().add(line.substring(1));
      }
    }
    return changes;
  }
}
