package dev.winnow.worker.source;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Parses Java that others wrote. The parser descends by recursion: what is too large or could nest
 * too deep is not given to it.
 */
public final class JavaSource {
  private static final int LONGEST = 1024 * 1024;
  private static final int DEEPEST_BRACKETS = 500;

  /** Each piece of an expression may be one step down, with brackets or without. */
  private static final int MOST_PIECES = 3_000;

  /** The parser looks ahead for type arguments, with the fourth power of how many may be open. */
  private static final int MOST_ANGLES = 16;

  /**
   * What a parser at the depths above takes is some MiB, more than the stack of any thread that may
   * call. Only what is used of it becomes memory.
   */
  private static final long STACK_BYTES = 64L * 1024 * 1024;

  private JavaSource() {}

  /** Reads a file; empty if it is no Java of today, or too large or deep. */
  public static Optional<CompilationUnit> parse(String text) {
    return parse(text, parser -> parser.parse(text));
  }

  /** Reads whatever a parser is asked for; empty if it is not that, or too large or deep. */
  public static <T> Optional<T> parse(String text, Function<JavaParser, ParseResult<T>> read) {
    if (!isFlat(text)) {
      return Optional.empty();
    }
    ParserConfiguration configuration =
        new ParserConfiguration().setLanguageLevel(LanguageLevel.BLEEDING_EDGE);
    FutureTask<ParseResult<T>> task =
        new FutureTask<>(() -> read.apply(new JavaParser(configuration)));
    new Thread(null, task, "java-parser", STACK_BYTES).start();
    ParseResult<T> result = await(task);
    return result.isSuccessful() ? result.getResult() : Optional.empty();
  }

  /** Waits for the parser even when interrupted: it has no way to be stopped, and will end. */
  private static <T> T await(FutureTask<T> task) {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          isInterrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("the parser of Java failed", e.getCause());
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether nothing in a text can nest too deep, seen in one pass without parsing. */
  static boolean isFlat(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    Deque<Integer> open = new ArrayDeque<>();
    int base = 0;
    int pieces = 0;
    int angles = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\') {
        // Escapes may stand for any bracket. Outside of literals nobody writes them.
        return false;
      }
      int next = after(text, i);
      if (Character.isWhitespace(c) || isComment(text, i)) {
        i = next;
        continue;
      }
      pieces++;
      if (c == '(' || c == '[' || c == '{') {
        open.push(base);
        base = pieces;
      } else if (c == ')' || c == ']' || c == '}') {
        int inner = base;
        base = open.isEmpty() ? 0 : open.pop();
        pieces = c == '}' && endsStatement(text, next) ? base : Math.max(inner, base) + 1;
      } else if (c == ';' || c == ',') {
        pieces = base;
      }
      angles = angles(text, i, angles);
      if (pieces > MOST_PIECES || open.size() > DEEPEST_BRACKETS || angles > MOST_ANGLES) {
        return false;
      }
      i = next;
    }
    return true;
  }

  /** How many type arguments may be open behind a character. */
  private static int angles(String text, int i, int before) {
    char c = text.charAt(i);
    if (c == '<') {
      boolean isShift = text.startsWith("<<", i) || i > 0 && text.charAt(i - 1) == '<';
      return isShift ? before : before + 1;
    }
    if (c == '>') {
      return Math.max(0, before - 1);
    }
    boolean isEnd = ";{}()".indexOf(c) >= 0 || text.startsWith("&&", i) || text.startsWith("||", i);
    return isEnd ? 0 : before;
  }

  /** Whether no expression and no chain of else goes on after a closing brace. */
  private static boolean endsStatement(String text, int from) {
    int i = from;
    while (i < text.length() && (Character.isWhitespace(text.charAt(i)) || isComment(text, i))) {
      i = after(text, i);
    }
    if (i == text.length()) {
      return true;
    }
    char c = text.charAt(i);
    return (Character.isJavaIdentifierStart(c) && !text.startsWith("else", i))
        || c == '}'
        || c == ';'
        || c == '@';
  }

  private static boolean isComment(String text, int i) {
    return text.startsWith("//", i) || text.startsWith("/*", i);
  }

  /** Where the word, literal, comment or sign ends that begins at a place. */
  private static int after(String text, int i) {
    char c = text.charAt(i);
    if (text.startsWith("//", i)) {
      return end(text.indexOf('\n', i), 1, text);
    }
    if (text.startsWith("/*", i)) {
      return end(text.indexOf("*/", i + 2), 2, text);
    }
    if (text.startsWith("\"\"\"", i)) {
      return literal(text, i + 3, "\"\"\"");
    }
    if (c == '"' || c == '\'') {
      return literal(text, i + 1, String.valueOf(c));
    }
    int next = i + 1;
    if (Character.isJavaIdentifierPart(c)) {
      while (next < text.length() && Character.isJavaIdentifierPart(text.charAt(next))) {
        next++;
      }
    }
    return next;
  }

  private static int literal(String text, int from, String quote) {
    int i = from;
    while (i < text.length() && !text.startsWith(quote, i)) {
      if (quote.length() == 1 && text.charAt(i) == '\n') {
        return i;
      }
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + quote.length(), text.length());
  }

  private static int end(int found, int length, String text) {
    return found < 0 ? text.length() : found + length;
  }
}
