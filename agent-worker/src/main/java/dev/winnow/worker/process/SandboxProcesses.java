package dev.winnow.worker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The processes of a sandbox, wherever they hung themselves: those started with WINNOW_SANDBOX of
 * the sandbox in their environment, and those that work inside its folder. Found through Linux's
 * /proc; where there is none, none is found.
 */
public final class SandboxProcesses {
  /** The environment variable that marks a process as the sandbox's. */
  public static final String MARK = "WINNOW_SANDBOX";

  private static final Path PROC = Path.of("/proc");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final Path sandbox;
  private final String mark;

  /**
   * @param sandbox the sandbox's folder, absolute
   */
  public SandboxProcesses(Path sandbox) {
    this.sandbox = sandbox;
    this.mark = "\0" + MARK + "=" + sandbox + "\0";
  }

  /** Kills them, and again until none is left: one may have started another meanwhile. */
  public void kill() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<ProcessHandle> found = find();
    while (!found.isEmpty() && System.nanoTime() - deadline < 0) {
      found.forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(PAUSE.toNanos());
      found = find();
    }
  }

  /** Those that are alive now. */
  public List<ProcessHandle> find() {
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.isDirectory(PROC)) {
      return found;
    }
    long self = ProcessHandle.current().pid();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (pid != self && belongs(process)) {
          ProcessHandle.of(pid).filter(ProcessHandle::isAlive).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      // /proc cannot be read: the process group was killed all the same.
    }
    return found;
  }

  private boolean belongs(Path process) {
    try {
      String environment =
          "\0" + new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.UTF_8);
      return environment.contains(mark)
          || Files.readSymbolicLink(process.resolve("cwd")).startsWith(sandbox);
    } catch (IOException | SecurityException e) {
      return false; // gone meanwhile, a kernel thread, or another user's
    }
  }
}
