package dev.winnow.schemas;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep a process from ending. */
public final class DaemonThreads {
  private DaemonThreads() {}

  /**
   * Makes daemon threads.
   *
   * @param name of each of them, as thread dumps have it
   */
  public static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
