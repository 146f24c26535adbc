package dev.winnow.worker.process;

/** Takes a command's output as it comes, from one thread at a time for each stream. */
@FunctionalInterface
public interface OutputSink {
  /** Takes nothing. */
  OutputSink IGNORED = (buffer, length) -> {};

  /** Takes the first {@code length} bytes of {@code buffer}, which is used again afterwards. */
  void accept(byte[] buffer, int length);
}
