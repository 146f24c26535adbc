package dev.winnow.schemas;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the settings of a process come from. */
public final class Settings {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
  private static final String PREFIX = "WINNOW_";

  /** What is not Winnow's own to know. */
  private static final List<String> OF_CLIENTS = List.of("kafka.", "schema.registry.");

  private Settings() {}

  /**
   * Reads a properties file in UTF-8.
   *
   * @throws IOException if it cannot be read
   */
  public static Map<String, String> ofFile(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, String> settings = new HashMap<>();
    properties.stringPropertyNames().forEach(k -> settings.put(k, properties.getProperty(k)));
    return settings;
  }

  /**
   * Reads the settings that environment variables give to a part of Winnow: {@code
   * WINNOW_HTTP_PORT} for {@code http.port}; those of Kafka's clients and of the schema registry
   * too. A variable that begins as the part's do and is no setting of it sets nothing, and a
   * warning names it. It is no error, since orchestrators make variables after their services.
   *
   * @param beginnings how keys of the part begin, such as {@code worker.}
   * @param isKnown whether a key is a setting of the part
   */
  public static Map<String, String> ofEnvironment(
      Map<String, String> environment, List<String> beginnings, Predicate<String> isKnown) {
    Map<String, String> settings = new HashMap<>();
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(PREFIX)) {
            String key =
                variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
            if (isKnown.test(key) || OF_CLIENTS.stream().anyMatch(key::startsWith)) {
              settings.put(key, value);
            } else if (beginnings.stream().anyMatch(key::startsWith)) {
              LOG.warn("{} sets nothing: there is no setting {}", variable, key);
            }
          }
        });
    return settings;
  }
}
