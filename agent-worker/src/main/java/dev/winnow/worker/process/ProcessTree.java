package dev.winnow.worker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a process and its descendants use at one moment, as Linux's /proc tells it (proc(5)). A
 * descendant whose parent has ended is found only where it hangs itself inside the tree, as in a
 * PID namespace.
 */
final class ProcessTree {
  private static final Path PROC = Path.of("/proc");
  private static final long TICKS_PER_SECOND = 100; // USER_HZ, the same on all of Linux's ports
  private static final long PAGE = 4096;

  /** Whether the kernel was built to tell a process's children (CONFIG_PROC_CHILDREN). */
  private static final boolean TELLS_CHILDREN =
      Files.exists(PROC.resolve("self/task/" + ProcessHandle.current().pid() + "/children"));

  private static final int PARENT = 1;

  /** Fields of /proc/PID/stat after the name in brackets, from 0. */
  private static final int UTIME = 11;

  private static final int CSTIME = 14;
  private static final int THREADS = 17;
  private static final int RSS = 21;

  private final List<Long> pids = new ArrayList<>();
  private long threads;
  private long pages;
  private long ticks;

  private ProcessTree() {}

  /** Whether the platform tells. */
  static boolean isSupported() {
    return Files.isReadable(PROC.resolve("self/stat"));
  }

  /**
   * The tree below a process, itself included; empty if it has ended.
   *
   * @param most where there are more processes and threads no further ones are looked at: a tree
   *     that grows faster than it can be read would never be read to its end
   */
  static ProcessTree of(long root, long most) {
    ProcessTree tree = new ProcessTree();
    Map<Long, List<Long>> scanned = TELLS_CHILDREN ? Map.of() : scan();
    Deque<Long> open = new ArrayDeque<>(List.of(root));
    Set<Long> seen = new HashSet<>(open);
    while (!open.isEmpty() && tree.threads <= most) {
      long pid = open.poll();
      tree.add(pid);
      for (long child : TELLS_CHILDREN ? children(pid) : scanned.getOrDefault(pid, List.of())) {
        if (seen.add(child)) {
          open.add(child);
        }
      }
    }
    return tree;
  }

  /** Processes and threads. */
  long threads() {
    return threads;
  }

  /** Bytes in memory; what several share counts for each of them. */
  long resident() {
    return pages * PAGE;
  }

  /** Bytes in memory; what several share counts once. Dearer to find out. */
  long proportional() {
    return pids.stream().mapToLong(ProcessTree::proportional).sum();
  }

  /** Time of processors, of ended descendants too, as far as somebody in the tree has waited. */
  Duration cpu() {
    return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
  }

  private void add(long pid) {
    try {
      String[] fields = stat(pid);
      for (int field = UTIME; field <= CSTIME; field++) {
        ticks += Long.parseLong(fields[field]);
      }
      threads += Long.parseLong(fields[THREADS]);
      pages += Long.parseLong(fields[RSS]);
      pids.add(pid);
    } catch (IOException | RuntimeException e) {
      // It has ended meanwhile.
    }
  }

  private static String[] stat(long pid) throws IOException {
    String stat = read(PROC.resolve(pid + "/stat"));
    // The name may hold blanks and brackets of its own.
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
  }

  /** All processes by their parents. */
  private static Map<Long, List<Long>> scan() {
    Map<Long, List<Long>> children = new HashMap<>();
    ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .forEach(
            pid -> {
              try {
                long parent = Long.parseLong(stat(pid)[PARENT]);
                children.computeIfAbsent(parent, p -> new ArrayList<>()).add(pid);
              } catch (IOException | RuntimeException e) {
                // It has ended meanwhile.
              }
            });
    return children;
  }

  private static List<Long> children(long pid) {
    List<Long> children = new ArrayList<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
      for (Path task : tasks) {
        for (String child : read(task.resolve("children")).strip().split(" ")) {
          if (!child.isEmpty()) {
            children.add(Long.parseLong(child));
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      // It has ended meanwhile.
    }
    return children;
  }

  private static long proportional(long pid) {
    try {
      return read(PROC.resolve(pid + "/smaps_rollup"))
          .lines()
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .sum();
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
