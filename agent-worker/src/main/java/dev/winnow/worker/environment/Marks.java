package dev.winnow.worker.environment;

import dev.winnow.worker.process.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalInt;

/**
 * What the {@link Supervisor} says on a command's standard output, told from all else that is
 * printed there by words that nobody knows before they are used. A process that reads the output
 * before the worker does learns a word too late, and none of the others.
 *
 * <p>A mark says why a sample failed. It makes none succeed: that takes the supervisor's exit
 * status as well.
 */
final class Marks {
  private static final String PREFIX = "winnow-environment-";
  private static final int BYTES = 16;

  /** Of a mark, with its status. */
  private static final int LONGEST = PREFIX.length() + 2 * BYTES + 8;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String ready = word();
  private final String failed = word();
  private final String ended = word();
  private final OutputSink metrics;
  private final Runnable onReady;
  private final Runnable onEnd;
  private long readyAt;
  private long endedAt;
  private boolean isReady;
  private OptionalInt failure = OptionalInt.empty();
  private OptionalInt status = OptionalInt.empty();

  /**
   * @param metrics takes what is printed between the environment's readiness and the command's end
   * @param onReady told once, when it is ready
   * @param onEnd told once, when the command has ended
   */
  Marks(OutputSink metrics, Runnable onReady, Runnable onEnd) {
    this.metrics = metrics;
    this.onReady = onReady;
    this.onEnd = onEnd;
  }

  private static String word() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + HexFormat.of().formatHex(bytes);
  }

  /** What the supervisor is given on its standard input. */
  String input() {
    return ready + "\n" + failed + "\n" + ended + "\n";
  }

  /**
   * Takes the marks out of an output.
   *
   * @param rest takes all else
   */
  OutputSink before(OutputSink rest) {
    return new Filter(rest);
  }

  /** Whether the environment was ready. */
  synchronized boolean isReady() {
    return isReady;
  }

  /** With what status it failed to come up; empty if the supervisor has not said so. */
  synchronized OptionalInt failure() {
    return failure;
  }

  /** With what status the command ended; empty if the supervisor has not said so. */
  synchronized OptionalInt status() {
    return status;
  }

  /** From the environment's readiness to the command's end. */
  synchronized Duration measured() {
    return status.isPresent() ? Duration.ofNanos(endedAt - readyAt) : Duration.ZERO;
  }

  private synchronized boolean isMeasuring() {
    return isReady && status.isEmpty();
  }

  /** Takes a line; returns whether it is a mark. Each counts once, and only in its place. */
  private boolean take(String line) {
    int blank = line.indexOf(' ');
    if (blank < 0 || !line.substring(blank + 1).matches("[0-9]{1,3}")) {
      return false;
    }
    String word = line.substring(0, blank);
    int code = Integer.parseInt(line.substring(blank + 1));
    if (word.equals(ready)) {
      if (becomesReady()) {
        onReady.run();
      }
      return true;
    }
    if (word.equals(ended)) {
      if (ends(code)) {
        onEnd.run();
      }
      return true;
    }
    return word.equals(failed) && fails(code);
  }

  private synchronized boolean becomesReady() {
    boolean isNew = !isReady && failure.isEmpty();
    if (isNew) {
      isReady = true;
      readyAt = System.nanoTime();
    }
    return isNew;
  }

  private synchronized boolean ends(int code) {
    boolean isNew = isReady && status.isEmpty();
    if (isNew) {
      status = OptionalInt.of(code);
      endedAt = System.nanoTime();
    }
    return isNew;
  }

  private synchronized boolean fails(int code) {
    if (!isReady && failure.isEmpty()) {
      failure = OptionalInt.of(code);
    }
    return true;
  }

  /** Holds back no more than what may become a mark. */
  private final class Filter implements OutputSink {
    private final OutputSink rest;
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    private final StringBuilder start = new StringBuilder();
    private boolean isAtStart = true;

    Filter(OutputSink rest) {
      this.rest = rest;
    }

    @Override
    public void accept(byte[] buffer, int length) {
      for (int index = 0; index < length; index++) {
        take(buffer[index]);
      }
      flush();
    }

    private void take(byte next) {
      if (!isAtStart) {
        passed.write(next);
        isAtStart = next == '\n';
        return;
      }
      if (next == '\n') {
        String line = start.toString();
        flush();
        if (!Marks.this.take(line)) {
          pass(next);
        }
        start.setLength(0);
        return;
      }
      start.append((char) (next & 0xff));
      if (!mayBecomeMark()) {
        byte[] begun = start.toString().getBytes(StandardCharsets.ISO_8859_1);
        passed.write(begun, 0, begun.length);
        start.setLength(0);
        isAtStart = false;
      }
    }

    /** A whole line that looked like a mark and is none. */
    private void pass(byte end) {
      byte[] line = start.toString().getBytes(StandardCharsets.ISO_8859_1);
      passed.write(line, 0, line.length);
      passed.write(end);
    }

    private boolean mayBecomeMark() {
      return start.length() <= PREFIX.length()
          ? PREFIX.startsWith(start.toString())
          : start.length() <= LONGEST;
    }

    private void flush() {
      if (passed.size() > 0) {
        byte[] bytes = passed.toByteArray();
        passed.reset();
        rest.accept(bytes, bytes.length);
        if (isMeasuring()) {
          metrics.accept(bytes, bytes.length);
        }
      }
    }
  }
}
