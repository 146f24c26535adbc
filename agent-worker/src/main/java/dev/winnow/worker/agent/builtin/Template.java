package dev.winnow.worker.agent.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with places for parameters: {@code {{parameters.NAME}}} anywhere, or a literal before a
 * comment {@code winnow: NAME}, so that the file without Winnow is what it should be by default.
 */
final class Template {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{\\s*parameters\\.([A-Za-z0-9_-]+)\\s*}}");

  /** The last literal of a line, what may stand between it and a comment, and the comment. */
  private static final Pattern MARKED =
      Pattern.compile(
          "(?<literal>\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+'"
              + "|(?<![A-Za-z0-9_.])-?[0-9][0-9A-Za-z_.+-]*+|\\b(?:true|false)\\b)"
              + "(?<between>[ \\t;,)\\]}]*+)"
              + "(?<comment>(?://|#|/\\*|--|<!--)[ \\t]*winnow:[ \\t]*(?<name>[A-Za-z0-9_-]+))");

  private final String file;
  private final Map<String, String> parameters;
  private final List<String> done = new ArrayList<>();

  Template(String file, Map<String, String> parameters) {
    this.file = file;
    this.parameters = parameters;
  }

  /** What was put where. */
  List<String> done() {
    return List.copyOf(done);
  }

  /** The text with the parameters in it. */
  String fillIn(String text) throws AgentProblem {
    return marked(placeholders(text));
  }

  private String placeholders(String text) throws AgentProblem {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String value = value(matcher.group(1), text, matcher.start());
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
      note(text, matcher.start(), matcher.group(1), value, "");
    }
    return matcher.appendTail(filled).toString();
  }

  private String marked(String text) throws AgentProblem {
    Matcher matcher = MARKED.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      MatchResult found = matcher.toMatchResult();
      String name = matcher.group("name");
      String value = value(name, text, found.start());
      String literal = matcher.group("literal");
      String replacement = like(literal, value);
      matcher.appendReplacement(
          filled,
          Matcher.quoteReplacement(
              replacement + matcher.group("between") + matcher.group("comment")));
      note(text, found.start(), name, value, " (was " + literal + ")");
    }
    return matcher.appendTail(filled).toString();
  }

  /** A value in the quotes of the literal that it takes the place of. */
  private static String like(String literal, String value) {
    char quote = literal.charAt(0);
    if (quote != '"' && quote != '\'') {
      return value;
    }
    String escaped =
        value
            .replace("\\", "\\\\")
            .replace(String.valueOf(quote), "\\" + quote)
            .replace("\n", "\\n");
    return quote + escaped + quote;
  }

  private String value(String name, String text, int offset) throws AgentProblem {
    String value = parameters.get(name);
    if (value == null) {
      throw new AgentProblem(
          "%s:%d names the parameter %s, which the variant does not have; it has %s"
              .formatted(file, line(text, offset), name, new TreeSet<>(parameters.keySet())));
    }
    return value;
  }

  private void note(String text, int offset, String name, String value, String before) {
    done.add("%s:%d: %s = %s%s".formatted(file, line(text, offset), name, value, before));
  }

  private static long line(String text, int offset) {
    return 1 + text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }
}
