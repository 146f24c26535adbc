package dev.winnow.worker.docs.markup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads reStructuredText, line by line, with what Sphinx adds to it. */
final class Restructured implements Markup {
  private static final int LONGEST_DOCUMENT = 1_000_000;
  private static final int LONGEST_LINE = 4_000;
  private static final int LONGEST_PARAGRAPH = 50;

  private static final String RULES = "=-`:'\"~^_*+#<>.";
  private static final Pattern LITERAL = Pattern.compile("``([^`\n]{1,300}+)``");
  private static final Pattern HYPERLINK =
      Pattern.compile("(?<![:`\\w])`[^`<>\n]{0,300}+<([^`<>\n]{1,500}+)>`__?");
  private static final Pattern DIRECTIVE =
      Pattern.compile("\\s*+\\.\\. ([\\w:-]{1,60}?)::(?:\\s++(\\S.*+))?+\\s*+");
  private static final Pattern TARGET =
      Pattern.compile("\\s*+\\.\\. _`?+([^:`\n]{1,200}+)`?+:(?:\\s++(\\S++))?+\\s*+");
  private static final Pattern INLINE_TARGET = Pattern.compile("_`([^`\n]{1,200}+)`");

  private static final Set<String> BLOCKS = Set.of("code-block", "code", "sourcecode", "highlight");
  private static final Set<String> FILES = Set.of("include", "literalinclude", "image", "figure");
  private static final Set<String> OBJECTS =
      Set.of(
          "module",
          "currentmodule",
          "class",
          "function",
          "method",
          "attribute",
          "data",
          "exception",
          "decorator",
          "option",
          "envvar",
          "confval",
          "program",
          "describe");

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
    private final List<String> levels = new ArrayList<>();
    private String sentence = "";

