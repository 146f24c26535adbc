package dev.winnow.worker.environment;

import dev.winnow.schemas.HostClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What kind of machine this worker measures on. */
public final class Host {
  private static final Logger log = LoggerFactory.getLogger(Host.class);
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Host() {}

  /** The kind of machine that this process runs on. */
  public static HostClass ofThis() {
    return HostClass.newBuilder()
        .setCpu(model(lines(PROCESSORS)))
        .setCores(Runtime.getRuntime().availableProcessors())
        .setKernel(System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .build();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
    } catch (IOException e) {
      log.warn("{} cannot be read: the processor goes by its architecture", file, e);
      return List.of();
    }
  }

  /**
   * The processor as Linux names it, or else its architecture.
   *
   * @param lines of /proc/cpuinfo (proc(5)); not every architecture names a model there
   */
  static String model(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip().replaceAll("\\s+", " "))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElseGet(() -> System.getProperty("os.arch"));
  }
}
