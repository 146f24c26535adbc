package dev.winnow.worker.docs.markup;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads AsciiDoc, line by line. What has attributes in it cannot be known, and is left out. */
final class AsciiDoc implements Markup {
  private static final int LONGEST_DOCUMENT = 1_000_000;
  private static final int LONGEST_LINE = 4_000;
  private static final int LONGEST_PARAGRAPH = 50;

  /** The underlines of titles, by their level. */
  private static final String UNDERLINES = "=-~^+";

  private static final Pattern ATTRIBUTE = Pattern.compile("\\{[\\w!:-]++\\}");
  private static final Pattern TITLE = Pattern.compile("(={1,6}|#{1,6})\\s++(\\S.*+)");
  private static final Pattern CODE =
      Pattern.compile("``([^`]{1,300}+)``|(?<![\"'])`\\+?+([^`+]{1,300}+)\\+?`(?![\"'])");
  private static final Pattern MONOSPACED =
      Pattern.compile("(?<![\\w+])\\+([^+\\s]{1,300}+)\\+(?!\\w)");
  private static final Pattern MACRO =
      Pattern.compile("\\b(?:link|xref|include|image):{1,2}+([^\\s\\[\\]]{1,500}+)\\[");
  private static final Pattern URL = Pattern.compile("\\b(https?://[^\\s\\[\\]<>\"`]{1,500}+)");
  private static final Pattern CROSS_REFERENCE = Pattern.compile("<<([^,<>\n]{1,300}+)[,>]");
  private static final Pattern ANCHOR =
      Pattern.compile(
          "\\[\\[([^\\[\\],\\s]{1,200}+)[\\],]|\\[[^\\[\\]#\\s]{0,50}+#([^\\[\\],.%\\s]{1,200}+)|anchor:([^\\s\\[]{1,200}+)\\[");
  private static final Pattern LIST_ITEM =
      Pattern.compile("\\s*+(?:[*.-]{1,6}+\\s|\\d++\\.\\s|\\|)|.{1,200}::(?:\\s|$)");

  @Override
  public Document read(String file, String text) {
    Prose prose = new Prose();
    if (text.length() <= LONGEST_DOCUMENT) {
      new Reader(Words.lines(text, LONGEST_LINE), prose).read();
    }
    return prose.document(file);
  }

  private static final class Reader {
    private final String[] lines;
    private final Prose prose;
    private String language = "";
    private String sentence = "";

    Reader(String[] lines, Prose prose) {
      this.lines = lines;
      this.prose = prose;
    }

    void read() {
      int at = 0;
      while (at < lines.length) {
        at = block(at);
      }
    }

    private int block(int at) {
      String line = lines[at];
      Matcher title = TITLE.matcher(line);
      if (title.matches()) {
        title(title.group(1).length(), title.group(2).strip());
        return at + 1;
      }
      if (isUnderlined(at)) {
        title(UNDERLINES.indexOf(lines[at + 1].charAt(0)) + 1, line.strip());
        return at + 2;
      }
      if (isBlockMark(line)) {
        return literal(at);
      }
      if (line.startsWith("[") && line.stripTrailing().endsWith("]")) {
        anchors(line);
        language = language(line);
        return at + 1;
      }
      boolean isComment = line.startsWith("//") && !line.startsWith("///");
      boolean isAttribute = line.startsWith(":") && line.indexOf(':', 1) > 0;
      if (line.isBlank() || isComment || isAttribute || isFrame(line)) {
        return at + 1;
      }
      return paragraph(at);
    }

    private void title(int level, String text) {
      anchors(text);
      String title = plain(text);
      prose.headings.enter(level, title);
      prose.slugs.heading(title);
      prose.slugs.explicit(title);
      prose.slugs.explicit(id(title));
      sentence = title;
      language = "";
    }

    /** A title of the older kind: its underline is as long as it is, or nearly. */
    private boolean isUnderlined(int at) {
      if (at + 1 >= lines.length || !Words.isRule(lines[at + 1], 2) || lines[at].isBlank()) {
        return false;
      }
      int difference = lines[at].stripTrailing().length() - lines[at + 1].stripTrailing().length();
      return UNDERLINES.indexOf(lines[at + 1].charAt(0)) >= 0
          && Math.abs(difference) <= 2
          && Character.isLetterOrDigit(lines[at].charAt(0));
    }

    /** What opens or closes an example, a sidebar, a quotation or a table. */
    private static boolean isFrame(String line) {
      return Words.isRule(line, 4) && "=*_".indexOf(line.charAt(0)) >= 0
          || line.startsWith("|===")
          || line.stripTrailing().equals("--");
    }

    private static boolean isBlockMark(String line) {
      if (line.startsWith("```")) {
        return true;
      }
      return Words.isRule(line, 4) && "-./+".indexOf(line.charAt(0)) >= 0;
    }

