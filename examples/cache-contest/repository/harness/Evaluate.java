package harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Runs one rung; see evaluate.sh, which starts it. */
final class Evaluate {
  private Evaluate() {}

  public static void main(String[] arguments) throws IOException {
    // Kept on the stack, where no reflection finds it.
    String secret =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)).readLine();
    Path result = Path.of(arguments[1]);
    String line;
    try {
      line = "measure".equals(arguments[0]) ? json(Measurement.run()) : Contract.check();
    } catch (BrokenContract broken) {
      System.err.println(arguments[0] + ": " + broken.getMessage());
      System.exit(1);
      return;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      System.err.println(arguments[0] + ": the policy threw " + failure);
      StackTraceElement[] trace = failure.getStackTrace();
      for (int i = 0; i < Math.min(3, trace.length); i++) {
        System.err.println("  at " + trace[i]);
      }
      System.exit(1);
      return;
    }
    Files.writeString(result, secret + "\n" + line + "\n");
    // Threads that a candidate may have left running do not keep the process.
    System.exit(0);
  }

  private static String json(Map<String, Double> metrics) {
    StringBuilder line = new StringBuilder("{");
    metrics.forEach(
        (name, value) ->
            line.append(line.length() > 1 ? ", " : "")
                .append(String.format(Locale.ROOT, "\"%s\": %.6f", name, value)));
    return line.append("}").toString();
  }
}
