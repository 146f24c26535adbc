package dev.winnow.benchmarks.chaos;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.IntSupplier;

/** Tells what happens, a line each, with the time since the start and how far the contest is. */
final class Story {
  private static final double NANOS = 1e9;

  private final PrintWriter out;
  private final long start = System.nanoTime();
  private volatile IntSupplier progress = () -> 0;

  Story(PrintWriter out) {
    this.out = out;
  }

  /** Says how many attempts have ended, from here on. */
  void follow(IntSupplier ended) {
    progress = ended;
  }

  /** Tells one thing. */
  synchronized void tell(String format, Object... values) {
    out.printf(
        Locale.ROOT,
        "%7.1f s %5d  %s%n",
        seconds(),
        progress.getAsInt(),
        String.format(Locale.ROOT, format, values));
    out.flush();
  }

  /** Seconds since the start. */
  double seconds() {
    return (System.nanoTime() - start) / NANOS;
  }
}
