package dev.winnow.streams.patch;

import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Stops what JGit does when its time is up, or its thread is interrupted. */
final class Deadline extends EmptyProgressMonitor {
  private final long nanoTime;

  /**
   * @param nanoTime when the time is up, by {@link System#nanoTime()}
   */
  Deadline(long nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public boolean isCancelled() {
    return System.nanoTime() - nanoTime >= 0 || Thread.currentThread().isInterrupted();
  }

  /** Whole seconds that are left, at least 1. */
  int secondsLeft() {
    return (int) Math.max(1, Duration.ofNanos(nanoTime - System.nanoTime()).toSeconds());
  }
}
