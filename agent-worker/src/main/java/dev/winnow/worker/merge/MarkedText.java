package dev.winnow.worker.merge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with git's conflict markers, as it would be with all conflicts decided for one side.
 *
 * @param ours the text with our lines in place of each conflict, and no markers
 * @param ranges first and last line of each conflict in that text, from 1; a conflict in which we
 *     have no lines is the line before it
 */
record MarkedText(byte[] ours, List<int[]> ranges) {
  private static final String BEGIN = "<<<<<<< ";
  private static final String ANCESTOR = "|||||||";
  private static final String MIDDLE = "=======";
  private static final String END = ">>>>>>> ";

  private enum Side {
    BOTH,
    OURS,
    OTHERS
  }

  /**
   * Reads a merged text.
   *
   * @param label what git calls our side: it follows the marker at which a conflict begins, so that
   *     a marker that is part of the text is not taken for one
   */
  static MarkedText read(byte[] content, String label) {
    // One character a byte: nothing is lost, whatever the encoding.
    String text = new String(content, StandardCharsets.ISO_8859_1);
    StringBuilder ours = new StringBuilder();
    List<int[]> ranges = new ArrayList<>();
    Side side = Side.BOTH;
    int line = 0;
    int first = 0;
    for (String each : text.split("(?<=\n)")) {
      if (side == Side.BOTH && each.startsWith(BEGIN + label)) {
        side = Side.OURS;
        first = line + 1;
      } else if (side == Side.OURS && (is(each, MIDDLE) || each.startsWith(ANCESTOR))) {
        side = Side.OTHERS;
        ranges.add(
            first <= line
                ? new int[] {first, line}
                : new int[] {Math.max(1, line), Math.max(1, line)});
      } else if (side == Side.OTHERS && each.startsWith(END)) {
        side = Side.BOTH;
      } else if (side != Side.OTHERS) {
        ours.append(each);
        line++;
      }
    }
    return new MarkedText(ours.toString().getBytes(StandardCharsets.ISO_8859_1), ranges);
  }

  private static boolean is(String line, String marker) {
    return line.strip().equals(marker);
  }
}
