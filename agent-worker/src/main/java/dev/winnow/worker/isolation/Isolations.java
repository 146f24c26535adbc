package dev.winnow.worker.isolation;

import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Command;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.process.Completion;
import dev.winnow.worker.process.Confinement;
import dev.winnow.worker.process.Isolation;
import dev.winnow.worker.process.Limits;
import dev.winnow.worker.process.Network;
import dev.winnow.worker.process.OutputSink;
import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses how commands are kept apart, by what is asked for and by what works on this host. */
public final class Isolations {
  private static final Logger log = LoggerFactory.getLogger(Isolations.class);
  private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/local/bin");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LOG_TAIL = 1024;

  private final IsolationConfig config;
  private final Path folder;

  /**
   * @param config what is asked for
   * @param folder a folder of the worker's; may be shared by worker processes of one host
   */
  public Isolations(IsolationConfig config, Path folder) {
    this.config = config;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * The isolation that is asked for; it has been tried.
   *
   * @throws IllegalArgumentException if it does not work here; the message says what to mend
   */
  public Isolation choose() {
    if (config.profile().isEmpty()) {
      return automatic();
    }
    return switch (config.profile().get()) {
      case NONE -> {
        log.warn("Commands are not kept apart: worker.isolation=none");
        yield Isolation.NONE;
      }
      case PROCESS -> new ProcessIsolation(need("prlimit", "util-linux"));
      case BUBBLEWRAP -> {
        need("bwrap", "bubblewrap");
        need("prlimit", "util-linux");
        yield tried(
            () -> bubblewrap().orElseThrow(),
            "worker.isolation=bubblewrap",
            "allow user namespaces on this host (sysctl user.max_user_namespaces, and"
                + " kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu; in a container"
                + " --security-opt seccomp=unconfined), or set worker.isolation=process");
      }
      case CONTAINER ->
          tried(
              () -> new ContainerIsolation(need("docker", "docker.io"), config.image()),
              "worker.isolation=container",
              "start the engine, let the worker's user use it, and pull or build the image "
                  + config.image());
    };
  }

  /**
   * The profile of {@link #choose}.
   *
   * @throws IllegalArgumentException if what is asked for does not work here
   */
  public Profile chosenProfile() {
    Isolation chosen = choose();
    if (chosen instanceof Bubblewrap) {
      return Profile.BUBBLEWRAP;
    }
    if (chosen instanceof ContainerIsolation) {
      return Profile.CONTAINER;
    }
    return chosen instanceof ProcessIsolation ? Profile.PROCESS : Profile.NONE;
  }

  private Isolation automatic() {
    String why = "there is no bwrap: install bubblewrap";
    try {
      Optional<Isolation> bubblewrap = bubblewrap();
      if (bubblewrap.isPresent()) {
        Optional<String> problem = problem(bubblewrap.get());
        if (problem.isEmpty()) {
          return bubblewrap.get();
        }
        why = problem.get();
      }
    } catch (IOException e) {
      why = e.getMessage();
    }
    log.warn(
        "Commands have limits, and see what the worker's user sees (worker.isolation=process),"
            + " since bubblewrap does not work here: {}",
        why);
    return find("prlimit").<Isolation>map(ProcessIsolation::new).orElse(Isolation.NONE);
  }

  private Optional<Isolation> bubblewrap() throws IOException {
    Optional<String> bwrap = find("bwrap");
    Optional<String> prlimit = find("prlimit");
    if (bwrap.isEmpty() || prlimit.isEmpty()) {
      return Optional.empty();
    }
    Path files = Files.createDirectories(folder.resolve("isolation"));
    return Optional.of(
        new Bubblewrap(
            bwrap.get(),
            prlimit.get(),
            new SystemView(config.tools()),
            new Users(files),
            SystemCallFilter.write(files)));
  }

  @FunctionalInterface
  private interface Maker {
    Isolation make() throws IOException;
  }

  private Isolation tried(Maker maker, String setting, String mend) {
    String why;
    try {
      Isolation isolation = maker.make();
      Optional<String> problem = problem(isolation);
      if (problem.isEmpty()) {
        return isolation;
      }
      why = problem.get();
    } catch (IOException e) {
      why = e.getMessage();
    }
    throw new IllegalArgumentException(setting + " does not work here: " + why + "; " + mend);
  }

  /** Runs a command that does nothing; says what is wrong, if anything is. */
  private Optional<String> problem(Isolation isolation) throws IOException {
    Path probe = Files.createTempDirectory(Files.createDirectories(folder), "probe").toRealPath();
    try {
      Command command =
          new Command(
              List.of("/bin/sh", "-c", "exit 0"),
              probe,
              Map.of("PATH", "/usr/bin:/bin"),
              probe,
              PATIENCE,
              LOG_TAIL,
              new Confinement(
                  List.of(probe), List.of(), List.of(), List.of(), Network.NONE, Limits.NONE));
      Completion completion =
          new Commands(isolation).run(command, new Cancellation(), OutputSink.IGNORED);
      if (completion instanceof Completion.Exited exited && exited.status() == 0) {
        return Optional.empty();
      }
      return Optional.of(
          completion instanceof Completion.NotStarted notStarted
              ? notStarted.reason()
              : completion.logTail().isBlank()
                  ? "a command that does nothing did not end well"
                  : completion.logTail().strip());
    } finally {
      Folders.remove(probe);
    }
  }

  private static String need(String program, String debianPackage) {
    return find(program)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "worker.isolation needs the program "
                        + program
                        + ", which is not there: install it (Debian: "
                        + debianPackage
                        + "), or choose another profile"));
  }

  private static Optional<String> find(String program) {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
