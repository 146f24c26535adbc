package dev.winnow.benchmarks.sandboxes;

import dev.winnow.benchmarks.compare.ChildProcesses;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Stopwatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long one step took, of several times that it was done. */
final class Timings {
  private final List<Measured> times = new ArrayList<>();
  private Stopwatch watch;
  private double children;

  void start() throws IOException {
    children = ChildProcesses.cpuSeconds();
    watch = Stopwatch.start();
  }

  void stop() throws IOException {
    Measured took = watch.stop(1);
    times.add(
        new Measured(
            1,
            took.wallSeconds(),
            took.cpuSeconds() + ChildProcesses.cpuSeconds() - children,
            Map.of()));
  }

  /** What was measured until now counts no more. */
  void forget() {
    times.clear();
  }

  double medianMillis() {
    List<Double> sorted = times.stream().map(Measured::wallSeconds).sorted().toList();
    return 1e3 * sorted.get(sorted.size() / 2);
  }

  /** All of them together. */
  Measured measured() {
    return new Measured(
        times.size(),
        times.stream().mapToDouble(Measured::wallSeconds).sum(),
        times.stream().mapToDouble(Measured::cpuSeconds).sum(),
        Map.of());
  }
}
