package dev.winnow.benchmarks.queues;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * The threads of a share group's members in this process: each has its own and its consumer's.
 * Compiler, collector and the JVM's own clock are not among them; a process has those whatever its
 * orders are.
 */
final class MemberThreads {
  private static final String CONSUMER = "consumer_background_thread";
  private static final double NANOS = 1e9;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private MemberThreads() {}

  /**
   * The processor time that those that live have had.
   *
   * @param topic the topic that is the queue
   * @return seconds
   */
  static double cpuSeconds(String topic) {
    long nanos = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && isOfMember(thread.getThreadName(), topic)) {
        nanos += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return nanos / NANOS;
  }

  private static boolean isOfMember(String name, String topic) {
    return name.equals(CONSUMER) || name.startsWith(topic + "-member-");
  }
}
