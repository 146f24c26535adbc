package dev.winnow.benchmarks.compare;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Class paths of contenders. A peer has one of its own, since some bring other versions of what
 * Winnow uses under the same names, as Flink does with RocksDB.
 *
 * @param benchmarks the folder of this module
 */
record ClassPaths(Path benchmarks) {
  /**
   * The class path of a side.
   *
   * @throws CompareException if the peer is not built
   */
  String of(Side side) throws CompareException {
    if (side.peer().isEmpty()) {
      return System.getProperty("java.class.path");
    }
    Path target = benchmarks.resolve("peers").resolve(side.peer()).resolve("target");
    Path classes = target.resolve("classes");
    if (!Files.isDirectory(classes)) {
      throw new CompareException(
          "the peer '"
              + side.peer()
              + "' is not built: start this with benchmarks/run, which does");
    }
    return String.join(
        File.pathSeparator, classes.toString(), target.resolve("lib").toString() + "/*", own());
  }

  /** Where the classes of this package are. */
  private static String own() {
    return Path.of(
            URI.create(
                ContenderMain.class.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }
}
