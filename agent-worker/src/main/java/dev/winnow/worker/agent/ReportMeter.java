package dev.winnow.worker.agent;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the file in which any agent may report its cost, as often as it likes. */
final class ReportMeter implements Meter {
  private final Path file;
  private final Path sandbox;
  private volatile Optional<BigDecimal> cost = Optional.empty();

  /**
   * @param file the report
   * @param sandbox the folder that the file has to be inside of
   */
  ReportMeter(Path file, Path sandbox) {
    this.file = file;
    this.sandbox = sandbox;
  }

  @Override
  public void accept(byte[] buffer, int length) {
    // What any program prints says nothing of its cost.
  }

  /** A report that is being written may be half of one: the last that could be read counts. */
  @Override
  public synchronized void poll() {
    AgentReport.read(file, sandbox).cost().ifPresent(read -> cost = Optional.of(read));
  }

  @Override
  public Optional<BigDecimal> cost() {
    return cost;
  }

  /** An agent of a fixed price that reports it just before its end has not gone too far. */
  @Override
  public boolean reaches(BigDecimal most) {
    return cost().filter(read -> read.compareTo(most) > 0).isPresent();
  }
}
