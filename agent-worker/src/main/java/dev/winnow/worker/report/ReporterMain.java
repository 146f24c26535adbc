package dev.winnow.worker.report;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Starts a reporter: settings from a properties file, if one is named, and WINNOW_* variables. */
public final class ReporterMain {
  private ReporterMain() {}

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
      settings.putAll(ReporterConfig.fromEnvironment(System.getenv()));
      Reporter reporter = new Reporter(ReporterConfig.of(settings));
      Runtime.getRuntime().addShutdownHook(new Thread(reporter::close, "shutdown"));
      reporter.start();
      reporter.awaitEnd();
    } catch (IOException | RuntimeException e) {
      System.err.println("The reporter cannot run: " + e.getMessage());
      System.exit(1);
    }
  }
}
