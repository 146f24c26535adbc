package dev.winnow.worker.process;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/**
 * A file of a sandbox that is read while what runs there may put something else in its place: a
 * pipe that blocks whoever opens it, a link to a file of the worker or to a device without an end.
 * So it is opened first, without following a link and without waiting, and then the open file is
 * looked at, which nobody can exchange. Linux only.
 */
public final class UntrustedFile implements Closeable {
  // Of fcntl.h. Two of the processors that Linux runs on have each other's numbers for not
  // following links and for large files; both together mean both on either.
  private static final int NO_FOLLOW_AND_LARGE = 0x20000 | 0x8000;
  private static final int NO_WAIT = 0x800;
  private static final int CLOSE_ON_EXEC = 0x80000;

  private static final int NO_SUCH_FILE = 2;
  private static final int NO_SUCH_DEVICE = 6;
  private static final int NO_FOLDER = 20;
  private static final int IS_LINK = 40;

  private final int descriptor;

  private UntrustedFile(int descriptor) {
    this.descriptor = descriptor;
  }

  /** The functions of the C library that are used, as its manual pages have them. */
  private interface LibC extends Library {
    int open(String path, int flags) throws LastErrorException;

    NativeLong pread(int descriptor, byte[] buffer, NativeLong count, NativeLong offset)
        throws LastErrorException;

    int close(int descriptor) throws LastErrorException;
  }

  private static final class Loaded {
    static final LibC LIB_C =
        Native.load(
            "c",
            LibC.class,
            Map.of(
                Library.OPTION_STRING_ENCODING, System.getProperty("sun.jnu.encoding", "UTF-8")));
  }

  /** What is there is no regular file, or not inside the folder. */
  public static final class UnfitException extends IOException {
    private static final long serialVersionUID = 1L;

    UnfitException(Path file) {
      super(file + " is not a regular file of its folder");
    }
  }

  /**
   * Opens a file; never waits for anybody.
   *
   * @param file the file
   * @param folder inside which it has to be when all links on the way are followed; nobody but the
   *     worker may be able to put another in this one's place
   * @throws NoSuchFileException if nothing is there
   * @throws UnfitException if what is there is no regular file, or is elsewhere by a link
   */
  public static UntrustedFile open(Path file, Path folder) throws IOException {
    int flags = NO_FOLLOW_AND_LARGE | NO_WAIT | CLOSE_ON_EXEC;
    UntrustedFile opened;
    try {
      opened = new UntrustedFile(Loaded.LIB_C.open(file.toAbsolutePath().toString(), flags));
    } catch (LastErrorException e) {
      throw switch (e.getErrorCode()) {
        case NO_SUCH_FILE, NO_FOLDER -> new NoSuchFileException(file.toString());
        case IS_LINK, NO_SUCH_DEVICE -> new UnfitException(file);
        default -> new IOException(file + " cannot be opened: " + e.getMessage(), e);
      };
    } catch (LinkageError e) {
      throw new IOException("the C library cannot be called: " + e.getMessage(), e);
    }
    try {
      Path itself = Path.of("/proc/self/fd", Integer.toString(opened.descriptor));
      if (!Files.readAttributes(itself, BasicFileAttributes.class).isRegularFile()
          || !Files.readSymbolicLink(itself).startsWith(folder.toRealPath())) {
        throw new UnfitException(file);
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Reads the beginning of a file, however much is written to it meanwhile.
   *
   * @param most more is never held
   * @return the content, or its first {@code most + 1} bytes if it is longer
   * @throws IOException as {@link #open}
   */
  public static byte[] read(Path file, Path folder, int most) throws IOException {
    try (UntrustedFile opened = open(file, folder)) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] buffer = new byte[8 * 1024];
      int n = opened.read(buffer, 0);
      while (n > 0 && all.size() <= most) {
        all.write(buffer, 0, Math.min(n, most + 1 - all.size()));
        n = opened.read(buffer, all.size());
      }
      return all.toByteArray();
    }
  }

  /**
   * Reads some bytes.
   *
   * @param buffer is filled from its beginning
   * @param offset in the file
   * @return how many were read; 0 at the file's end
   */
  public int read(byte[] buffer, long offset) throws IOException {
    try {
      return Loaded.LIB_C
          .pread(descriptor, buffer, new NativeLong(buffer.length), new NativeLong(offset))
          .intValue();
    } catch (LastErrorException e) {
      throw new IOException("a file cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      int ignored = Loaded.LIB_C.close(descriptor);
    } catch (LastErrorException e) {
      throw new IOException("a file cannot be closed: " + e.getMessage(), e);
    }
  }
}
