package dev.winnow.worker.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again at what running commands use, and tells when one uses more than it may. The
 * kernel's own limits hold for one process each; this sees all that a command has started.
 *
 * <p>What happens between two looks is seen late: memory can be over for a fifth of a second, disk
 * for as long as it takes to be counted. Needs Linux's /proc; where there is none, nothing is seen.
 */
final class UsageMonitor {
  private static final Logger log = LoggerFactory.getLogger(UsageMonitor.class);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final List<Watch> watches = new CopyOnWriteArrayList<>();
  private Thread thread;

  /** Sees what a command's folders hold before it is started, if there is a limit on them. */
  static DiskUse before(Command command) throws IOException {
    DiskUse disk = new DiskUse(command.confinement().counted());
    if (command.confinement().limits().disk() < Limits.UNLIMITED && ProcessTree.isSupported()) {
      disk.countBefore();
    }
    return disk;
  }

  /**
   * Begins to look at a command that has been started.
   *
   * @param process its first process
   * @param disk what {@link #before} saw
   * @param onOver told what it used too much of, in words that follow "the agent"
   * @return ends the watch when closed
   */
  Watch watch(Process process, Command command, DiskUse disk, Consumer<String> onOver) {
    Watch watch = new Watch(process.pid(), command, disk, onOver);
    Limits limits = command.confinement().limits();
    if (!limits.equals(Limits.NONE) && ProcessTree.isSupported()) {
      watches.add(watch);
      ensureRunning();
    }
    return watch;
  }

  private synchronized void ensureRunning() {
    if (thread == null || !thread.isAlive()) {
      thread = new Thread(this::run, "usage-monitor");
      thread.setDaemon(true);
      thread.start();
    }
    LockSupport.unpark(thread);
  }

  @SuppressWarnings("InfiniteLoopStatement") // a daemon that sleeps while nothing runs
  private void run() {
    while (true) {
      if (watches.isEmpty()) {
        LockSupport.park(this);
      } else {
        for (Watch watch : watches) {
          try {
            watch.look();
          } catch (RuntimeException e) {
            log.warn("What a run uses was not seen this time", e);
          }
        }
        LockSupport.parkNanos(this, PAUSE.toNanos());
      }
    }
  }

  /** One command that is looked at. */
  final class Watch implements AutoCloseable {
    private final long pid;
    private final Limits limits;
    private final Consumer<String> onOver;
    private final DiskUse disk;

    private Watch(long pid, Command command, DiskUse disk, Consumer<String> onOver) {
      this.pid = pid;
      this.limits = command.confinement().limits();
      this.onOver = onOver;
      this.disk = disk;
    }

    private void look() {
      ProcessTree tree = ProcessTree.of(pid, limits.processes());
      if (tree.threads() > limits.processes()) {
        over("had more than " + limits.processes() + " processes and threads");
      } else if (tree.resident() > limits.memory() && tree.proportional() > limits.memory()) {
        over("used more than " + Amount.bytes(limits.memory()) + " of memory");
      } else if (tree.cpu().compareTo(limits.cpu()) > 0) {
        over("used more than " + limits.cpu().toSeconds() + " s of processor time");
      } else if (limits.disk() < Limits.UNLIMITED && disk.grownBy() > limits.disk()) {
        over("wrote more than " + Amount.bytes(limits.disk()) + " to disk");
      }
    }

    private void over(String what) {
      close();
      onOver.accept(what);
    }

    @Override
    public void close() {
      watches.remove(this);
    }
  }
}
