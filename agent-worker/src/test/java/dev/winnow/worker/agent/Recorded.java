package dev.winnow.worker.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the tools themselves printed and wrote, shortened where it is of no use. */
final class Recorded {
  private Recorded() {}

  static List<String> lines(String name) {
    try (InputStream resource = Recorded.class.getResourceAsStream(name)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints lines, in pieces that end anywhere. */
  static void print(Meter meter, List<String> lines) {
    byte[] all = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < all.length; from += 1000) {
      int to = Math.min(all.length, from + 1000);
      meter.accept(java.util.Arrays.copyOfRange(all, from, to), to - from);
    }
  }

  static void write(Path file, List<String> lines) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
