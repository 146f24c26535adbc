package dev.winnow.benchmarks.quality;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** The suite that comes with this module. */
final class BundledSuite {
  private static final String FOLDER = "/quality";

  private BundledSuite() {}

  /**
   * Reads it, from classes or from the jar.
   *
   * @throws IOException if it cannot be read
   */
  static Suite read() throws IOException {
    URI folder;
    try {
      folder = BundledSuite.class.getResource(FOLDER).toURI();
    } catch (URISyntaxException e) {
      throw new IOException("the bundled suite is at no address", e);
    }
    if (!"jar".equals(folder.getScheme())) {
      return SuiteReader.read(Path.of(folder));
    }
    try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
      return SuiteReader.read(jar.getPath(FOLDER));
    }
  }
}
