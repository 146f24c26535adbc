package dev.winnow.worker.live;

import dev.winnow.worker.order.Secrets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Takes secrets out of single lines. A value of several lines, such as a key in PEM, would never be
 * found whole in one of them, so each of its lines is a secret of its own.
 */
public final class SecretLines implements UnaryOperator<String> {
  private final Secrets secrets;

  /**
   * @param values the secrets by the names that are shown in their place
   */
  public SecretLines(Map<String, String> values) {
    Map<String, String> lines = new HashMap<>();
    values.forEach(
        (name, value) -> {
          String[] parts = value.split("\\R");
          for (int i = 0; i < parts.length; i++) {
            lines.put(i == 0 ? name : name + " line " + (i + 1), parts[i]);
          }
        });
    this.secrets = new Secrets(lines);
  }

  @Override
  public String apply(String line) {
    return secrets.redact(line);
  }
}
