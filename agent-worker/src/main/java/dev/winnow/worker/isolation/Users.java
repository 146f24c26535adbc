package dev.winnow.worker.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The users that programs in a sandbox see: one of their own, and nobody of the host's. */
final class Users {
  private static final String PASSWD =
      """
      root:x:0:0:root:/nonexistent:/usr/sbin/nologin
      agent:x:1000:1000:agent:/nonexistent:/bin/sh
      nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
      """;

  private static final String GROUP =
      """
      root:x:0:
      agent:x:1000:
      nogroup:x:65534:
      """;

  private static final String HOSTS =
      """
      127.0.0.1 localhost sandbox
      ::1 localhost
      """;

  private final Path folder;

  /**
   * Writes the files.
   *
   * @param folder a folder of the worker's that is there; may be shared by worker processes
   */
  Users(Path folder) throws IOException {
    this.folder = folder;
    write("passwd", PASSWD);
    write("group", GROUP);
    write("hosts", HOSTS);
  }

  /** Arguments of bubblewrap. */
  List<String> arguments() {
    return List.of(
        "--ro-bind",
        folder.resolve("passwd").toString(),
        "/etc/passwd",
        "--ro-bind",
        folder.resolve("group").toString(),
        "/etc/group",
        "--ro-bind",
        folder.resolve("hosts").toString(),
        "/etc/hosts");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.writeString(file, text);
    }
  }
}
