package dev.winnow.worker.process;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process with those it started. */
final class ProcessGroup {
  private final ProcessHandle leader;
  private final boolean leadsGroup;

  /**
   * @param leader the first process
   * @param leadsGroup whether its id is that of a process group of its own
   */
  ProcessGroup(ProcessHandle leader, boolean leadsGroup) {
    this.leader = leader;
    this.leadsGroup = leadsGroup;
  }

  /** Kills all of it. Descendants are listed before the leader dies, since they lose it then. */
  void kill() {
    List<ProcessHandle> descendants = leader.descendants().toList();
    if (leadsGroup) {
      killGroup(leader.pid());
    }
    leader.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  private static void killGroup(long id) {
    try {
      Process kill =
          new ProcessBuilder("/bin/sh", "-c", "kill -KILL -- -" + id)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      kill.waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      // Without a shell the descendants are killed one by one.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
