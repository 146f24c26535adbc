package dev.winnow.worker.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells running work to stop, and why. Made by whoever hands the work out, watched by whoever does
 * it. Safe for use by several threads; once cancelled it stays so, for the first reason given.
 */
public final class Cancellation {
  private final CompletableFuture<String> reason = new CompletableFuture<>();
  private final Cancellation whole;

  public Cancellation() {
    this.whole = this;
  }

  private Cancellation(Cancellation whole) {
    this.whole = whole;
  }

  /**
   * A cancellation of a part of the same work. The part stops with the whole, for its reason, and
   * can be stopped alone.
   */
  public Cancellation ofPart() {
    Cancellation part = new Cancellation(whole);
    whenCancelled(() -> part.cancel(reason().orElseThrow()));
    return part;
  }

  /** The cancellation of the whole work; itself if it is no part. */
  public Cancellation whole() {
    return whole;
  }

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

  /**
   * Waits until the work has to stop, at most for a time.
   *
   * @return whether it has to stop
   */
  public boolean await(Duration time) {
    try {
      reason.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Runs {@code action} when the work has to stop; at once if that has happened already. */
  public void whenCancelled(Runnable action) {
    reason.thenRun(action);
  }
}
