package dev.winnow.worker.report;

import dev.winnow.schemas.Settings;
import dev.winnow.schemas.StartFailure;
import dev.winnow.schemas.clock.ClockWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Starts a reporter: settings from a properties file, if one is named, and WINNOW_* variables. */
public final class ReporterMain {
  private ReporterMain() {}

  public static void main(String[] arguments) {
    System.getProperties()
        .putIfAbsent("logback.configurationFile", "dev/winnow/schemas/log/services-logback.xml");
    try {
      Map<String, String> settings = new HashMap<>();
      if (arguments.length > 0) {
        settings.putAll(Settings.ofFile(Path.of(arguments[0])));
      }
      settings.putAll(ReporterConfig.fromEnvironment(System.getenv()));
      Reporter reporter = new Reporter(ReporterConfig.of(settings));
      Runtime.getRuntime().addShutdownHook(new Thread(reporter::close, "shutdown"));
      ClockWatch.endingThisProcess("The reporter");
      reporter.start();
      reporter.awaitEnd();
    } catch (IOException | RuntimeException e) {
      System.err.println("The reporter cannot run: " + StartFailure.text(e));
      System.exit(1);
    }
  }
}
