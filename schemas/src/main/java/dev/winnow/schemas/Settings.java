package dev.winnow.schemas;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;

/** Where the settings of a process come from. */
public final class Settings {
  private static final String PREFIX = "WINNOW_";

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
   * Reads the settings that environment variables give: {@code WINNOW_HTTP_PORT} for {@code
   * http.port}.
   *
   * @param isOurs which keys to take
   */
  public static Map<String, String> ofEnvironment(
      Map<String, String> environment, Predicate<String> isOurs) {
    Map<String, String> settings = new HashMap<>();
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(PREFIX)) {
            String key =
                variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
            if (isOurs.test(key)) {
              settings.put(key, value);
            }
          }
        });
    return settings;
  }
}
