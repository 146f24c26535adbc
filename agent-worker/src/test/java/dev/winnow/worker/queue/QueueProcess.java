package dev.winnow.worker.queue;

import dev.winnow.worker.OtherJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A process of its own with one slot, whose handler says what it was given and never returns. */
final class QueueProcess implements AutoCloseable {
  private static final String TOOK = "took ";

  private final Process process;
  private final BufferedReader output;

  QueueProcess(Backend backend, String servers, String topic) throws IOException {
    process = OtherJvm.of(QueueProcess.class, backend.name(), servers, topic).start();
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Waits until the process works on a record; its key and count. */
  String awaitRecord() throws IOException {
    String line = output.readLine();
    while (line != null && !line.startsWith(TOOK)) {
      line = output.readLine();
    }
    return line == null ? "the process ended" : line.substring(TOOK.length());
  }

  /** Kills the process: it has no chance to give anything back. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  public static void main(String[] arguments) throws InterruptedException {
    WorkQueue queue =
        Backend.valueOf(arguments[0])
            .open(arguments[1], arguments[2], 1, 1, RuntimeException::printStackTrace);
    queue.start(
        (delivery, cancellation) -> {
          System.out.println(TOOK + delivery.key() + " " + delivery.count());
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Settlement.RELEASE;
        });
    new CountDownLatch(1).await();
  }
}
