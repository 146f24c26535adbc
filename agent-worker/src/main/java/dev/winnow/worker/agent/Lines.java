package dev.winnow.worker.agent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Puts lines together from bytes as they come; lines that are too long are dropped. */
final class Lines {
  private static final int LONGEST = 16 * 1024 * 1024;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private boolean isTooLong;

  Lines(Consumer<String> lines) {
    this.lines = lines;
  }

  void accept(byte[] buffer, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        add(buffer, from, i);
        if (!isTooLong) {
          lines.accept(open.toString(StandardCharsets.UTF_8).stripTrailing());
        }
        open.reset();
        isTooLong = false;
        from = i + 1;
      }
    }
    add(buffer, from, length);
  }

  private void add(byte[] buffer, int from, int to) {
    isTooLong |= open.size() + (to - from) > LONGEST;
    if (isTooLong) {
      open.reset();
    } else {
      open.write(buffer, from, to - from);
    }
  }
}
