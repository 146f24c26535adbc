package dev.winnow.worker.order;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of the worker's own that agents and judges can be given, by {@code {{env.NAME}}}.
 * What these print and write can hold a value; it is taken out of logs, and refused in patches.
 */
public final class Secrets {
  /** Shorter values are too likely to be part of something else. */
  private static final int SHORTEST = 8;

  private final List<Map.Entry<String, String>> entries;

  /**
   * @param values the variables by name
   */
  public Secrets(Map<String, String> values) {
    entries = new ArrayList<>(values.entrySet());
    entries.removeIf(entry -> entry.getValue().length() < SHORTEST);
    // One may begin another.
    entries.sort(Comparator.comparing(entry -> -entry.getValue().length()));
  }

  /** A text with {@code [NAME]} in place of each value. */
  public String redact(String text) {
    String redacted = text;
    for (Map.Entry<String, String> entry : entries) {
      redacted = redacted.replace(entry.getValue(), "[" + entry.getKey() + "]");
    }
    return redacted;
  }

  /** The name of a variable whose value is in some bytes. */
  public Optional<String> findIn(byte[] content) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return entries.stream()
        .filter(
            entry ->
                text.contains(
                    new String(
                        entry.getValue().getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.ISO_8859_1)))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
