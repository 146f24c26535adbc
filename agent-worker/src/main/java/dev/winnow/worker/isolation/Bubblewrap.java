package dev.winnow.worker.isolation;

import dev.winnow.worker.process.Command;
import dev.winnow.worker.process.Confinement;
import dev.winnow.worker.process.Isolation;
import dev.winnow.worker.process.SandboxProcesses;
import dev.winnow.worker.sandbox.Folders;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link Profile#BUBBLEWRAP}: user, mount, PID, IPC, UTS, cgroup and network namespaces of a
 * command's own, by <a href="https://github.com/containers/bubblewrap">bubblewrap</a>. The command
 * sees the system read-only, its sandbox, and nothing else; it can gain no privileges and make no
 * user namespaces of its own; when its first process ends, the kernel ends all others.
 */
final class Bubblewrap implements Isolation {
  /** The user inside: not root, which some agents refuse to run as. */
  private static final String ID = "1000";

  private static final String SHARED_MEMORY_BYTES = Long.toString(64L << 20);
  private static final String TEMPORARY_BYTES = Long.toString(256L << 20);

  /**
   * Tells by a descriptor that the command cannot reach whether it came to be started: bubblewrap's
   * own failure has the same exit status as many a command's.
   */
  private static final String OUTER = "exec 9>\"$0\" 8<\"$1\" 7<\"$2\"; shift 2; exec \"$@\"";

  /**
   * The first process in there, and the only one that says how the command ended: bubblewrap's own
   * would hold a descriptor that says so, which the command could take from it. No exec, since a
   * program that is the first process is not sent the signals that it does not expect.
   */
  private static final String INNER = "echo started >&9; exec 9>&- 8<&- 7<&-; \"$@\"; exit $?";

  private final String bwrap;
  private final String prlimit;
  private final SystemView system;
  private final Users users;
  private final Optional<Path> filter;

  /**
   * @param bwrap the program of that name
   * @param prlimit the program of that name
   * @param system what every sandbox sees
   * @param users the users that programs see
   * @param filter a file with the filter of system calls; empty for none
   */
  Bubblewrap(String bwrap, String prlimit, SystemView system, Users users, Optional<Path> filter) {
    this.bwrap = bwrap;
    this.prlimit = prlimit;
    this.system = system;
    this.users = users;
    this.filter = filter;
  }

  @Override
  public Confined confine(Command command) throws IOException {
    Confinement confinement = command.confinement();
    for (String program : command.programs()) {
      checkProgram(program, command);
    }
    Optional<HostProxy> proxy = Optional.empty();
    if (!confinement.network().isNone() && !confinement.network().isAll()) {
      proxy = Optional.of(HostProxy.start(confinement.network(), command.sandbox()));
    }
    try {
      return confine(command, proxy);
    } catch (IOException | RuntimeException e) {
      proxy.ifPresent(HostProxy::close);
      throw e;
    }
  }

  private Confined confine(Command command, Optional<HostProxy> proxy) throws IOException {
    Confinement confinement = command.confinement();
    Path files = Files.createTempDirectory(command.sandbox(), "start");
    Path started = Files.createFile(files.resolve("started"));
    Path variables = files.resolve("variables");
    List<String> line =
        new ArrayList<>(List.of("/bin/sh", "-c", OUTER, started.toString(), variables.toString()));
    line.addAll(List.of(filter.map(Path::toString).orElse("/dev/null"), bwrap));
    line.addAll(List.of("--clearenv", "--args", "8"));
    if (filter.isPresent()) {
      line.addAll(List.of("--seccomp", "7"));
    }
    line.addAll(namespaces(confinement));
    line.addAll(system.arguments());
    line.addAll(users.arguments());
    line.addAll(mounts(confinement, proxy));
    line.addAll(List.of("--chdir", command.directory().toString(), "--"));
    line.addAll(ResourceLimits.commandLine(prlimit, confinement.limits(), true));
    line.addAll(List.of("/bin/sh", "-c", INNER, "sh"));
    Map<String, String> environment = new HashMap<>(command.environment());
    if (proxy.isPresent()) {
      line.addAll(proxy.get().commandLine());
      environment.putAll(proxy.get().environment());
    }
    line.addAll(command.arguments());
    Files.write(variables, settings(environment));
    return new Started(line, outside(command.sandbox()), started, proxy);
  }

  /**
   * What runs outside, with the worker's rights, gets nothing of the command's environment: a
   * loader would take libraries of the checkout for its own.
   */
  private static Map<String, String> outside(Path sandbox) {
    return Map.of("PATH", "/usr/bin:/bin", SandboxProcesses.MARK, sandbox.toString());
  }

