package dev.winnow.benchmarks.boards;

import dev.winnow.benchmarks.compare.ChildProcesses;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Stopwatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that read the same board again and again, each when it has the answer before. */
final class Readers {
  private static final int READS_BETWEEN_LOOKS = 16;

  private Readers() {}

  /** A client with its connection, for one thread. */
  interface Reader extends AutoCloseable {
    /**
     * Reads the board to its end.
     *
     * @return something that depends on all of it
     */
    long read() throws Exception;

    /** Closes the connection. */
    @Override
    default void close() throws Exception {}
  }

  /** Lets them read for some seconds to warm up, and then as long as it is measured. */
  static Measured measure(Options options, Callable<Reader> connect) throws Exception {
    List<Reader> readers = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(options.number("clients"));
    try {
      for (int i = 0; i < options.number("clients"); i++) {
        readers.add(connect.call());
      }
      reads(threads, readers, options.number("warm-up s"));
      double children = ChildProcesses.cpuSeconds();
      Stopwatch watch = Stopwatch.start();
      long reads = reads(threads, readers, options.number("read s"));
      return watch.stop(reads, ChildProcesses.cpuSeconds() - children);
    } finally {
      threads.shutdownNow();
      for (Reader each : readers) {
        each.close();
      }
    }
  }

  private static long reads(ExecutorService threads, List<Reader> readers, int seconds)
      throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Future<Long>> counts = new ArrayList<>();
    for (Reader each : readers) {
      counts.add(threads.submit(() -> reads(each, end)));
    }
    long sum = 0;
    for (Future<Long> each : counts) {
      sum += each.get();
    }
    return sum;
  }

  private static long reads(Reader reader, long end) throws Exception {
    long first = reader.read();
    long count = 1;
    while (System.nanoTime() < end) {
      for (int i = 0; i < READS_BETWEEN_LOOKS; i++) {
        if (reader.read() != first) {
          throw new IllegalStateException("the board is another one");
        }
        count++;
      }
    }
    return count;
  }
}
