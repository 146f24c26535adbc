package dev.winnow.worker.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code {{name}}} in commands and environments. A value is put in as it is: what looks
 * like a placeholder inside a value is not one.
 */
public final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.-]+)\\s*}}");

  private final Map<String, String> values = new HashMap<>();

  /** Adds a placeholder. */
  public Placeholders with(String name, String value) {
    values.put(name, value);
    return this;
  }

  /** Adds {@code <prefix>.<key>} for each entry. */
  public Placeholders withAll(String prefix, Map<String, String> entries) {
    entries.forEach((key, value) -> values.put(prefix + "." + key, value));
    return this;
  }

  /** The arguments with their placeholders replaced. */
  public List<String> expand(List<String> arguments) throws UnknownPlaceholderException {
    List<String> expanded = new ArrayList<>();
    for (String argument : arguments) {
      expanded.add(expand(argument));
    }
    return expanded;
  }

  /** The environment with the placeholders in its values replaced. */
  public Map<String, String> expand(Map<String, String> environment)
      throws UnknownPlaceholderException {
    Map<String, String> expanded = new HashMap<>();
    for (Map.Entry<String, String> entry : environment.entrySet()) {
      expanded.put(entry.getKey(), expand(entry.getValue()));
    }
    return expanded;
  }

  private String expand(String text) throws UnknownPlaceholderException {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder expanded = new StringBuilder();
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      if (value == null) {
        throw new UnknownPlaceholderException(matcher.group(1));
      }
      matcher.appendReplacement(expanded, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(expanded).toString();
  }
}
