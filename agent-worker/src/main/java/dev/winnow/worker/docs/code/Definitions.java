package dev.winnow.worker.docs.code;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a line of code defines a name or only uses it. By the look of the line, over all
 * languages: a definition has a keyword before the name, or a value or a body after it.
 */
public final class Definitions {
  private static final Pattern KEYWORD =
      Pattern.compile(
          "(?:class|interface|enum|record|struct|trait|type|def|func|fn|fun|function|const|let|var"
              + "|val|static|module|namespace|object|protocol|typedef|sub|package|macro_rules!"
              + "|#define|union|impl|mod|attr_accessor|attr_reader|attr_writer|option|flag|task"
              + "|@interface|extern|macro|property|message|service|rpc|scalar|input|func\\s*\\([^)]{0,80}\\))"
              + "[\\s*&:]{1,4}$");

  private static final Pattern IMPORT =
      Pattern.compile(
          "^\\s{0,40}(?:import|from|use|using|#include|require|package|extern crate)\\b");

  private static final Pattern STATEMENT =
      Pattern.compile(
          "^\\s{0,200}(?:return|if|elif|else|while|for|switch|case|await|throw|raise|assert|print"
              + "|new|yield|delete|not|and|or)\\b");

  private static final Pattern TYPE = Pattern.compile("[\\w<>\\[\\],?&*@ ]{0,200}");

  private static final int LONGEST_LINE = 1_000;

  private Definitions() {}

  /** How a file has a name. */
  public enum Role {
    /** As something of another. */
    USED,
    /** As something of its own. */
    DEFINED
  }

  /**
   * A place of a name in code.
   *
   * @param line from 1
   */
  public record Occurrence(Role role, int line) {}

  /** The first definition of a name in a text, or else its first use; empty if it is not there. */
  public static Optional<Occurrence> find(String text, String name) {
    Occurrence first = null;
    int line = 1;
    int lineStart = 0;
    int at = text.indexOf(name);
    while (at >= 0) {
      for (int i = lineStart; i < at; i++) {
        if (text.charAt(i) == '\n') {
          line++;
          lineStart = i + 1;
        }
      }
      if (isWhole(text, at, name)) {
        int end = text.indexOf('\n', at);
        end = Math.min(end < 0 ? text.length() : end, lineStart + LONGEST_LINE);
        if (at + name.length() <= end
            && isDefinition(text.substring(lineStart, end), at - lineStart, name)) {
          return Optional.of(new Occurrence(Role.DEFINED, line));
        }
        first = first == null ? new Occurrence(Role.USED, line) : first;
      }
      at = text.indexOf(name, at + name.length());
    }
    return Optional.ofNullable(first);
  }

  private static boolean isWhole(String text, int at, String name) {
    int end = at + name.length();
    boolean isOpen = at > 0 && isPart(text.charAt(at - 1)) && isPart(name.charAt(0));
    return !isOpen && (end >= text.length() || !isPart(text.charAt(end)));
  }

  private static boolean isPart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static boolean isDefinition(String line, int at, String name) {
    String before = line.substring(0, at);
    String after = line.substring(at + name.length());
    if (IMPORT.matcher(line).find()) {
      return false;
    }
    if (KEYWORD.matcher(before.substring(Math.max(0, before.length() - 100))).find()) {
      return true;
    }
    String rest = after.stripLeading();
    boolean isQuoted =
        !before.isEmpty()
            && !after.isEmpty()
            && "\"'`".indexOf(before.charAt(before.length() - 1)) >= 0
            && before.charAt(before.length() - 1) == after.charAt(0);
    if (isQuoted || before.endsWith("--") || name.startsWith("--")) {
      // Names of settings, options and routes are texts.
      return true;
    }
    if (isAssignment(rest)) {
      return true;
    }
    if (rest.startsWith(":") && !rest.startsWith("::")) {
      return before.isBlank() || before.stripTrailing().endsWith("{") || before.strip().equals("-");
    }
    return rest.startsWith("(") && isFunction(line, before);
  }

  private static boolean isAssignment(String rest) {
    return (rest.startsWith("=") && !rest.startsWith("==") && !rest.startsWith("=>"))
        || rest.startsWith(":=");
  }

  /** A function: there is a type before its name, or a body after its parameters. */
  private static boolean isFunction(String line, String before) {
    String type = before.strip();
    if (STATEMENT.matcher(line).find() || !TYPE.matcher(type).matches()) {
      return false;
    }
    return type.isEmpty() ? line.stripTrailing().endsWith("{") : before.endsWith(" ");
  }
}
