package dev.winnow.benchmarks.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One process of the stack. Where it ends without being told to it is started again, as a service
 * manager does; its output is kept in a file.
 */
final class Part implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final Story story;

  /** Held by whoever does something to it, so that two faults of one part do not mix. */
  private final ReentrantLock busy = new ReentrantLock(true);

  private Process process;
  private boolean wanted;
  private boolean closed;
  private int ownEnds;

  /**
   * @param command what is run
   * @param environment variables beside those of this process
   * @param log where its output goes; starts are appended to each other
   */
  Part(String name, List<String> command, Map<String, String> environment, Path log, Story story) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.story = story;
  }

  String name() {
    return name;
  }

  /** Where its output goes. */
  Path log() {
    return log;
  }

  /** Waits for its turn and does something to it. */
  void with(Doing doing) throws IOException, InterruptedException {
    busy.lockInterruptibly();
    try {
      doing.go();
    } finally {
      busy.unlock();
    }
  }

  /** Something that is done to a part. */
  interface Doing {
    void go() throws IOException, InterruptedException;
  }

  /** Starts it. */
  synchronized void start() {
    wanted = true;
    launch();
  }

  private synchronized void launch() {
    if (!wanted || closed || process != null && process.isAlive()) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(key -> key.startsWith("WINNOW_"));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be started", e);
    }
    Process started = process;
    started.onExit().thenAccept(this::ended);
  }

  private void ended(Process gone) {
    synchronized (this) {
      if (!wanted || gone != process) {
        return;
      }
      ownEnds++;
    }
    story.tell("%s ended by itself with %d and is started again", name, gone.exitValue());
    try {
      Thread.sleep(AGAIN.toMillis());
      launch();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it by SIGKILL and returns its process id when it is gone; it stays down. */
  long kill() throws InterruptedException {
    Process victim = down();
    victim.destroyForcibly();
    victim.waitFor();
    return victim.pid();
  }

  /** Ends it by SIGTERM, and by SIGKILL if that takes too long; whether it heeded the former. */
  boolean stop() throws InterruptedException {
    Process told = down();
    told.destroy();
    if (told.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    told.destroyForcibly().waitFor();
    return false;
  }

  private synchronized Process down() {
    wanted = false;
    return process;
  }

  synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Its process id, also of one that is gone. */
  synchronized long pid() {
    return process.pid();
  }

  /** How often it ended by itself. */
  synchronized int ownEnds() {
    return ownEnds;
  }

  /** Ends it at once; it stays down. */
  @Override
  public synchronized void close() {
    wanted = false;
    closed = true;
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
