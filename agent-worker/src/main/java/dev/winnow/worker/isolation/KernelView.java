package dev.winnow.worker.isolation;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a sandbox sees of the kernel by {@code /proc}, beside its own processes: what everybody may
 * read, read-only. Where the worker's user is root, its sandboxes own the kernel's settings, and
 * could change them without any capability (such as {@code kernel.core_pattern}, a program that the
 * kernel runs as root).
 */
final class KernelView {
  private static final Path PROC = Path.of("/proc");

  private KernelView() {}

  /** Arguments of bubblewrap. */
  static List<String> arguments() throws IOException {
    List<String> line = new ArrayList<>(List.of("--proc", PROC.toString()));
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC)) {
      for (Path entry : entries) {
        boolean isProcess = entry.getFileName().toString().matches("[0-9]+");
        if (!isProcess && !Files.isSymbolicLink(entry)) {
          source(entry)
              .ifPresent(source -> line.addAll(List.of("--ro-bind", source, entry.toString())));
        }
      }
    }
    return line;
  }

  /** What is laid over an entry; nothing over a file that all may read and nobody write. */
  private static Optional<String> source(Path entry) throws IOException {
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(entry.toString());
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(entry);
    boolean isOpen =
        permissions.contains(PosixFilePermission.OTHERS_READ)
            && !permissions.contains(PosixFilePermission.OWNER_WRITE);
    return isOpen ? Optional.empty() : Optional.of("/dev/null");
  }
}
