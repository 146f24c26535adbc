package dev.winnow.worker.process;

import java.time.Duration;

/**
 * The most that a command, with all that it starts, may use of its host.
 *
 * @param memory bytes of memory, at least 1
 * @param processes processes and threads at once, at least 1
 * @param fileSize bytes of one file, at least 1
 * @param disk bytes that its sandbox may grow by, at least 1
 * @param cpu time of processors, of all of them together; longer than nothing
 * @param output bytes of output, at least 1
 */
public record Limits(
    long memory, long processes, long fileSize, long disk, Duration cpu, long output) {
  /** No limit: for each value alone too. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** No limit of processor time. */
  public static final Duration UNLIMITED_TIME = Duration.ofSeconds(Long.MAX_VALUE);

  /** No limit at all. */
  public static final Limits NONE =
      new Limits(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED_TIME, UNLIMITED);

  /** The smaller of each. */
  public Limits within(Limits other) {
    return new Limits(
        Math.min(memory, other.memory),
        Math.min(processes, other.processes),
        Math.min(fileSize, other.fileSize),
        Math.min(disk, other.disk),
        cpu.compareTo(other.cpu) < 0 ? cpu : other.cpu,
        Math.min(output, other.output));
  }
}
