package dev.winnow.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs a side of a row in a JVM of its own. */
final class Child {
  private static final int SHOWN_LINES = 25;

  private final ClassPaths classPaths;

  Child(ClassPaths classPaths) {
    this.classPaths = classPaths;
  }

  /**
   * Runs it once.
   *
   * @throws CompareException if it fails or takes too long; the last lines that it wrote are in the
   *     message
   */
  Measured run(Row row, Side side) throws CompareException, IOException, InterruptedException {
    Path output = Files.createTempFile("winnow-compare-", ".txt");
    Process process =
        new ProcessBuilder(command(row, side))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(row.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed(side, "took more than " + seconds(row.limit()), output);
      }
      if (process.exitValue() != 0) {
        throw failed(side, "ended with " + process.exitValue(), output);
      }
      return read(side, Files.readAllLines(output, StandardCharsets.UTF_8), output);
    } finally {
      // Also what it started: brokers, workers, servers of peers.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }

  private List<String> command(Row row, Side side) throws CompareException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(side.jvm());
    command.addAll(
        List.of("-cp", classPaths.of(side), ContenderMain.class.getName(), side.contender()));
    row.options()
        .and(side.options())
        .values()
        .forEach((name, value) -> command.add(name + '=' + value));
    return command;
  }

  private static Measured read(Side side, List<String> lines, Path output)
      throws CompareException, IOException {
    Map<String, Double> numbers = new TreeMap<>();
    for (String line : lines) {
      if (line.startsWith(ContenderMain.MARK)) {
        String[] parts = line.split("\t", -1);
        numbers.put(parts[1], Double.valueOf(parts[2]));
      }
    }
    Optional<Measured> measured = Measured.of(numbers);
    if (measured.isEmpty()) {
      throw failed(side, "printed no figures", output);
    }
    return measured.get();
  }

  private static CompareException failed(Side side, String what, Path output) throws IOException {
    List<String> lines = Files.readAllLines(output, StandardCharsets.ISO_8859_1);
    return new CompareException(
        side.name()
            + ' '
            + what
            + "; its last lines:\n  "
            + String.join(
                "\n  ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
  }

  private static String seconds(Duration limit) {
    return limit.toSeconds() + " s";
  }
}
