package dev.winnow.streams.contest;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Asks for a commit as soon as something was written that people wait for, instead of at the next
 * commit interval. Not while there is a backlog, and not too often: a commit takes the thread some
 * milliseconds, in which it could do more.
 */
final class PromptCommits {
  /** With a commit of five milliseconds they take no more than a quarter of a thread. */
  static final Duration APART = Duration.ofMillis(20);

  /** What waited for longer will not be seen at once, whatever is done now. */
  static final Duration FRESH = Duration.ofSeconds(1);

  private final ProcessorContext<?, ?> context;
  private long lastMs = Long.MIN_VALUE / 2;

  PromptCommits(ProcessorContext<?, ?> context) {
    this.context = context;
  }

  /**
   * Asks for one, if that is of use.
   *
   * @param recordMs when the record that led to it was written. A clock that is wrong by more than
   *     {@link #FRESH} means that the commit interval is waited for
   */
  void ask(long recordMs) {
    long now = context.currentSystemTimeMs();
    if (now - recordMs <= FRESH.toMillis() && now - lastMs >= APART.toMillis()) {
      lastMs = now;
      context.commit();
    }
  }
}