    /** A listing, a literal, a passed-through block, or a comment of several lines. */
    private int literal(int at) {
      String mark = lines[at].stripTrailing();
      String close = mark.startsWith("```") ? "```" : mark;
      int end = at + 1;
      while (end < lines.length && !lines[end].stripTrailing().equals(close)) {
        end++;
      }
      if (mark.startsWith("```")) {
        language = FenceInfo.language(mark.substring(3));
      }
      boolean isCode = mark.startsWith("-") || mark.startsWith(".") || mark.startsWith("`");
      if (isCode) {
        block(at + 1, end);
      }
      language = "";
      return end + 1;
    }

    private void block(int from, int to) {
      for (int i = from; i < to; i++) {
        if (lines[i].startsWith("include::")) {
          links(lines[i], i);
        }
      }
      String text = String.join("\n", Arrays.asList(lines).subList(from, to));
      prose.block(text, from + 1, language, sentence);
    }

    private int paragraph(int start) {
      int end = start + 1;
      while (end < lines.length && end - start < LONGEST_PARAGRAPH && goesOn(lines[end])) {
        end++;
      }
      boolean isLiteral =
          lines[start].startsWith(" ") && !LIST_ITEM.matcher(lines[start]).lookingAt();
      if (isLiteral || !language.isEmpty()) {
        block(start, end);
      } else {
        sentence = plain(Words.joined(lines, start, end));
        for (int i = start; i < end; i++) {
          anchors(lines[i]);
          links(lines[i], i);
          code(lines[i], i);
        }
      }
      language = "";
      return end;
    }

    private static boolean goesOn(String line) {
      return !line.isBlank()
          && !line.equals("+")
          && !isBlockMark(line)
          && !isFrame(line)
          && !line.startsWith("[")
          && !line.startsWith("//")
          && !LIST_ITEM.matcher(line).lookingAt();
    }

    private void code(String line, int at) {
      StringBuilder rest = new StringBuilder();
      int from = 0;
      Matcher code = CODE.matcher(line);
      while (code.find()) {
        String text = code.group(1) != null ? code.group(1) : code.group(2);
        prose.code(text, at + 1, sentence);
        rest.append(line, from, code.start()).append(' ');
        from = code.end();
      }
      Matcher plus = MONOSPACED.matcher(rest.append(line, from, line.length()));
      while (plus.find()) {
        prose.code(plus.group(1), at + 1, sentence);
      }
    }

    private void links(String line, int at) {
      Matcher macro = MACRO.matcher(line);
      while (macro.find()) {
        String target = macro.group(1);
        if (!macro.group().startsWith("xref")) {
          link(target, at);
        } else if (target.indexOf(':') < 0 && target.indexOf('@') < 0) {
          link(place(target), at); // with those it is of another component
        }
      }
      Matcher reference = CROSS_REFERENCE.matcher(line);
      while (reference.find()) {
        link(place(reference.group(1).strip()), at);
      }
      Matcher url = URL.matcher(line);
      while (url.find()) {
        link(url.group(1), at);
      }
    }

    private void link(String target, int at) {
      boolean isPassed = target.startsWith("++");
      if (isKnown(target)) {
        prose.link(isPassed ? target.replace("++", "") : target, at + 1, sentence);
      }
    }

    /** A target that names neither a file nor a place in one is a place in this one. */
    private static String place(String target) {
      return target.contains("#") || target.endsWith(".adoc") || target.endsWith(".asciidoc")
          ? target
          : "#" + target;
    }

    /** Whether nothing is to be put in from elsewhere. */
    private static boolean isKnown(String text) {
      return !ATTRIBUTE.matcher(text).find();
    }

    private void anchors(String line) {
      Matcher anchor = ANCHOR.matcher(line);
      while (anchor.find()) {
        for (int group = 1; group <= anchor.groupCount(); group++) {
          if (anchor.group(group) != null) {
            prose.slugs.explicit(anchor.group(group));
          }
        }
      }
    }

    /** {@code [source,java]}, {@code [,java]}, {@code [source%linenums,lang="java"]}. */
    private static String language(String line) {
      String[] parts = line.substring(1, line.lastIndexOf(']')).split(",", -1);
      String style = parts[0].strip();
      boolean isCode = style.startsWith("source") || style.isEmpty() || style.startsWith("%");
      if (!isCode || parts.length < 2) {
        return "";
      }
      String language = parts[1].strip();
      for (String part : parts) {
        if (part.strip().startsWith("language=")) {
          language = part.strip().substring("language=".length());
        }
      }
      return language.contains("=") ? "" : language.replace("\"", "").toLowerCase(Locale.ROOT);
    }

    /**
     * As Asciidoctor makes it: lower case, with a dash under the line for all that is no letter.
     */
    private static String id(String title) {
      String id =
          title
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^ \\p{L}\\p{N}_.-]", "")
              .replaceAll("[ .-]++", "_")
              .replaceAll("_{2,}+", "_");
      String trimmed = id.endsWith("_") ? id.substring(0, id.length() - 1) : id;
      return trimmed.startsWith("_") ? trimmed : "_" + trimmed;
    }

    private static String plain(String text) {
      return text.replace("`", "").replaceAll("\\[\\[[^\\[\\]]{0,200}+\\]\\]", "").strip();
    }
  }
}
