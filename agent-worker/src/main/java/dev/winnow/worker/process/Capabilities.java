package dev.winnow.worker.process;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a process may do beyond others (capabilities(7)). A worker that mounts overlays as a user
 * may do that in its user namespace by ambient capabilities, which it would hand down.
 */
final class Capabilities {
  private static final Path STATUS = Path.of("/proc/thread-self/status");
  private static final Pattern SOME = Pattern.compile("(?m)^CapAmb:\\s*0*[1-9a-f]");
  private static final int AMBIENT = 47; // PR_CAP_AMBIENT of linux/prctl.h
  private static final int CLEAR_ALL = 4; // PR_CAP_AMBIENT_CLEAR_ALL

  private Capabilities() {}

  /** The function of the C library that is used; see prctl(2). */
  private interface LibC extends Library {
    int prctl(int option, NativeLong two, NativeLong three, NativeLong four, NativeLong five)
        throws LastErrorException;
  }

  private static final class Loaded {
    static final LibC LIB_C = Native.load("c", LibC.class);
  }

  /**
   * Sees to it that programs which this thread starts have none. The kernel keeps this for each
   * thread, so it is asked for before each start; the thread itself can do what it could.
   *
   * @throws IOException if they would have some; then nothing may be started
   */
  static void keepToSelf() throws IOException {
    if (!Files.exists(STATUS)
        || !SOME.matcher(Files.readString(STATUS, StandardCharsets.ISO_8859_1)).find()) {
      return;
    }
    NativeLong zero = new NativeLong(0);
    try {
      int ignored = Loaded.LIB_C.prctl(AMBIENT, new NativeLong(CLEAR_ALL), zero, zero, zero);
    } catch (LastErrorException | LinkageError e) {
      throw new IOException("commands would have the worker's capabilities: " + e.getMessage(), e);
    }
  }
}
