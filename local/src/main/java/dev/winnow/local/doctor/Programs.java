package dev.winnow.local.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs that answer at once. */
class Programs {

  private static final int PATIENCE_SECONDS = 4;
  private static final int MOST_BYTES = 8_192;

  /**
   * What came of one.
   *
   * @param status its exit status
   * @param output what it printed, on standard error too
   */
  record Ran(int status, String output) {
    boolean isGood() {
      return status == 0;
    }

    /** The last line that it printed. */
    String line() {
      return output.lines().reduce((before, last) -> last).orElse("exit status " + status);
    }
  }

  /**
   * Runs a program.
   *
   * @return with status 127 if there is none, as a shell has it
   */
  Ran run(List<String> command) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .start();
    } catch (IOException missing) {
      return new Ran(127, "there is no program " + command.get(0));
    }
    try {
      // What prints more than a pipe holds would wait; none of them does.
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return new Ran(-1, command.get(0) + " does not end");
      }
      byte[] output = process.getInputStream().readNBytes(MOST_BYTES);
      return new Ran(process.exitValue(), new String(output, StandardCharsets.UTF_8).strip());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Ran(-1, "interrupted");
    } finally {
      process.destroyForcibly();
    }
  }
}
