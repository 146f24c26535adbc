package dev.winnow.local.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.winnow.worker.isolation.IsolationConfig;
import dev.winnow.worker.isolation.Isolations;
import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What commands, and above all workers, need of this host. */
final class HostChecks {

  private static final int OLDEST_JAVA = 17;
  private static final int FEWEST_FILES = 4_096;
  private static final long GIB = 1L << 30;
  private static final long LEAST_SPACE = GIB;
  private static final long GOOD_SPACE = 10 * GIB;
  private static final Pattern GIT = Pattern.compile("git version (\\d+)\\.(\\d+)\\S*");

  /** The oldest version that workers run with, and the oldest that merge tournaments need. */
  private static final int[] OLDEST_GIT = {2, 25};

  private static final int[] MERGING_GIT = {2, 39};

  private final Path folder;
  private final Map<String, String> settings;
  private final Programs programs;

  /**
   * @param folder where the data of a stack or a worker would be; need not exist
   * @param settings of the worker, from the environment
   * @param programs runs programs
   */
  HostChecks(Path folder, Map<String, String> settings, Programs programs) {
    this.folder = folder.toAbsolutePath().normalize();
    this.settings = Map.copyOf(settings);
    this.programs = programs;
  }

  List<Check> all() {
    return List.of(
        new Check("java", () -> List.of(java()), "install JDK 17 or newer"),
        new Check("git", () -> List.of(git()), "apt-get install git"),
        new Check("isolation", () -> List.of(isolation()), "apt-get install bubblewrap"),
        new Check("overlays", () -> List.of(overlays()), "see docs/operations.md, fast sandboxes"),
        new Check("open files", () -> List.of(openFiles()), "ulimit -n 65536"),
        new Check("disk", () -> List.of(disk()), "choose another --folder"));
  }

  private static Finding java() {
    int feature = Runtime.version().feature();
    String found = "Java " + Runtime.version() + " at " + System.getProperty("java.home");
    return feature >= OLDEST_JAVA
        ? Finding.ok("java", found)
        : Finding.fault("java", found, "install JDK 17 or newer, and set JAVA_HOME");
  }

  Finding git() throws IOException {
    Programs.Ran ran = programs.run(List.of("git", "--version"));
    Matcher version = GIT.matcher(ran.output());
    if (!ran.isGood() || !version.find()) {
      return Finding.fault("git", "git does not run: " + ran.line(), "apt-get install git");
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    if (isOlder(major, minor, OLDEST_GIT)) {
      return Finding.fault("git", version.group(), "install git 2.39 or newer");
    }
    return isOlder(major, minor, MERGING_GIT)
        ? Finding.warning(
            "git", version.group() + ": too old for merge tournaments", "install git 2.39 or newer")
        : Finding.ok("git", version.group());
  }

  private static boolean isOlder(int major, int minor, int[] than) {
    return major < than[0] || (major == than[0] && minor < than[1]);
  }

  /** What the worker itself would find, asked for bubblewrap so that it says what is wrong. */
  private Finding isolation() throws IOException {
    String asked = settings.getOrDefault("worker.isolation", "auto");
    Map<String, String> config = new HashMap<>(settings);
    if (asked.equals("auto")) {
      config.put("worker.isolation", "bubblewrap");
    }
    Path trial = Files.createTempDirectory("winnow-doctor");
    try {
      String profile =
          new Isolations(IsolationConfig.ofOwner(config), trial)
              .chosenProfile()
              .name()
              .toLowerCase(Locale.ROOT);
      return profile.equals("none") || profile.equals("process")
          ? Finding.warning(
              "isolation",
              "worker.isolation=" + profile + ": commands see what the worker's user sees",
              "apt-get install bubblewrap, and unset WINNOW_WORKER_ISOLATION")
          : Finding.ok("isolation", "commands are kept apart by " + profile);
    } catch (IllegalArgumentException wrong) {
      String[] parts = wrong.getMessage().split("; |: (?=install)", 2);
      String mend = parts.length > 1 ? parts[1] : "see docs/isolation.md";
      return asked.equals("auto")
          ? Finding.warning("isolation", "commands have limits only, since " + parts[0], mend)
          : Finding.fault("isolation", parts[0], mend);
    } finally {
      Folders.remove(trial);
    }
  }

  /** As agent-worker/with-mounts has it: in a mount namespace, of the user's own if need be. */
  private Finding overlays() throws IOException {
    if ("off".equals(System.getenv("WINNOW_OVERLAY"))) {
      return Finding.warning(
          "overlays",
          "WINNOW_OVERLAY=off: each sandbox is a whole checkout",
          "unset WINNOW_OVERLAY");
    }
    Path trial = Files.createTempDirectory(nearest(), ".winnow-doctor");
    try {
      for (String part : List.of("below", "above", "work", "merged")) {
        Files.createDirectory(trial.resolve(part));
      }
      String mount =
          "mount -t overlay overlay -o lowerdir=below,upperdir=above,workdir=work%s merged";
      String script =
          "cd \"$1\" && { %s 2>/dev/null || %s; }"
              .formatted(mount.formatted(""), mount.formatted(",userxattr"));
      Programs.Ran ran = programs.run(unshared(List.of("--mount"), script, trial));
      if (!ran.isGood()) {
        ran =
            programs.run(
                unshared(
                    List.of("--user", "--map-current-user", "--keep-caps", "--mount"),
                    script,
                    trial));
      }
      return ran.isGood()
          ? Finding.ok("overlays", "sandboxes share the files of a base below " + nearest())
          : Finding.warning(
              "overlays",
              "each sandbox is a whole checkout, since overlays cannot be mounted below "
                  + nearest()
                  + ": "
                  + ran.line(),
              "sysctl kernel.unprivileged_userns_clone=1, or choose a --folder on a disk of its"
                  + " own; see docs/operations.md, fast sandboxes");
    } finally {
      Folders.remove(trial);
    }
  }

  private static List<String> unshared(List<String> namespaces, String script, Path trial) {
    List<String> command = new ArrayList<>(List.of("unshare"));
    command.addAll(namespaces);
    command.addAll(List.of("sh", "-c", script, "sh", trial.toString()));
    return command;
  }

  private static Finding openFiles() {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return Finding.warning("open files", "the limit is not known here", "see ulimit -n");
    }
    long most = unix.getMaxFileDescriptorCount();
    String found = "at most " + most;
    return most >= FEWEST_FILES
        ? Finding.ok("open files", found)
        : Finding.warning(
            "open files", found + ": too few for a worker with many slots", "ulimit -n 65536");
  }

  private Finding disk() throws IOException {
    Path where = nearest();
    long free = Files.getFileStore(where).getUsableSpace();
    String found = String.format(Locale.ROOT, "%.1f GiB free at %s", free / (double) GIB, where);
    if (!Files.isWritable(where)) {
      return Finding.fault("disk", where + " cannot be written to", "choose another --folder");
    }
    if (free < LEAST_SPACE) {
      return Finding.fault("disk", found, "free some space, or choose another --folder");
    }
    return free < GOOD_SPACE
        ? Finding.warning("disk", found, "free some space, or choose another --folder")
        : Finding.ok("disk", found);
  }

  /** The folder, or the first above it that is there. */
  private Path nearest() {
    Path there = folder;
    while (!Files.isDirectory(there)) {
      there = there.getParent();
    }
    return there;
  }
}
