package dev.winnow.worker.git;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Names of files as git has them: bytes, here one character each. */
public final class FileNames {
  private FileNames() {}

  /**
   * Where a file is. By way of a URI, since the platform's encoding need not have all the names
   * that git has.
   *
   * @param folder the folder that the name is relative to
   * @param name the name, one character a byte
   */
  public static Path at(Path folder, String name) {
    StringBuilder uri = new StringBuilder(folder.toUri().toString());
    if (uri.charAt(uri.length() - 1) != '/') {
      uri.append('/');
    }
    for (byte each : name.getBytes(StandardCharsets.ISO_8859_1)) {
      uri.append(each == '/' ? "/" : String.format("%%%02X", each & 0xff));
    }
    return Path.of(URI.create(uri.toString()));
  }

  /** A text as such a name. */
  static String ofText(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
