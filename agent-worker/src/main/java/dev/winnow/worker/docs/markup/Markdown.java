package dev.winnow.worker.docs.markup;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;

/**
 * Reads Markdown, as CommonMark with GitHub's tables.
 *
 * <p>The parser takes quadratic time for some paragraphs and lines, and recursion in proportion to
 * some lines. So what is longer than a person writes is read as plain text.
 */
final class Markdown implements Markup {
  private static final int LONGEST_DOCUMENT = 500_000;
  private static final int LONGEST_LINE = 8_000;
  private static final int LONGEST_PARAGRAPH = 5_000;

  /** The parser copies a paragraph for each of its lines. */
  private static final int MOST_LINES = 1_000;

  private static final int DEEPEST = 100;

  /** A table's rows are all filled up to the columns of its head. */
  private static final int MOST_CELLS = 200_000;

  private static final Parser PARSER = builder().build();

  private static final Parser WITH_TABLES =
      builder().extensions(List.of(TablesExtension.create())).build();

  private static Parser.Builder builder() {
    return Parser.builder()
        .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
        .maxOpenBlockParsers(DEEPEST)
        .inlineParserFactory(BoundedInlines::new);
  }

  @Override
  public Document read(String file, String text) {
    Prose prose = new Prose();
    if (text.length() <= LONGEST_DOCUMENT) {
      String[] lines = text.split("\r\n|\r|\n", -1);
      blankFrontMatter(lines);
      blankLongLines(lines);
      Parser parser = hasBoundedTables(lines) ? WITH_TABLES : PARSER;
      boolean isMdx = file.toLowerCase(Locale.ROOT).endsWith(".mdx");
      new MarkdownWalk(lines, prose, isMdx).walk(parser.parse(String.join("\n", lines)));
    }
    return prose.document(file);
  }

  /** Settings of a site generator at the top are no text. */
  private static void blankFrontMatter(String[] lines) {
    String mark = lines[0].stripTrailing();
    if (!mark.equals("---") && !mark.equals("+++")) {
      return;
    }
    for (int end = 1; end < lines.length; end++) {
      String line = lines[end].stripTrailing();
      if (line.equals(mark) || line.equals("...")) {
        Arrays.fill(lines, 0, end + 1, "");
        return;
      }
    }
  }

  private static void blankLongLines(String[] lines) {
    int run = 0;
    for (int i = 0; i < lines.length; i++) {
      run = lines[i].isBlank() ? 0 : run + 1;
      if (lines[i].length() > LONGEST_LINE || run > MOST_LINES) {
        lines[i] = "";
        run = 0;
      }
    }
  }

  private static boolean hasBoundedTables(String[] lines) {
    long cells = 0;
    long columns = 0;
    for (String line : lines) {
      long bars = line.chars().filter(c -> c == '|').count();
      columns = line.isBlank() ? 0 : Math.max(columns, bars);
      cells += columns;
    }
    return cells <= MOST_CELLS;
  }

  /** Reads the text of a block, unless that is too long. */
  private static final class BoundedInlines implements InlineParser {
    private final InlineParser parser;

    BoundedInlines(InlineParserContext context) {
      this.parser = new InlineParserImpl(context);
    }

    @Override
    public void parse(SourceLines lines, Node block) {
      int length = 0;
      for (SourceLine line : lines.getLines()) {
        length += line.getContent().length() + 1;
      }
      if (length <= LONGEST_PARAGRAPH) {
        parser.parse(lines, block);
      } else {
        block.appendChild(new Text(lines.getContent().substring(0, LONGEST_PARAGRAPH)));
      }
    }
  }
}
