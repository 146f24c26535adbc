package dev.winnow.producers.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * Reads requests without trust in how long they say they are or how many come at once: what is held
 * of one request, and of all together, is bounded before anything is known of the sender.
 */
final class Bodies {
  /** GitHub's own bound on a payload, 25 MB, in bytes. It does not send what is larger. */
  static final int LARGEST = 25 << 20;

  private static final int MOST_AT_ONCE = 128 << 20;
  private static final int FIRST = 64 << 10;
  private static final int DISCARD_STEP = 16 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Semaphore room;

  Bodies() {
    this(MOST_AT_ONCE);
  }

  /** As the public one; {@code room} is how many bytes all open bodies may have together. */
  Bodies(int room) {
    this.room = new Semaphore(room);
  }

  /**
   * Reads a request's body.
   *
   * @throws Refusal if it is larger than {@link #LARGEST}, if it takes longer than GitHub would
   *     wait, or if there is no room for it now
   */
  Body read(HttpServletRequest request) throws IOException {
    InputStream in = request.getInputStream();
    if (request.getContentLengthLong() > LARGEST) {
      discard(in);
      throw Refusal.tooLarge();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    byte[] bytes = new byte[0];
    int length = 0;
    boolean complete = false;
    try {
      for (int read = 0; read >= 0; read = in.read(bytes, length, bytes.length - length)) {
        length += read;
        if (length > LARGEST) {
          break;
        }
        if (System.nanoTime() > deadline) {
          throw Refusal.tooSlow();
        }
        if (length == bytes.length) {
          bytes = grown(bytes);
        }
      }
      complete = length <= LARGEST;
    } finally {
      if (!complete) {
        room.release(bytes.length);
      }
    }
    if (!complete) {
      discard(in);
      throw Refusal.tooLarge();
    }
    int held = bytes.length;
    return new Body(bytes, length, () -> room.release(held));
  }

  /** Twice the size, one byte more than the largest body at most: that byte tells of a larger. */
  private byte[] grown(byte[] bytes) {
    int size = Math.min(LARGEST + 1, Math.max(FIRST, 2 * bytes.length));
    if (!room.tryAcquire(size - bytes.length)) {
      throw Refusal.busy();
    }
    return Arrays.copyOf(bytes, size);
  }

  /** Takes in what has come of a request that is refused at once, and waits for no more. */
  static void discardAvailable(InputStream in) throws IOException {
    byte[] step = new byte[DISCARD_STEP];
    long left = LARGEST;
    while (left > 0 && in.available() > 0) {
      left -= in.read(step);
    }
  }

  /**
   * Takes in the rest of a request that is refused, up to a bound: a sender that is cut off while
   * it sends does not get to read why.
   */
  static void discard(InputStream in) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    byte[] step = new byte[DISCARD_STEP];
    long left = LARGEST;
    while (left > 0 && System.nanoTime() < deadline) {
      int read = in.read(step);
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }
}