    /** The language of blocks that name none. */
    private String highlighted = "";

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
      if (line.isBlank()) {
        return at + 1;
      }
      if (isOverline(at)) {
        title(lines[at + 1].strip(), line.charAt(0) + "over");
        return at + 3;
      }
      if (isTitle(at)) {
        title(line.strip(), lines[at + 1].substring(0, 1));
        return at + 2;
      }
      if (line.stripLeading().startsWith(".. ")) {
        return explicit(at);
      }
      return paragraph(at);
    }

    private boolean isOverline(int at) {
      return at + 2 < lines.length
          && isRule(lines[at], 3)
          && !lines[at + 1].isBlank()
          && lines[at + 2].stripTrailing().equals(lines[at].stripTrailing());
    }

    private boolean isTitle(int at) {
      if (at + 1 >= lines.length || !isRule(lines[at + 1], 2) || isRule(lines[at], 2)) {
        return false;
      }
      int underline = lines[at + 1].stripTrailing().length();
      boolean isFlush = Words.indent(lines[at]) == 0;
      return isFlush && (underline >= lines[at].strip().length() || underline > 3);
    }

    private static boolean isRule(String line, int least) {
      return Words.isRule(line, least) && RULES.indexOf(line.charAt(0)) >= 0;
    }

    /** The order in which kinds of underline appear is that of the levels. */
    private void title(String text, String kind) {
      if (!levels.contains(kind)) {
        levels.add(kind);
      }
      String title = plain(text);
      prose.headings.enter(levels.indexOf(kind) + 1, title);
      prose.slugs.heading(title);
      prose.slugs.explicit(title);
      prose.slugs.explicit(dashed(title));
      sentence = title;
    }

    /** A directive, a target, or a comment. */
    private int explicit(int at) {
      String line = lines[at];
      Matcher target = TARGET.matcher(line);
      if (target.matches()) {
        prose.slugs.explicit(target.group(1));
        prose.slugs.explicit(dashed(target.group(1)));
        if (target.group(2) != null && !target.group(2).endsWith("_")) {
          prose.link(target.group(2), at + 1, target.group(1));
        }
        return at + 1;
      }
      Matcher directive = DIRECTIVE.matcher(line);
      if (directive.matches()) {
        String argument = directive.group(2) == null ? "" : directive.group(2).strip();
        return directive(directive.group(1), argument, at);
      }
      boolean isFootnote =
          line.stripLeading().startsWith(".. [") || line.stripLeading().startsWith(".. |");
      if (isFootnote) {
        int image = line.indexOf("image:: ");
        if (image >= 0) {
          prose.link(line.substring(image + "image:: ".length()), at + 1, "");
          return at + 1;
        }
        return paragraph(at);
      }
      return blockEnd(at + 1, Words.indent(line)); // a comment
    }

    private int directive(String name, String argument, int at) {
      String kind = name.substring(name.lastIndexOf(':') + 1);
      if (BLOCKS.contains(kind)) {
        if (kind.equals("highlight")) {
          highlighted = argument.toLowerCase(Locale.ROOT);
          return at + 1;
        }
        int end = blockEnd(at + 1, Words.indent(lines[at]));
        literal(options(at + 1, end), end, argument.toLowerCase(Locale.ROOT));
        return end;
      }
      if (FILES.contains(kind) && !argument.isEmpty()) {
        prose.link(argument, at + 1, sentence);
        return at + 1;
      }
      if ((OBJECTS.contains(kind) || kind.startsWith("auto")) && !argument.isEmpty()) {
        prose.code(argument, at + 1, sentence);
        anchorsOf(argument);
        return at + 1;
      }
      if (kind.equals("toctree")) {
        return toctree(at);
      }
      if (kind.equals("raw") || kind.equals("math") || kind.equals("graphviz")) {
        return blockEnd(at + 1, Words.indent(lines[at]));
      }
      return argument.isEmpty() ? at + 1 : inline(at, at + 1); // its content is text
    }

    /** What autodoc and Sphinx's objects are linked by. */
    private void anchorsOf(String signature) {
      int end = signature.indexOf('(');
      prose.slugs.explicit(end < 0 ? signature : signature.substring(0, end));
    }

    private int toctree(int at) {
      int end = blockEnd(at + 1, Words.indent(lines[at]));
      for (int i = options(at + 1, end); i < end; i++) {
        String entry = lines[i].strip();
        if (entry.isEmpty() || entry.equals("self") || entry.contains("*")) {
          continue;
        }
        int open = entry.lastIndexOf('<');
        String target =
            open >= 0 && entry.endsWith(">")
                ? entry.substring(open + 1, entry.length() - 1)
                : entry;
        document(target, i, entry);
      }
      return end;
    }

    /** A document is named without its ending: whoever follows the link tries those there are. */
    private void document(String target, int at, String around) {
      boolean isElsewhere = target.contains(":") && !target.contains("://");
      if (!isElsewhere) { // or else in the documents of another project
        prose.link(target, at + 1, around);
      }
    }

    private int options(int from, int to) {
      int at = from;
      while (at < to && lines[at].strip().startsWith(":")) {
        at++;
      }
      return at;
    }

    /** The first line that is neither empty nor further in. */
    private int blockEnd(int from, int indent) {
      int end = from;
      while (end < lines.length && (lines[end].isBlank() || Words.indent(lines[end]) > indent)) {
        end++;
      }
      return end;
    }

    private void literal(int from, int to, String language) {
      int start = from;
      while (start < to && lines[start].isBlank()) {
        start++;
      }
      int end = to;
      while (end > start && lines[end - 1].isBlank()) {
        end--;
      }
      if (start < end) {
        int indent =
            Arrays.stream(lines, start, end)
                .filter(line -> !line.isBlank())
                .mapToInt(Words::indent)
                .min()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (int i = start; i < end; i++) {
          text.append(i > start ? "\n" : "");
          text.append(lines[i].isBlank() ? "" : lines[i].substring(indent));
        }
        prose.block(text.toString(), start + 1, language, sentence);
      }
    }

    private int paragraph(int start) {
      int end = start + 1;
      while (end < lines.length && end - start < LONGEST_PARAGRAPH && goesOn(end)) {
        end++;
      }
      inline(start, end);
      String last = lines[end - 1].stripTrailing();
      if (!last.endsWith("::")) {
        return end;
      }
      int blockEnd = blockEnd(end, Words.indent(lines[end - 1]));
      literal(end, blockEnd, highlighted);
      return blockEnd;
    }

    private boolean goesOn(int at) {
      String line = lines[at];
      String text = line.stripLeading();
      boolean isItem = text.startsWith("* ") || text.startsWith("- ") || text.startsWith("#. ");
      boolean isLiteralNext = lines[at - 1].stripTrailing().endsWith("::");
      return !line.isBlank()
          && !isItem
          && !text.startsWith(".. ")
          && !isTitle(at)
          && !isLiteralNext;
    }

    private int inline(int from, int to) {
      sentence = plain(Words.joined(lines, from, to));
      for (int i = from; i < to; i++) {
        String line = lines[i];
        int number = i + 1;
        each(LITERAL, line, text -> prose.code(text, number, sentence));
        each(INLINE_TARGET, line, text -> prose.slugs.explicit(text));
        each(HYPERLINK, line, text -> hyperlink(text, number));
        for (Roles.Role role : Roles.in(line)) {
          role(role, i);
        }
      }
      return to;
    }

    private void hyperlink(String target, int line) {
      if (!target.endsWith("_")) {
        prose.link(target, line, sentence);
      }
    }

    private void role(Roles.Role role, int at) {
      switch (role.name()) {
        case "doc" -> document(role.target(), at, sentence);
        case "download" -> prose.link(role.target(), at + 1, sentence);
        default -> {
          if (Roles.isCode(role.name())) {
            prose.code(role.target(), at + 1, sentence);
          }
        }
      }
    }

    private static void each(Pattern pattern, String line, Consumer<String> what) {
      Matcher matcher = pattern.matcher(line);
      while (matcher.find()) {
        what.accept(matcher.group(1));
      }
    }

    /** As docutils makes it of a title or a name. */
    private static String dashed(String title) {
      String id = title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]++", "-");
      int start = id.startsWith("-") ? 1 : 0;
      int end = id.endsWith("-") ? id.length() - 1 : id.length();
      return start < end ? id.substring(start, end) : "";
    }

    private static String plain(String text) {
      return text.replace("`", "");
    }
  }
}
