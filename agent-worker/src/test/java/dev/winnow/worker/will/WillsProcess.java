package dev.winnow.worker.will;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that says what others have left in the folder that is its argument. */
final class WillsProcess {
  private WillsProcess() {}

  public static void main(String[] arguments) throws IOException {
    try (Wills wills = new Wills(Path.of(arguments[0]))) {
      wills.execute(
          will ->
              System.out.println(
                  will.key() + " " + new String(will.value(), StandardCharsets.UTF_8)));
    }
  }
}
