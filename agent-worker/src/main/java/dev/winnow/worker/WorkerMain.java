package dev.winnow.worker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Starts a worker: settings from a properties file, if one is named, and from WINNOW_* variables.
 */
public final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] arguments) {
    System.getProperties().putIfAbsent("logback.configurationFile", "worker-logback.xml");
    try {
      Map<String, String> settings = new HashMap<>();
      if (arguments.length > 0) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
          properties.load(reader);
        }
        properties.stringPropertyNames().forEach(k -> settings.put(k, properties.getProperty(k)));
      }
      settings.putAll(WorkerConfig.fromEnvironment(System.getenv()));
      Worker worker = new Worker(WorkerConfig.of(settings));
      Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "shutdown"));
      worker.start();
      worker.awaitEnd();
    } catch (IOException | RuntimeException e) {
      System.err.println("The worker cannot run: " + e.getMessage());
      System.exit(1);
    }
  }
}
