package dev.winnow.local.check;

import dev.winnow.local.LocalException;
import dev.winnow.schemas.Finding;
import dev.winnow.worker.check.Baseline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;

/** The file of a baseline on this machine. */
final class BaselineFile {
  private BaselineFile() {}

  /**
   * Reads a baseline.
   *
   * @throws LocalException if it is not there, or too large
   */
  static Baseline read(Path file) {
    String problem = "--baseline: cannot read " + file;
    try {
      if (Files.size(file) > Baseline.MOST_BYTES) {
        throw new LocalException(
            problem + ": it is larger than " + (Baseline.MOST_BYTES >> 20) + " MiB",
            "write a new one with `winnow check --all --write-baseline " + file + "`");
      }
      // Not Files.readString: one wrong byte in the name of a file does not make the rest wrong.
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return Baseline.parse(file.toString(), text);
    } catch (IOException e) {
      throw new LocalException(
          problem, "give a file that `winnow check --all --write-baseline " + file + "` wrote");
    }
  }

  /**
   * Makes sure that a file may be a baseline.
   *
   * @throws LocalException if its name is not that of one
   */
  static void requireName(Path file) {
    if (!String.valueOf(file.getFileName()).endsWith(Baseline.ENDING)) {
      throw new LocalException(
          "--write-baseline: the name of " + file + " does not end with " + Baseline.ENDING,
          "call it winnow-" + Baseline.ENDING + ": by its name it is known to be no code");
    }
  }

  /**
   * Writes a baseline: all of it, or nothing.
   *
   * @param findings all that was found
   * @throws LocalException if it cannot be written, or there are too many findings
   */
  static void write(Path file, Collection<Finding> findings) {
    String text =
        Baseline.text(findings)
            .orElseThrow(
                () ->
                    new LocalException(
                        "--write-baseline: " + findings.size() + " findings are too many for it",
                        "leave files out with 'ignore' in winnow.yaml, or suppress a rule there"));
    try {
      // What a link leads to is written, and the link stays.
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path part = target.resolveSibling(target.getFileName() + ".part");
      Files.write(part, text.getBytes(StandardCharsets.UTF_8));
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LocalException(
          "--write-baseline: cannot write " + file, "give a file in a folder that can be written");
    }
  }
}