  /** By a file, since every user of the host can read arguments. */
  private static byte[] settings(Map<String, String> environment) {
    StringBuilder settings = new StringBuilder();
    environment.forEach(
        (name, value) ->
            settings.append("--setenv\0").append(name).append('\0').append(value).append('\0'));
    return settings.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> namespaces(Confinement confinement) {
    List<String> line =
        new ArrayList<>(
            List.of("--unshare-all", "--unshare-user", "--disable-userns", "--uid", ID));
    line.addAll(List.of("--gid", ID, "--hostname", "sandbox", "--die-with-parent"));
    line.addAll(List.of("--new-session", "--as-pid-1"));
    if (confinement.network().isAll()) {
      line.add("--share-net");
    }
    return line;
  }

  private List<String> mounts(Confinement confinement, Optional<HostProxy> proxy)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("--dev", "/dev"));
    line.addAll(List.of("--size", SHARED_MEMORY_BYTES, "--tmpfs", "/dev/shm"));
    line.addAll(List.of("--remount-ro", "/dev"));
    line.addAll(List.of("--size", TEMPORARY_BYTES, "--tmpfs", "/tmp", "--symlink", "/tmp"));
    line.addAll(List.of("/var/tmp", "--dir", "/run"));
    if (confinement.network().isAll()) {
      line.addAll(List.of("--ro-bind-try", "/etc/resolv.conf", "/etc/resolv.conf"));
      line.addAll(List.of("--ro-bind-try", "/etc/hosts", "/etc/hosts"));
    }
    for (Path readable : confinement.readable()) {
      bind(line, "--ro-bind", readable);
    }
    List<Path> covered = new ArrayList<>();
    for (Path hidden : confinement.hidden()) {
      if (Files.exists(hidden) && isSeen(hidden, confinement)) {
        cover(line, hidden, covered);
      }
    }
    // What a command needs of the worker's folder was covered with the rest of it.
    for (Path readable : confinement.readable()) {
      if (covered.stream().anyMatch(readable::startsWith)) {
        bind(line, "--ro-bind", readable);
      }
    }
    for (Path writable : confinement.writable()) {
      bind(line, Files.isDirectory(writable) ? "--bind" : "--ro-bind", writable);
    }
    // Nobody can rename or remove what something is mounted on.
    for (Path anchor : confinement.anchors()) {
      bind(line, "--bind", anchor);
    }
    for (Path fixed : confinement.fixed()) {
      bind(line, "--ro-bind", fixed);
    }
    if (proxy.isPresent()) {
      for (Path needed : proxy.get().needed()) {
        bind(line, "--ro-bind", needed);
      }
    }
    // What was made to mount on would be memory that nothing counts.
    covered.forEach(folder -> line.addAll(List.of("--remount-ro", folder.toString())));
    line.addAll(List.of("--remount-ro", "/"));
    return line;
  }

  private static void cover(List<String> line, Path hidden, List<Path> covered) {
    if (Files.isDirectory(hidden)) {
      line.addAll(List.of("--tmpfs", hidden.toString()));
      covered.add(hidden);
    } else {
      line.addAll(List.of("--ro-bind", "/dev/null", hidden.toString()));
    }
  }

  private static void bind(List<String> line, String option, Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("there is no " + path + ", which the sandbox is to see");
    }
    line.addAll(List.of(option, path.toString(), path.toString()));
  }

  /** A program of the host that the sandbox does not show would fail as if it were the patch's. */
  private void checkProgram(String program, Command command) throws IOException {
    Path path;
    if (program.startsWith("/")) {
      path = Path.of(program);
    } else if (program.indexOf('/') < 0) {
      path = onPath(program, command).orElse(null);
    } else {
      return;
    }
    if (path != null && Files.exists(path) && !isSeen(path, path.toRealPath(), command)) {
      throw new IOException(
          "the program "
              + path
              + " is outside of what sandboxes see: add its folder to the worker's"
              + " worker.isolation.tools, or to readable in the spec");
    }
  }

  /** A link that is seen may lead to a program that is not. */
  private boolean isSeen(Path program, Path real, Command command) {
    return isSeen(program, command.confinement()) && isSeen(real, command.confinement());
  }

  private boolean isSeen(Path path, Confinement confinement) {
    return system.shows(path)
        || confinement.readable().stream().anyMatch(path::startsWith)
        || confinement.writable().stream().anyMatch(path::startsWith);
  }

  /** The first that is seen, or else the first that there is. */
  private Optional<Path> onPath(String program, Command command) {
    List<Path> found =
        Arrays.stream(command.environment().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> command.directory().resolve(folder).resolve(program))
            .filter(Files::isExecutable)
            .toList();
    return found.stream()
        .filter(path -> isSeen(path, command.confinement()))
        .findFirst()
        .or(() -> found.stream().findFirst());
  }

  private static final class Started extends Confined {
    private final Path marker;
    private final Optional<HostProxy> proxy;

    Started(
        List<String> arguments,
        Map<String, String> outside,
        Path marker,
        Optional<HostProxy> proxy) {
      super(arguments, outside);
      this.marker = marker;
      this.proxy = proxy;
    }

    @Override
    public boolean hasStarted() {
      return marker.toFile().length() > 0;
    }

    @Override
    public String remark() {
      return proxy
          .map(HostProxy::refused)
          .filter(refused -> !refused.isEmpty())
          .map(refused -> "network lacks " + String.join(", ", refused))
          .orElse("");
    }

    @Override
    public void close() {
      proxy.ifPresent(HostProxy::close);
      try {
        Folders.remove(marker.getParent());
      } catch (IOException e) {
        // It goes with the sandbox.
      }
    }
  }
}
