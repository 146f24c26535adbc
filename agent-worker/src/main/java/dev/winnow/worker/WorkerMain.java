package dev.winnow.worker;

import dev.winnow.schemas.Settings;
import dev.winnow.schemas.StartFailure;
import dev.winnow.schemas.clock.ClockWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts a worker: settings from a properties file, if one is named, and from WINNOW_* variables.
 */
public final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] arguments) {
    System.getProperties()
        .putIfAbsent("logback.configurationFile", "dev/winnow/schemas/log/services-logback.xml");
    try {
      Map<String, String> settings = new HashMap<>();
      if (arguments.length > 0) {
        settings.putAll(Settings.ofFile(Path.of(arguments[0])));
      }
      settings.putAll(WorkerConfig.fromEnvironment(System.getenv()));
      Worker worker = new Worker(WorkerConfig.of(settings));
      Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "shutdown"));
      ClockWatch.endingThisProcess("The worker");
      worker.start();
      worker.awaitEnd();
    } catch (IOException | RuntimeException e) {
      System.err.println("The worker cannot run: " + StartFailure.text(e));
      System.exit(1);
    }
  }
}
