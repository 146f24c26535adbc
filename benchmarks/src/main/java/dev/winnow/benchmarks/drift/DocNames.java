package dev.winnow.benchmarks.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a document names. It is read on its own, not with the reader that is measured: a mistake in
 * that one must not be left out of the cases as well.
 */
final class DocNames {
  private static final Pattern FENCE = Pattern.compile("^[ >\\t]*+(`{3,}+|~{3,}+)(.*+)$");
  private static final Pattern DELIMITER = Pattern.compile("^(-{4,}+|\\.{4,}+)\\s*+$");
  private static final Pattern MARKDOWN_LINK = Pattern.compile("]\\(<?([^)\\s>]++)");
  private static final Pattern REFERENCE =
      Pattern.compile("^ {0,3}\\[[^\\]]++]:\\s*+<?([^\\s>]++)");
  private static final Pattern HTML_LINK = Pattern.compile("(?:href|src)=[\"']([^\"']++)[\"']");
  private static final Pattern ASCIIDOC_LINK =
      Pattern.compile("(?:link|xref|include|image)::?([^\\[\\s]++)\\[");
  private static final Pattern RST_LINK = Pattern.compile("<([^<>\\s]++)>`_");
  private static final Pattern RST_TARGET = Pattern.compile("^\\.\\. _[^:]++:\\s++(\\S++)");
  private static final Pattern RST_DIRECTIVE =
      Pattern.compile("^\\s*+\\.\\. (?:[\\w-]++:)?([\\w-]++)::\\s*+(.*+)$");
  private static final Set<String> RST_FILES =
      Set.of("include", "literalinclude", "image", "figure", "download");
  private static final Pattern CODE_SPAN = Pattern.compile("(?<!`)(`++)([^`]++)\\1(?!`)");
  private static final Pattern PLUS_SPAN =
      Pattern.compile("(?<![\\w+])\\+([^+\\s]++)\\+(?![\\w+])");
  private static final Pattern PATH_CHARACTERS = Pattern.compile("[\\w.@+-]++(?:/[\\w.@+-]++)*+/?");
  private static final Pattern FILE_NAME = Pattern.compile("[\\w-][\\w.-]*+\\.[a-zA-Z]{1,8}");
  private static final int LONGEST_LINE = 5_000;

  private final String path;
  private final String folder;
  private final boolean rst;
  private final boolean asciidoc;
  private final Map<String, SortedSet<Integer>> names = new TreeMap<>();
  private final Map<String, SortedSet<Integer>> paths = new TreeMap<>();
  private final Set<String> words = new HashSet<>();
  // Hashes of its lines, in their order and sorted.
  private final int[] inOrder;
  private final int[] lines;

  private DocNames(String path, String text) {
    this.path = path;
    this.folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    this.rst = path.endsWith(".rst") || path.endsWith(".txt");
    this.asciidoc = path.matches(".*\\.(adoc|asciidoc|asc)");
    String[] all = text.split("\\r?\\n", -1);
    this.inOrder = Arrays.stream(all).mapToInt(line -> line.strip().hashCode()).toArray();
    this.lines = Arrays.stream(inOrder).sorted().toArray();
    read(all);
  }

  static DocNames of(String path, String text) {
    return new DocNames(path, text);
  }

  String path() {
    return path;
  }

  /** Names that it sets as code, with their lines. */
  Map<String, SortedSet<Integer>> names() {
    return names;
  }

  /** Files that it links to or sets as code, from the root or as they are written. */
  Map<String, SortedSet<Integer>> paths() {
    return paths;
  }

  /** All its words, set as code or not. */
  Set<String> words() {
    return words;
  }

  /** Whether a line of it is also in the other one. */
  boolean hasLineOf(DocNames other, int line) {
    return Arrays.binarySearch(other.lines, inOrder[line - 1]) >= 0;
  }

  /** Which part of its lines the other one still has. */
  double keptBy(DocNames other) {
    int kept = 0;
    int theirs = 0;
    for (int line : lines) {
      while (theirs < other.lines.length && other.lines[theirs] < line) {
        theirs++;
      }
      if (theirs < other.lines.length && other.lines[theirs] == line) {
        kept++;
        theirs++;
      }
    }
    return lines.length == 0 ? 1 : (double) kept / lines.length;
  }

