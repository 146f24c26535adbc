package dev.winnow.worker.note;

import java.util.List;

/**
 * What an agent says of its patch: the body of the patch's commit message.
 *
 * @param text lines of printable characters, at most {@link #LONGEST} characters; empty if it says
 *     nothing
 */
public record Note(String text) {
  /** Characters of a note; what is longer is cut off. */
  public static final int LONGEST = 32_768;

  private static final String MARK = ">";

  /** Takes any text: what cannot be printed is dropped, and so is what is too long. */
  public Note {
    String printable = printable(text).strip();
    int end = Math.min(LONGEST, printable.length());
    // Half of a surrogate pair cannot be encoded.
    boolean isHalf = end > 0 && Character.isHighSurrogate(printable.charAt(end - 1));
    text = printable.substring(0, isHalf ? end - 1 : end).stripTrailing();
  }

  /** A commit message with a subject, and this as its body. */
  public String under(String subject) {
    return text.isEmpty() ? subject : subject + "\n\n" + text;
  }

  /** The lines that begin with {@code >}, without it and without space at their ends. */
  public List<String> quotedLines() {
    return text.lines()
        .map(String::strip)
        .filter(line -> line.startsWith(MARK))
        .map(line -> line.substring(MARK.length()).strip())
        .toList();
  }

  /**
   * A text with line feeds at the ends of its lines, and without other control characters and what
   * YAML does not take.
   */
  public static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .filter(Note::isPrintable)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static boolean isPrintable(int c) {
    if (c == '\n' || c == '\t') {
      return true;
    }
    boolean isBreak = c == 0x2028 || c == 0x2029;
    boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !(Character.isISOControl(c) || isBreak || isSurrogate || isNoCharacter(c));
  }

  /** The byte order mark, and what Unicode has set aside. */
  private static boolean isNoCharacter(int c) {
    return c == 0xFEFF || (c & 0xFFFE) == 0xFFFE;
  }
}
