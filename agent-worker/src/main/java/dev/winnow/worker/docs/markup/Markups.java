package dev.winnow.worker.docs.markup;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which markup a file is written in, by its name. */
public final class Markups {
  private static final Markup MARKDOWN = new Markdown();

  private static final Markup ASCII_DOC = new AsciiDoc();

  private static final Map<String, Markup> BY_EXTENSION =
      Map.of(
          "md", MARKDOWN,
          "markdown", MARKDOWN,
          "mdown", MARKDOWN,
          "mdx", MARKDOWN,
          "adoc", ASCII_DOC,
          "asciidoc", ASCII_DOC,
          "asc", ASCII_DOC,
          "rst", new Restructured());

  /** Documents that by custom have no extension, or that of plain text. */
  private static final Set<String> CUSTOMARY = Set.of("readme", "install", "contributing");

  private Markups() {}

  /** The markup of a document; empty if a file of that name is none. */
  public static Optional<Markup> of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String extension = dot < 0 ? "" : name.substring(dot + 1);
    if (CUSTOMARY.contains(stem) && (extension.isEmpty() || extension.equals("txt"))) {
      return Optional.of(MARKDOWN);
    }
    return Optional.ofNullable(BY_EXTENSION.get(extension));
  }

  /** What reads the comments of a file of code; empty if its language is not known. */
  public static Optional<Markup> ofCode(String path) {
    return Syntax.of(path).map(CodeComments::new);
  }
}
