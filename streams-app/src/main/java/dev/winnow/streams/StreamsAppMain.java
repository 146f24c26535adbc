package dev.winnow.streams;

import dev.winnow.schemas.Settings;
import dev.winnow.schemas.StartFailure;
import dev.winnow.schemas.clock.ClockWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs the application until it is told to stop. */
public final class StreamsAppMain {
  private StreamsAppMain() {}

  /**
   * Starts from a properties file (optional argument) and the environment: WINNOW_BOOTSTRAP_SERVERS
   * stands for bootstrap.servers, and so on; the environment wins.
   */
  public static void main(String[] args) throws InterruptedException {
    System.getProperties()
        .putIfAbsent("logback.configurationFile", "dev/winnow/schemas/log/services-logback.xml");
    try {
      StreamsApp app = new StreamsApp(StreamsAppConfig.of(config(args, System.getenv())));
      Runtime.getRuntime().addShutdownHook(new Thread(app::close, "shutdown"));
      ClockWatch.endingThisProcess("streams-app");
      app.start();
      app.awaitStop();
    } catch (IOException | RuntimeException e) {
      System.err.println("The streams application cannot run: " + StartFailure.text(e));
    }
    // Not reached when it is told to stop: then the shutdown hook is the last to act.
    System.exit(1);
  }

  static Map<String, String> config(String[] args, Map<String, String> environment)
      throws IOException {
    Map<String, String> config = new HashMap<>();
    if (args.length > 0) {
      config.putAll(Settings.ofFile(Path.of(args[0])));
    }
    config.putAll(
        Settings.ofEnvironment(environment, StreamsAppKeys.BEGINNINGS, StreamsAppKeys::isKnown));
    return config;
  }
}
