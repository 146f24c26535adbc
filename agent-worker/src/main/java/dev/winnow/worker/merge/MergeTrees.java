package dev.winnow.worker.merge;

import dev.winnow.schemas.DaemonThreads;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.MergeProcess;
import dev.winnow.worker.git.MergedTree;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.sandbox.Sandbox;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Long-lived {@code git merge-tree} processes, one for each set of mirrors. Each has a bare
 * repository of its own that borrows the objects of its mirrors; what merges make is written there,
 * and goes with it when nobody has asked for it for a while. A process that died is started again.
 */
public final class MergeTrees implements AutoCloseable {
  /** How long one is kept that nobody asks for. */
  public static final Duration IDLE = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(MergeTrees.class);

  private final Sandboxes sandboxes;
  private final Duration idle;
  private final Map<Set<Path>, Kept> kept = new HashMap<>();
  private final AtomicInteger started = new AtomicInteger();
  private boolean isClosed;
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("merge-trees"));

  /**
   * @param sandboxes where the repositories of the processes are kept, and removed if this worker
   *     dies
   * @param idle how long one is kept that nobody asks for
   */
  public MergeTrees(Sandboxes sandboxes, Duration idle) {
    this.sandboxes = sandboxes;
    this.idle = idle;
    long turn = Math.max(1, idle.toMillis() / 2);
    turns.scheduleWithFixedDelay(this::closeIdle, turn, turn, TimeUnit.MILLISECONDS);
  }

  /**
   * The process of some mirrors, to be closed when what it has merged is no longer needed.
   *
   * @param mirrors have the commits that are merged
   * @throws IOException if its repository cannot be made
   */
  Lease lease(List<Path> mirrors) throws IOException {
    Set<Path> key = new TreeSet<>(mirrors);
    synchronized (kept) {
      if (isClosed) {
        throw new IOException("the worker is stopping");
      }
      Kept one = kept.get(key);
      if (one == null) {
        one = new Kept(sandboxes.create("merge-trees"), List.copyOf(key));
        kept.put(key, one);
      }
      one.users++;
      return new Lease(one);
    }
  }

  /** How many processes were started. */
  int started() {
    return started.get();
  }

  /** Ids of the processes that there are. */
  List<Long> processes() {
    synchronized (kept) {
      List<Long> ids = new ArrayList<>();
      kept.values().forEach(one -> one.addProcess(ids));
      return ids;
    }
  }

  /** Ends what nobody uses and nobody has asked for lately. */
  void closeIdle() {
    List<Kept> unused = new ArrayList<>();
    synchronized (kept) {
      for (Iterator<Kept> each = kept.values().iterator(); each.hasNext(); ) {
        Kept one = each.next();
        if (one.users == 0 && System.nanoTime() - one.usedAt >= idle.toNanos()) {
          each.remove();
          unused.add(one);
        }
      }
    }
    unused.forEach(Kept::end);
  }

  /** Ends all; what is merged right now fails. */
  @Override
  public void close() {
    turns.shutdownNow();
    List<Kept> all;
    synchronized (kept) {
      isClosed = true;
      all = List.copyOf(kept.values());
      kept.clear();
    }
    all.forEach(Kept::end);
  }

  /** The use of a process. */
  final class Lease implements AutoCloseable {
    private final Kept one;

    private Lease(Kept one) {
      this.one = one;
    }

    /** A bare repository that has all commits of the mirrors, and what was merged. */
    Path repository() {
      return one.folder();
    }

    /**
     * Merges a commit into another, in memory.
     *
     * @param timeout git is ended if it takes longer
     * @throws GitException if git fails, also a second time if its process had died
     */
    MergedTree merge(String onto, String commit, Duration timeout) throws GitException {
      return one.merge(onto, commit, timeout);
    }

    @Override
    public void close() {
      synchronized (kept) {
        one.users--;
        one.usedAt = System.nanoTime();
      }
    }
  }

  /** A process with its repository. */
  private final class Kept {
    private final Sandbox sandbox;
    private final Workspace workspace;
    private MergeProcess process;
    private int users;
    private long usedAt = System.nanoTime();

    private Kept(Sandbox sandbox, List<Path> mirrors) throws IOException {
      this.sandbox = sandbox;
      this.workspace = Workspace.create(sandbox.workspace(), mirrors);
    }

    private Path folder() {
      return sandbox.workspace();
    }

    private synchronized MergedTree merge(String onto, String commit, Duration timeout)
        throws GitException {
      boolean isNew = process == null || !process.isAlive();
      try {
        return running().merge(onto, commit, timeout);
      } catch (GitException e) {
        // One that died between two merges is noticed only now; a new one has no such excuse.
        if (isNew || !process.hasEnded()) {
          throw e;
        }
        log.warn("A merge process is started again: {}", e.getMessage());
        return running().merge(onto, commit, timeout);
      }
    }

    private MergeProcess running() throws GitException {
      if (process == null || !process.isAlive()) {
        process = workspace.mergeProcess();
        started.incrementAndGet();
      }
      return process;
    }

    private synchronized void addProcess(List<Long> ids) {
      if (process != null && process.isAlive()) {
        ids.add(process.pid());
      }
    }

    private void end() {
      MergeProcess last = process;
      if (last != null) {
        last.close();
      }
      sandbox.close();
    }
  }
}
