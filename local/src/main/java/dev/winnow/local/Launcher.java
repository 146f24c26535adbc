package dev.winnow.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How another process on this machine runs a command of Winnow's. */
public final class Launcher {
  private Launcher() {}

  /** Program and arguments, which those of the command follow. */
  public static List<String> words() {
    return Optional.ofNullable(System.getProperty("winnow.home"))
        .map(home -> List.of(Path.of(home, "winnow").toAbsolutePath().toString()))
        .orElseGet(Launcher::ofThisProcess);
  }

  /** What those words read, beside the Java that runs this: absolute paths. */
  public static List<String> readable() {
    return Optional.ofNullable(System.getProperty("winnow.home"))
        .map(home -> Path.of(home).toAbsolutePath())
        .map(home -> Stream.of(home.resolve("winnow"), home.resolve("local/target")))
        .orElseGet(Launcher::classPath)
        .filter(Files::exists)
        .map(Path::toString)
        .toList();
  }

  private static Stream<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().normalize());
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
