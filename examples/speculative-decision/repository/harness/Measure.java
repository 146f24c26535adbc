package harness;

import handover.Candidate;
import handover.Handover;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands messages over at random times and prints how long one takes, in milliseconds, and how much
 * of a processor it takes, in milliseconds a second. The times are drawn from WINNOW_SEED, so they
 * are the same for all candidates of a block.
 *
 * <p>The latency is the median of a round of messages, and of five rounds the least: what else the
 * machine does can only add to it.
 */
public final class Measure {
  private static final int WARM_UP = 20;
  private static final int ROUND = 16;
  private static final int MESSAGES = 5 * ROUND;
  private static final int LONGEST_GAP_MS = 8;

  private record Message(int number, long sentNanos) {}

  public static void main(String[] arguments) throws Exception {
    String seed = System.getenv().getOrDefault("WINNOW_SEED", "1");
    Handover<Message> handover = new Candidate<>();
    FutureTask<double[]> receiver = new FutureTask<>(() -> receive(handover));
    Thread thread = new Thread(receiver, "receiver");
    thread.setDaemon(true);
    thread.start();
    long startNanos = System.nanoTime();
    long startCpu = cpuNanos();
    Random gaps = new Random(Long.parseLong(seed));
    for (int number = 0; number < WARM_UP + MESSAGES; number++) {
      Thread.sleep(1 + gaps.nextInt(LONGEST_GAP_MS));
      handover.put(new Message(number, System.nanoTime()));
    }
    double[] latencies;
    try {
      latencies = receiver.get(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("not all messages came within 10 s of the last");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage());
    }
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    double cpu = (cpuNanos() - startCpu) / 1e6 / seconds;
    System.out.printf(
        java.util.Locale.ROOT,
        "{\"latency_ms\": %.4f, \"cpu_ms\": %.3f}%n",
        leastMedian(latencies),
        cpu);
  }

  private static double leastMedian(double[] latencies) {
    double least = Double.POSITIVE_INFINITY;
    for (int from = 0; from < MESSAGES; from += ROUND) {
      double[] round = Arrays.copyOfRange(latencies, from, from + ROUND);
      Arrays.sort(round);
      least = Math.min(least, (round[ROUND / 2 - 1] + round[ROUND / 2]) / 2);
    }
    return least;
  }

  private static double[] receive(Handover<Message> handover) throws InterruptedException {
    double[] latencies = new double[MESSAGES];
    for (int number = 0; number < WARM_UP + MESSAGES; number++) {
      Message message = handover.take();
      long now = System.nanoTime();
      if (message.number() != number) {
        throw new IllegalStateException("message " + message.number() + " came as " + number);
      }
      if (number >= WARM_UP) {
        latencies[number - WARM_UP] = (now - message.sentNanos()) / 1e6;
      }
    }
    return latencies;
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
