package dev.winnow.worker.process;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Counts a command's output, both streams together, and tells once when it is too much. */
final class OutputLimit implements OutputSink {
  private final long most;
  private final Consumer<String> onOver;
  private final AtomicLong total = new AtomicLong();

  OutputLimit(Command command, Consumer<String> onOver) {
    this.most = command.confinement().limits().output();
    this.onOver = onOver;
  }

  @Override
  public void accept(byte[] buffer, int length) {
    if (total.addAndGet(length) > most) {
      onOver.accept(what());
    }
  }

  /** Whether it was too much, also if what says so was read after the command's end only. */
  boolean isOver() {
    return total.get() > most;
  }

  /** What was too much, in words that follow "the agent". */
  String what() {
    return "printed more than " + Amount.bytes(most);
  }
}
