package dev.winnow.worker.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The matching rules of one side of a Pact interaction, as far as they name fields of the body.
 * Versions 1 and 2 write {@code $.body.items[*].id}, later ones {@code $.items[*].id} under {@code
 * body}.
 *
 * @param fields paths that a rule names
 * @param open paths of objects whose names are data: a rule matches all keys or all values
 */
record MatchingRules(SortedSet<String> fields, SortedSet<String> open) {
  private static final String BODY = "$.body";

  static MatchingRules of(JsonNode side) {
    JsonNode rules = side.path("matchingRules");
    SortedSet<String> fields = new TreeSet<>();
    SortedSet<String> open = new TreeSet<>();
    for (Map.Entry<String, JsonNode> rule : rules.properties()) {
      if (rule.getKey().startsWith(BODY)) {
        add("$" + rule.getKey().substring(BODY.length()), rule.getValue(), fields, open);
      }
    }
    for (Map.Entry<String, JsonNode> rule : rules.path("body").properties()) {
      add(rule.getKey(), rule.getValue(), fields, open);
    }
    return new MatchingRules(fields, open);
  }

  private static void add(
      String expression, JsonNode rule, SortedSet<String> fields, SortedSet<String> open) {
    Optional<String> path = path(expression, open);
    path.filter(p -> !p.isEmpty() && !p.endsWith(Fields.ITEMS)).ifPresent(fields::add);
    if (path.isPresent() && matchesKeysOrValues(rule)) {
      open.add(path.get());
    }
  }

  private static boolean matchesKeysOrValues(JsonNode rule) {
    for (JsonNode matcher : rule.path("matchers")) {
      switch (matcher.path("match").asText("")) {
        case "values", "eachKey", "eachValue", "each-key", "each-value" -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /**
   * The dotted path of an expression such as {@code $.items[*]['id']}.
   *
   * @return empty if it is none, or goes through names that are data; these are noted as open
   */
  private static Optional<String> path(String expression, SortedSet<String> open) {
    String path = "";
    int at = 1;
    while (at < expression.length()) {
      char c = expression.charAt(at);
      String step;
      if (c == '.') {
        int end = at + 1;
        while (end < expression.length() && ".[".indexOf(expression.charAt(end)) < 0) {
          end++;
        }
        step = expression.substring(at + 1, end);
        at = end;
      } else if (c == '[') {
        int end = expression.indexOf(']', at);
        if (end < 0) {
          return Optional.empty();
        }
        String inside = expression.substring(at + 1, end);
        at = end + 1;
        if (inside.equals("*") || isNumber(inside)) {
          path += Fields.ITEMS;
          continue;
        }
        step = unquoted(inside);
      } else {
        return Optional.empty();
      }
      if (step.equals("*")) {
        open.add(path);
        return Optional.empty();
      }
      if (!Fields.isPlain(step)) {
        return Optional.empty();
      }
      path = Fields.child(path, step);
    }
    return Optional.of(path);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 2
            && (text.charAt(0) == '\'' || text.charAt(0) == '"')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
