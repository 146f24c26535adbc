package dev.winnow.worker.docs.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the comments of a file of code. Only what a comment marks counts: its other words may be
 * about anything.
 */
final class CodeComments implements Markup {
  private static final int LONGEST_LINE = 4_000;
  private static final int LONGEST_PARAGRAPH = 50;

  private static final Pattern MARKED =
      Pattern.compile("``([^`]{1,200}+)``|(?<!:)`([^`]{1,200}+)`(?!_)");
  private static final Pattern INLINE_TAG =
      Pattern.compile("\\{@(link|linkplain|code|value)\\s++([^{}]{1,200}+)\\}");
  private static final Pattern SEE =
      Pattern.compile("^@see\\s++([\\w$.#]++(?:\\([^()]{0,150}+\\))?+)");
  private static final Pattern THROWN = Pattern.compile("^@(?:throws|exception)\\s++([\\w$.]++)");
  private static final Pattern CREF =
      Pattern.compile("<(?:see|seealso|exception) cref=\"([^\"]{1,200}+)\"");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]{1,300}+)\\)");
  private static final Pattern ELEMENT = Pattern.compile("<(?:code|tt|c)>([^<>]{1,200}+)</");

  /** What comments begin with, and their lines; longer before shorter. */
  private static final List<String> MARKS =
      List.of("/*", "//", "<!--", "{-", "\"\"\"", "'''", "#", "--", "*/", "*", "\"", "'");

  private final Syntax syntax;

  CodeComments(Syntax syntax) {
    this.syntax = syntax;
  }

  @Override
  public Document read(String file, String text) {
    Prose prose = new Prose();
    Reader reader = new Reader(prose);
    int counted = 0;
    int line = 1;
    for (Comment comment : new CommentLexer(syntax, text).comments()) {
      for (; counted < comment.start(); counted++) {
        line += text.charAt(counted) == '\n' ? 1 : 0;
      }
      reader.comment(text.substring(comment.start(), comment.end()), line);
    }
    reader.end();
    return prose.document(file);
  }

  /** Joins line comments that follow each other, and cuts what there is into paragraphs. */
  private static final class Reader {
    private final Prose prose;
    private final List<String> paragraph = new ArrayList<>();
    private int start;

    /** The line behind the last comment. */
    private int next;

    private boolean isFenced;

    Reader(Prose prose) {
      this.prose = prose;
    }

    void comment(String comment, int line) {
      if (line != next) {
        end();
        isFenced = false;
      }
      int at = line;
      for (String raw : Words.lines(comment, LONGEST_LINE)) {
        line(bare(raw), at++);
      }
      next = at;
    }

    private void line(String text, int at) {
      if (text.startsWith("```") || text.startsWith("~~~")) {
        end();
        isFenced = !isFenced;
        return;
      }
      if (isFenced) {
        return;
      }
      boolean begins = text.startsWith("@") || text.startsWith("- ") || text.startsWith("* ");
      if (text.isEmpty() || begins || paragraph.size() >= LONGEST_PARAGRAPH) {
        end();
      }
      if (!text.isEmpty()) {
        if (paragraph.isEmpty()) {
          start = at;
        }
        paragraph.add(text);
      }
    }

    /** A line without the marks of the comment. */
    private static String bare(String raw) {
      String text = raw.strip();
      int from = 0;
      for (String mark : MARKS) {
        if (text.startsWith(mark)) {
          from = mark.length();
          break;
        }
      }
      while (from > 0 && from < text.length() && "/*#-!".indexOf(text.charAt(from)) >= 0) {
        from++;
      }
      int to = text.length();
      for (String end : List.of("*/", "-}", "-->", "\"\"\"", "'''")) {
        if (text.endsWith(end)) {
          to = Math.max(from, to - end.length());
          break;
        }
      }
      return text.substring(from, Math.max(from, to)).strip();
    }

    void end() {
      if (paragraph.isEmpty()) {
        return;
      }
      String whole = String.join(" ", paragraph);
      String sentence = whole.replace("`", "");
      for (int i = 0; i < paragraph.size(); i++) {
        marked(paragraph.get(i), start + i, sentence);
      }
      paragraph.clear();
    }

    private void marked(String text, int line, String sentence) {
      Matcher marked = MARKED.matcher(Roles.without(text));
      while (marked.find()) {
        prose.code(marked.group(1) != null ? marked.group(1) : marked.group(2), line, sentence);
      }
      Matcher tag = INLINE_TAG.matcher(text);
      while (tag.find()) {
        boolean isLink = tag.group(1).startsWith("link");
        prose.code(isLink ? reference(tag.group(2)) : tag.group(2), line, sentence);
      }
      for (Pattern pattern : List.of(SEE, THROWN, CREF, ELEMENT)) {
        Matcher named = pattern.matcher(text);
        while (named.find()) {
          prose.code(named.group(1), line, sentence);
        }
      }
      for (Roles.Role role : Roles.in(text)) {
        if (Roles.isCode(role.name())) {
          prose.code(role.target(), line, sentence);
        }
      }
      Matcher link = LINK.matcher(text);
      while (link.find()) {
        prose.link(link.group(1), line, sentence);
      }
    }

    /** {@code Type#method(int, int) label} without its label. */
    private static String reference(String text) {
      int end = 0;
      int depth = 0;
      while (end < text.length() && (depth > 0 || !Character.isWhitespace(text.charAt(end)))) {
        depth += text.charAt(end) == '(' ? 1 : text.charAt(end) == ')' ? -1 : 0;
        end++;
      }
      return text.substring(0, end);
    }
  }
}
