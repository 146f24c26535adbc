package dev.winnow.producers.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the secrets that a configuration names. */
final class Secrets {
  private Secrets() {}

  /**
   * The secrets, at least one.
   *
   * @throws IllegalArgumentException if the file cannot be read or has none
   */
  static List<String> of(WebhookConfig config) {
    return config.secretsFile().map(Secrets::read).orElse(config.secrets());
  }

  private static List<String> read(Path file) {
    try {
      List<String> secrets =
          Files.readAllLines(file).stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
      if (secrets.isEmpty()) {
        throw new IllegalArgumentException(
            "webhook.secrets.file: " + file + " is empty; it has to have a secret a line");
      }
      return secrets;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "webhook.secrets.file: " + file + " cannot be read as text", e);
    }
  }
}
