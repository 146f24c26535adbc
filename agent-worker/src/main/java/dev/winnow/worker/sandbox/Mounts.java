package dev.winnow.worker.sandbox;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Mounts of this process's mount namespace. By the C library, since the program {@code mount} wants
 * the user id 0 whatever a process may do, and to start it takes longer than the mount. Linux only.
 */
final class Mounts {
  private static final Path TABLE = Path.of("/proc/self/mountinfo");
  private static final int MOUNT_POINT = 4;
  private static final long NO_SET_USER_ID = 2;
  private static final long NO_DEVICES = 4;
  private static final int DETACH = 2;
  private static final int NO_SUCH_MOUNT = 22;
  private static final int NO_SUCH_FILE = 2;

  private Mounts() {}

  /** The functions of the C library that are used, as its manual pages have them. */
  private interface LibC extends Library {
    int mount(String source, String target, String type, NativeLong flags, String data)
        throws LastErrorException;

    int umount2(String target, int flags) throws LastErrorException;

    String strerror(int number);
  }

  /** Loaded when first used, and not where nothing is mounted. */
  private static final class Loaded {
    static final LibC LIB_C =
        Native.load(
            "c", LibC.class, Map.of(Library.OPTION_STRING_ENCODING, encodingOfPaths().name()));
  }

  /** Java's own for names of files, which it does not tell otherwise. */
  private static Charset encodingOfPaths() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  private static LibC libC() throws IOException {
    try {
      return Loaded.LIB_C;
    } catch (LinkageError e) {
      throw new IOException("the C library cannot be called: " + e.getMessage(), e);
    }
  }

  /**
   * Mounts an overlay.
   *
   * @param options mount options, escaped
   * @param target an empty folder
   * @throws IOException if the kernel refuses; its message says why
   */
  static void overlay(String options, Path target) throws IOException {
    LibC libC = libC();
    try {
      int ignored =
          libC.mount(
              "overlay",
              target.toString(),
              "overlay",
              new NativeLong(NO_SET_USER_ID | NO_DEVICES),
              options);
    } catch (LastErrorException e) {
      throw new IOException(
          "an overlay cannot be mounted at " + target + ": " + libC.strerror(e.getErrorCode()), e);
    }
  }

  /** Takes a mount away, also one that is in use; does nothing where none is. */
  static void remove(Path target) throws IOException {
    LibC libC = libC();
    try {
      int ignored = libC.umount2(target.toString(), DETACH);
    } catch (LastErrorException e) {
      if (e.getErrorCode() != NO_SUCH_MOUNT && e.getErrorCode() != NO_SUCH_FILE) {
        throw new IOException(
            "the mount at " + target + " stays: " + libC.strerror(e.getErrorCode()), e);
      }
    }
  }

  /**
   * Mount points inside a folder, inner ones first.
   *
   * @param folder without symbolic links in it
   */
  static List<Path> inside(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    if (!Files.exists(TABLE)) {
      return found;
    }
    for (String line : Files.readAllLines(TABLE, StandardCharsets.ISO_8859_1)) {
      Path point = Path.of(unescaped(line.split(" ")[MOUNT_POINT]));
      if (point.startsWith(folder) && !point.equals(folder)) {
        found.add(point);
      }
    }
    // A mount that was made later lies over, or in, one that was made before.
    Collections.reverse(found);
    return found;
  }

  /** The kernel writes a space, a tab, a line's end and a backslash as three octal digits. */
  private static String unescaped(String field) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < field.length(); i++) {
      if (field.charAt(i) == '\\' && i + 3 < field.length()) {
        bytes.write(Integer.parseInt(field.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        bytes.write(field.charAt(i));
      }
    }
    return bytes.toString(encodingOfPaths());
  }
}