  private void read(String[] all) {
    String fence = null;
    // How far an indented block of reStructuredText or Markdown must be indented; -1 outside.
    int indent = -1;
    boolean blank = true;
    boolean opens = false;
    for (int i = 0; i < all.length; i++) {
      String line = all[i].length() > LONGEST_LINE ? all[i].substring(0, LONGEST_LINE) : all[i];
      int number = i + 1;
      Words.read(line, 0, line.length(), (word, from, to) -> words.add(word));
      if (fence != null) {
        if (line.strip().startsWith(fence) && line.strip().length() <= fence.length() + 1) {
          fence = null;
        } else {
          code(line, number, false);
        }
        continue;
      }
      if (line.isBlank()) {
        blank = true;
        continue;
      }
      int depth = depth(line);
      if (indent >= 0 && depth >= indent) {
        if (!line.strip().startsWith(":")) {
          code(line, number, false);
        }
        continue;
      }
      indent = -1;
      if (opens && blank && depth > 0) {
        indent = depth;
        opens = false;
        code(line, number, false);
        continue;
      }
      opens = false;
      Matcher fences = FENCE.matcher(line);
      Matcher delimiter = DELIMITER.matcher(line);
      if (!rst && fences.matches() && fences.group(2).indexOf('`') < 0) {
        fence = fences.group(1);
        continue;
      }
      if (asciidoc && delimiter.matches()) {
        fence = delimiter.group(1);
        continue;
      }
      boolean list = line.strip().matches("(?:[-*+]|\\d+[.)])\\s.*+");
      if (!rst && !asciidoc && depth >= 4 && blank && !list) {
        indent = 4;
        code(line, number, false);
        continue;
      }
      blank = false;
      if (rst) {
        opens =
            (line.stripTrailing().endsWith("::") && !line.strip().startsWith(".. "))
                || line.strip()
                    .matches("\\.\\. (?:code|code-block|sourcecode|parsed-literal)::.*+");
      }
      prose(line, number);
    }
  }

  private static int depth(String line) {
    int depth = 0;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\t') {
        depth += 4;
      } else if (line.charAt(i) == ' ') {
        depth++;
      } else {
        break;
      }
    }
    return depth;
  }

  private void prose(String line, int number) {
    Matcher code = CODE_SPAN.matcher(line);
    while (code.find()) {
      String span = code.group(2).strip();
      if (rst && span.endsWith(">") && span.indexOf('<') >= 0) {
        String target = span.substring(span.lastIndexOf('<') + 1, span.length() - 1);
        boolean role = code.start() > 0 && line.charAt(code.start() - 1) == ':';
        if (role) {
          code(target, number, true);
        }
        continue;
      }
      code(span, number, true);
    }
    if (asciidoc) {
      Matcher plus = PLUS_SPAN.matcher(line);
      while (plus.find()) {
        code(plus.group(1), number, true);
      }
      links(ASCIIDOC_LINK, line, number);
    } else if (rst) {
      links(RST_LINK, line, number);
      links(RST_TARGET, line, number);
      Matcher directive = RST_DIRECTIVE.matcher(line);
      if (directive.matches()) {
        String argument = directive.group(2).strip();
        if (directive.group(1).startsWith("auto")) {
          code(argument, number, true);
        } else if (RST_FILES.contains(directive.group(1))) {
          link(argument, number);
        }
      }
    } else {
      links(MARKDOWN_LINK, line, number);
      links(REFERENCE, line, number);
    }
    links(HTML_LINK, line, number);
  }

  private void links(Pattern pattern, String line, int number) {
    Matcher link = pattern.matcher(line);
    while (link.find()) {
      link(link.group(1), number);
    }
  }

  private void link(String target, int number) {
    String file = target.replaceFirst("[#?].*+$", "");
    if (file.isEmpty() || file.contains(":") || file.contains("{") || file.startsWith("//")) {
      return;
    }
    String whole = file.startsWith("/") || folder.isEmpty() ? file : folder + "/" + file;
    List<String> parts = new ArrayList<>();
    for (String part : whole.split("/")) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return;
        }
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    if (!parts.isEmpty()) {
      add(paths, "/" + String.join("/", parts), number);
    }
  }

  /** Takes the names of what is set as code. */
  private void code(String text, int number, boolean span) {
    Words.read(
        text,
        0,
        text.length(),
        (word, from, to) -> {
          if (isName(text, word, from, to, span)) {
            add(names, word, number);
          }
        });
    for (String piece : text.split("[\\s\"'`()<>,;=|\\[\\]]+")) {
      String bare = piece.startsWith("./") ? piece.substring(2) : piece;
      bare = bare.endsWith(".") || bare.endsWith(":") ? bare.substring(0, bare.length() - 1) : bare;
      boolean pathLike = bare.indexOf('/') > 0 || (span && FILE_NAME.matcher(bare).matches());
      if (pathLike && bare.length() <= 200 && PATH_CHARACTERS.matcher(bare).matches()) {
        add(paths, bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare, number);
      }
    }
  }

  /** A word of a language is a name only where it is used as one. */
  private static boolean isName(String text, String word, int from, int to, boolean span) {
    if (word.startsWith("--")) {
      return word.length() > 3;
    }
    char before = from > 0 ? text.charAt(from - 1) : ' ';
    char after = to < text.length() ? text.charAt(to) : ' ';
    // What is a part of a word with dashes, or a flag without them, is no name of its own.
    boolean part = before == '-' || (after == '-' && !text.startsWith("->", to));
    if (word.length() < 4 || part) {
      return false;
    }
    if (Words.isMarked(word)) {
      return true;
    }
    boolean alone = span && from == 0 && to == text.length();
    boolean member = span && from > 1 && (before == '.' || before == '#' || before == ':');
    boolean capital =
        span
            && Character.isUpperCase(word.charAt(0))
            && !word.equals(word.toUpperCase(Locale.ROOT));
    return alone || after == '(' || member || capital;
  }

  private static void add(Map<String, SortedSet<Integer>> to, String key, int number) {
    to.computeIfAbsent(key, name -> new TreeSet<>()).add(number);
  }
}
