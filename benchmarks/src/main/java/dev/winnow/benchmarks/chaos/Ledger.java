package dev.winnow.benchmarks.chaos;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What agents themselves noted when they began: the truth about what was paid. */
final class Ledger {
  private final List<String> lines;

  private Ledger(List<String> lines) {
    this.lines = lines;
  }

  /** Reads it, one line {@code TASK ATTEMPT COST} a run. */
  static Ledger read(Path file) throws IOException {
    return new Ledger(Files.exists(file) ? Files.readAllLines(file) : List.of());
  }

  /** How many runs of a task began. */
  int runs(String taskId) {
    return (int) lines.stream().filter(line -> line.startsWith(taskId + " ")).count();
  }

  /** What they cost, in US dollars. */
  BigDecimal paid(String taskId) {
    return lines.stream()
        .filter(line -> line.startsWith(taskId + " "))
        .map(line -> new BigDecimal(line.substring(line.lastIndexOf(' ') + 1)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
