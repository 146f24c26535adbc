package dev.winnow.worker.order;

import java.util.regex.Pattern;

/** Makes the sentences that say why an outcome is what it is. */
public final class Reason {
  private static final int LIMIT = 500;
  private static final Pattern TELLING =
      Pattern.compile(
          "(?i)(error|exception|fail|wrong|expected|refus|denied|not found).*:|:.*(error|exception|fail|wrong|expected|refus|denied|not found)");

  private Reason() {}

  /** The text in one line of at most 500 characters. */
  public static String of(String text) {
    String line = text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", "; ");
    return line.length() <= LIMIT ? line : line.substring(0, LIMIT - 1) + "…";
  }

  /** The reason, with the line of a command's output that tells most about its failure. */
  public static String withOutput(String reason, String output) {
    String last = "";
    String telling = "";
    for (String line : output.split("\\R")) {
      if (!line.isBlank()) {
        last = line.strip();
        telling = TELLING.matcher(line).find() ? last : telling;
      }
    }
    String line = telling.isEmpty() ? last : telling;
    return of(line.isEmpty() ? reason : reason + ": " + line);
  }
}
