package dev.winnow.worker.process;

import java.io.IOException;
import java.io.InputStream;

/** Reads a stream of a command to its end, so that the command never waits to be read. */
final class Drain {
  private final Thread thread;

  private Drain(Thread thread) {
    this.thread = thread;
  }

  /** Starts to read; each sink takes all of it. */
  static Drain start(InputStream stream, OutputSink... sinks) {
    Thread thread =
        new Thread(
            () -> {
              byte[] buffer = new byte[8192];
              try (stream) {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                  for (OutputSink sink : sinks) {
                    sink.accept(buffer, n);
                  }
                }
              } catch (IOException e) {
                // The pipe broke because its writers were killed: there is no more to read.
              }
            },
            "output");
    thread.setDaemon(true);
    thread.start();
    return new Drain(thread);
  }

  /** Something that escaped the kill may hold the pipe open for ever; it is not waited for. */
  void join(long deadlineNanos) {
    try {
      thread.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
