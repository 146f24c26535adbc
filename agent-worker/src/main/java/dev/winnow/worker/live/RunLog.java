package dev.winnow.worker.live;

import dev.winnow.worker.process.OutputSink;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last lines of a run's output. Each goes through the filter before anything of it is kept, so
 * nothing can be read here that the filter takes out. Safe for use by several threads.
 */
public final class RunLog {
  private static final Logger log = LoggerFactory.getLogger(RunLog.class);
  private static final String NOT_SHOWN = "[a line that is not shown]";

  /** How many characters are kept, in whole lines. */
  static final int KEPT = 64 * 1024;

  private final UnaryOperator<String> filter;
  private final Deque<String> lines = new ArrayDeque<>();
  private final List<Runnable> onEnd = new ArrayList<>();
  private int chars;
  private long dropped;
  private long bytes;
  private boolean isEnded;

  RunLog(UnaryOperator<String> filter) {
    this.filter = filter;
  }

  /** A sink for one stream: what it takes becomes lines of its own. */
  OutputSink stream() {
    Lines stream = new Lines(line -> add(Lines.shown(filtered(line))));
    synchronized (this) {
      // A stream's last line may have no end; it is seen when the run ends.
      onEnd.add(stream::end);
    }
    return (buffer, length) -> {
      count(length);
      stream.accept(buffer, length);
    };
  }

  /** A filter that fails must neither end the command's output nor show the line. */
  private String filtered(String line) {
    try {
      return filter.apply(line);
    } catch (RuntimeException e) {
      log.error("A line of output could not be filtered and is not shown", e);
      return NOT_SHOWN;
    }
  }

  private synchronized void count(int length) {
    bytes += length;
  }

  private synchronized void add(String line) {
    lines.add(line);
    chars += line.length() + 1;
    while (chars > KEPT) {
      chars -= lines.remove().length() + 1;
      dropped++;
    }
    notifyAll();
  }

  void end() {
    List<Runnable> streams;
    synchronized (this) {
      streams = List.copyOf(onEnd);
    }
    streams.forEach(Runnable::run);
    synchronized (this) {
      isEnded = true;
      notifyAll();
    }
  }

  /** How many bytes of output there were, kept or not. */
  public synchronized long bytes() {
    return bytes;
  }

  /**
   * Lines from a number on.
   *
   * @param lines the lines, without their ends
   * @param next the number of the line that comes after them
   * @param skipped how many lines between the number and them are no longer kept
   * @param isEnded whether no further line will come after them
   */
  public record Page(List<String> lines, long next, long skipped, boolean isEnded) {}

  /**
   * Reads what is kept.
   *
   * @param from the number of the first line wanted, from 0
   */
  public synchronized Page read(long from) {
    long first = Math.max(from, dropped);
    List<String> found = lines.stream().skip(first - dropped).toList();
    return new Page(found, first + found.size(), first - from, isEnded);
  }

  /**
   * Waits until there is a line of this number or a later one, or the run has ended, or the time is
   * over; then reads.
   *
   * @param from the number of the first line wanted, from 0
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public synchronized Page await(long from, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    while (!isEnded && dropped + lines.size() <= from && left > 0) {
      TimeUnit.MILLISECONDS.timedWait(this, left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return read(from);
  }
}
