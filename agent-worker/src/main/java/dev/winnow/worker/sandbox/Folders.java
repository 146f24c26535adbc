package dev.winnow.worker.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Removal of folders with whatever is in them. */
public final class Folders {
  private static final int OUTPUT_KEPT = 1024;

  private Folders() {}

  /**
   * Removes a folder; follows no symbolic link, and takes folders that forbid it by force. Somebody
   * else may be removing it too.
   *
   * @throws IOException if something of it stays; the message says what
   */
  public static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      walk(folder);
    } catch (IOException e) {
      try {
        force(folder.toAbsolutePath());
      } catch (IOException forced) {
        forced.addSuppressed(e);
        throw forced;
      }
    }
  }

  /**
   * By programs that go from folder to folder relative to where they are: they come to what is
   * nested deeper than a path may be long, and open a folder only after it was made readable.
   */
  private static void force(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      // Folders only: a file can have a name elsewhere too, where its mode is to stay.
      String ignored =
          told(
              List.of("find", folder.toString(), "-xdev", "-type", "d", "!", "-perm", "-700"),
              List.of("-execdir", "chmod", "u+rwx", "{}", ";"));
    }
    String problem =
        told(List.of("rm", "-rf", "--one-file-system"), List.of("--", folder.toString()));
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(folder + " cannot be removed: " + problem);
    }
  }

  /** What a program says, after its end. Also for threads that are interrupted, as the walk is. */
  private static String told(List<String> program, List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(program);
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    // find takes no program from a folder that is relative.
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
    Process process = builder.start();
    process.getOutputStream().close();
    String told;
    try (InputStream output = process.getInputStream()) {
      told = new String(output.readNBytes(OUTPUT_KEPT), Charset.defaultCharset()).strip();
      output.transferTo(OutputStream.nullOutputStream());
    }
    process.onExit().join();
    return told;
  }

  private static void walk(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            var file = dir.toFile();
            if (!file.canWrite() || !file.canRead() || !file.canExecute()) {
              boolean ignored =
                  file.setReadable(true) && file.setWritable(true) && file.setExecutable(true);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException problem)
              throws IOException {
            if (problem instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw problem;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException problem)
              throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
