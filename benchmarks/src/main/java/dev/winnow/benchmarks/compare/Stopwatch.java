package dev.winnow.benchmarks.compare;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** Takes the time, and the time of all cores that this process had, of a piece of work. */
public final class Stopwatch {
  private static final double NANOS = 1e9;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final long wall = System.nanoTime();
  private final long cpu = system.getProcessCpuTime();

  private Stopwatch() {}

  /** Starts one. */
  public static Stopwatch start() {
    return new Stopwatch();
  }

  /**
   * What it shows.
   *
   * @param work units done since it was started
   */
  public Measured stop(double work) {
    return stop(work, 0);
  }

  /**
   * The same where a server did a part of the work.
   *
   * @param serverCpuSeconds what the server took meanwhile
   */
  public Measured stop(double work, double serverCpuSeconds) {
    return new Measured(
        work,
        (System.nanoTime() - wall) / NANOS,
        (system.getProcessCpuTime() - cpu) / NANOS + serverCpuSeconds,
        Map.of());
  }
}
