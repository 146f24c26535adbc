package dev.winnow.worker.evaluation;

import dev.winnow.worker.process.UntrustedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file that a rung's command writes its metrics into. The patch may have laid traps there. */
final class MetricsFile {
  private static final int LARGEST = 1024 * 1024;

  private final Path checkout;
  private final String name;

  /**
   * @param checkout the checkout
   * @param name the file's path, relative to the checkout
   */
  MetricsFile(Path checkout, String name) {
    this.checkout = checkout;
    this.name = name;
  }

  /** Removes what was there before the command runs; returns what is wrong, or an empty text. */
  String clear() {
    Path file = checkout.resolve(name).normalize();
    if (!file.startsWith(checkout) || file.equals(checkout)) {
      return "the metrics file " + name + " is not inside the checkout";
    }
    Path parent = file.getParent();
    try {
      if (!Files.exists(parent)) {
        return "";
      }
      if (!parent.toRealPath().startsWith(checkout.toRealPath())) {
        return "the folder of the metrics file " + name + " leads out of the checkout";
      }
      Files.deleteIfExists(file);
      return "";
    } catch (DirectoryNotEmptyException e) {
      return "the metrics file " + name + " is a folder";
    } catch (IOException e) {
      // The patch has put something in the way; that is not the worker's failure.
      return "the place of the metrics file " + name + " cannot be used";
    }
  }

  /** Reads the metrics that the command wrote. */
  Metrics read() {
    try {
      return readable();
    } catch (NoSuchFileException e) {
      return new Metrics.Invalid("the metrics file " + name + " was not written");
    } catch (UntrustedFile.UnfitException e) {
      return new Metrics.Invalid(
          "the metrics file " + name + " is not a regular file inside the checkout");
    } catch (IOException e) {
      // Whatever ran may have locked its own file; that is not the worker's failure either.
      return new Metrics.Invalid("the metrics file " + name + " cannot be read");
    }
  }

  private Metrics readable() throws IOException {
    Path file = checkout.resolve(name).normalize();
    byte[] content = UntrustedFile.read(file, checkout, LARGEST);
    if (content.length > LARGEST) {
      return new Metrics.Invalid(
          "the metrics file " + name + " is larger than " + LARGEST + " bytes");
    }
    return Metrics.ofFile(new String(content, StandardCharsets.UTF_8));
  }
}
