package dev.winnow.streams;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Runs the application until it is told to stop. */
public final class StreamsAppMain {
  private StreamsAppMain() {}

  /**
   * Starts from a properties file (optional argument) and the environment: WINNOW_BOOTSTRAP_SERVERS
   * stands for bootstrap.servers, and so on; the environment wins.
   */
  public static void main(String[] args) throws InterruptedException {
    System.getProperties().putIfAbsent("logback.configurationFile", "streams-logback.xml");
    try {
      StreamsApp app = new StreamsApp(StreamsAppConfig.of(config(args, System.getenv())));
      Runtime.getRuntime().addShutdownHook(new Thread(app::close, "shutdown"));
      app.start();
      app.awaitStop();
    } catch (IOException | RuntimeException e) {
      System.err.println("The streams application cannot run: " + e.getMessage());
    }
    // Not reached when it is told to stop: then the shutdown hook is the last to act.
    System.exit(1);
  }

  static Map<String, String> config(String[] args, Map<String, String> environment)
      throws IOException {
    Map<String, String> config = new HashMap<>();
    if (args.length > 0) {
      Properties file = new Properties();
      try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
        file.load(reader);
      }
      file.stringPropertyNames().forEach(key -> config.put(key, file.getProperty(key)));
    }
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("WINNOW_")) {
            String key = name.substring("WINNOW_".length()).toLowerCase(Locale.ROOT);
            config.put(key.replace('_', '.'), value);
          }
        });
    return config;
  }
}
