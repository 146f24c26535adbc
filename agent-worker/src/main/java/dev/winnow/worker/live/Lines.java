package dev.winnow.worker.live;

import dev.winnow.worker.process.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes lines of a stream's bytes: UTF-8, ended by a line feed or a carriage return. What is too
 * long for a line is cut off, and the rest of it is not seen. Safe for use by several threads.
 */
final class Lines implements OutputSink {
  /** More than is shown, so that what is filtered is whole where it is cut. */
  static final int LONGEST_READ = 16 * 1024;

  static final int LONGEST_SHOWN = 8 * 1024;
  private static final String CUT = " [cut]";

  private final Consumer<String> lines;
  private ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean afterReturn;
  private boolean isCutOff;

  Lines(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public synchronized void accept(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      byte each = buffer[i];
      // The two that end a line in text of DOS are one end.
      boolean isSecondEnd = each == '\n' && afterReturn;
      afterReturn = each == '\r';
      if (isSecondEnd) {
        continue;
      }
      if (each == '\n' || each == '\r') {
        emit();
      } else if (line.size() < LONGEST_READ) {
        line.write(each);
      } else {
        isCutOff = true;
      }
    }
  }

  /** Takes what has no end as a line. */
  synchronized void end() {
    if (line.size() > 0) {
      emit();
    }
  }

  private void emit() {
    String text = line.toString(StandardCharsets.UTF_8);
    line = new ByteArrayOutputStream();
    // Of characters that take several bytes there may be fewer than are shown.
    lines.accept(isCutOff ? text + CUT : text);
    isCutOff = false;
  }

  /** A line as it is shown, after it was filtered. */
  static String shown(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + CUT;
  }
}
