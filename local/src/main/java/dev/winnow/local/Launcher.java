package dev.winnow.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How another process on this machine runs a command of Winnow's. */
public final class Launcher {
  private Launcher() {}

  /** Program and arguments, which those of the command follow. */
  public static List<String> words() {
    return Optional.ofNullable(System.getProperty("winnow.home"))
        .map(home -> List.of(Path.of(home, "winnow").toAbsolutePath().toString()))
        .orElseGet(Launcher::ofThisProcess);
  }

  /** Where no launcher started this process. */
  private static List<String> ofThisProcess() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // As the launcher has it for commands that end soon.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        WinnowMain.class.getName());
  }
}
