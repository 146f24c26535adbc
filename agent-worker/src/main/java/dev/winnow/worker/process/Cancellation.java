package dev.winnow.worker.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Tells running work to stop, and why. Made by whoever hands the work out, watched by whoever does
 * it. Safe for use by several threads; once cancelled it stays so, for the first reason given.
 */
public final class Cancellation {
  private final CompletableFuture<String> reason = new CompletableFuture<>();

  /**
   * Asks the work to stop.
   *
   * @param why a short phrase for a person, such as "the worker is stopping"
   */
  public void cancel(String why) {
    reason.complete(why);
  }

  /** Why the work has to stop, or empty while it may go on. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason.getNow(null));
  }

  /** Runs {@code action} when the work has to stop; at once if that has happened already. */
  public void whenCancelled(Runnable action) {
    reason.thenRun(action);
  }
}
