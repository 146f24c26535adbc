package dev.winnow.worker.docs.code;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
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

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*+");

  private static final int LONGEST_LINE = 1_000;

  private Definitions() {}

  /** How a file has a name, from weak to strong. */
  public enum Role {
    /** As something of another. */
    USED,
    /** As a text: names of settings, options and routes are texts. */
    QUOTED,
    /** As what a value is given to, which may be anything's. */
    ASSIGNED,
    /** As something that the code declares. */
    DECLARED
  }

  /**
   * A place of a name in code.
   *
   * @param line from 1
   */
  public record Occurrence(Role role, int line) {}

  /** The strongest place of a name in a text, the first of them; empty if it is not there. */
  public static Optional<Occurrence> find(String text, String name) {
    Occurrence best = null;
    int line = 1;
    int lineStart = 0;
    int counted = 0;
    int at = text.indexOf(name);
    while (at >= 0) {
      for (; counted < at; counted++) {
        if (text.charAt(counted) == '\n') {
          line++;
          lineStart = counted + 1;
        }
      }
      if (isWhole(text, at, name)) {
        int end = end(text, lineStart);
        Role role =
            at + name.length() <= end
                ? role(text.substring(lineStart, end), at - lineStart, name)
                : Role.USED;
        if (role == Role.DECLARED) {
          return Optional.of(new Occurrence(role, line));
        }
        if (best == null || role.compareTo(best.role()) > 0) {
          best = new Occurrence(role, line);
        }
      }
      at = text.indexOf(name, at + name.length());
    }
    return Optional.ofNullable(best);
  }

  /** Where a line ends, or what is looked at of it. */
  private static int end(String text, int lineStart) {
    int end = lineStart;
    while (end < text.length() && end < lineStart + LONGEST_LINE && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  /** Names that a text declares or gives a value to, and not as a part of something. */
  public static Set<String> in(String text) {
    Set<String> names = new HashSet<>();
    for (String line : text.split("\n", -1)) {
      String start = line.substring(0, Math.min(line.length(), LONGEST_LINE));
      Matcher identifiers = IDENTIFIER.matcher(start);
      while (identifiers.find()) {
        String name = identifiers.group();
        boolean isMember =
            identifiers.start() > 0 && ".:".indexOf(start.charAt(identifiers.start() - 1)) >= 0;
        // Without a space it is an argument that is named, and the code's.
        boolean isArgument =
            identifiers.end() < start.length() && start.charAt(identifiers.end()) == '=';
        if (!isMember
            && !isArgument
            && role(start, identifiers.start(), name).compareTo(Role.ASSIGNED) >= 0) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static boolean isWhole(String text, int at, String name) {
    int end = at + name.length();
    boolean isOpen = at > 0 && isPart(text.charAt(at - 1)) && isPart(name.charAt(0));
    return !isOpen && (end >= text.length() || !isPart(text.charAt(end)));
  }

  private static boolean isPart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static Role role(String line, int at, String name) {
    String before = line.substring(0, at);
    String after = line.substring(at + name.length());
    if (IMPORT.matcher(line).find()) {
      return Role.USED;
    }
    if (KEYWORD.matcher(before.substring(Math.max(0, before.length() - 100))).find()) {
      return Role.DECLARED;
    }
    String rest = after.stripLeading();
    if (rest.startsWith("(") && isFunction(line, before)) {
      return Role.DECLARED;
    }
    boolean isKey =
        rest.startsWith(":")
            && !rest.startsWith("::")
            && (before.isBlank()
                || before.stripTrailing().endsWith("{")
                || before.strip().equals("-"));
    if (isAssignment(rest) || isKey) {
      return Role.ASSIGNED;
    }
    return isQuoted(before, after)
            || isQuote(name.charAt(0))
            || before.endsWith("--")
            || name.startsWith("--")
        ? Role.QUOTED
        : Role.USED;
  }

  private static boolean isQuoted(String before, String after) {
    if (before.isEmpty() || after.isEmpty()) {
      return false;
    }
    char quote = before.charAt(before.length() - 1);
    // A backtick in code is prose about it, or a template.
    return (quote == '"' || quote == '\'') && after.charAt(0) == quote;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
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
