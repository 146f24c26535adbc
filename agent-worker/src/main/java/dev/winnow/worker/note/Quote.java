package dev.winnow.worker.note;

import dev.winnow.worker.tree.Tree;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a file, quoted as {@code grep -n} prints it: {@code docs/api.md:3: the line}.
 *
 * @param file path from the root
 * @param line from 1
 * @param text the line, without space at its ends
 */
public record Quote(String file, int line, String text) {
  private static final Pattern FORM = Pattern.compile("([^:]++):(\\d{1,9}):(.*)");

  /** A line as it is quoted: without space at its ends, and without what a note cannot have. */
  public static Quote of(String file, int line, String text) {
    return new Quote(file, line, Note.printable(text).strip());
  }

  /** Reads a quote; empty if the text is none. */
  public static Optional<Quote> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(of(form.group(1).strip(), Integer.parseInt(form.group(2)), form.group(3)))
        : Optional.empty();
  }

  /** The line that a tree has at a place; empty if there is no such line. */
  public static Optional<Quote> at(Tree tree, String file, int line) {
    return tree.text(file)
        .flatMap(text -> text.lines().skip(Math.max(0, line - 1L)).findFirst())
        .filter(text -> line > 0)
        .map(text -> of(file, line, text));
  }

  /** Whether a tree has this very line at this place. */
  public boolean isIn(Tree tree) {
    return at(tree, file, line).filter(this::equals).isPresent();
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + text;
  }
}
