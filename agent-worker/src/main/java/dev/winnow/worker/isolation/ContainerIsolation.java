package dev.winnow.worker.isolation;

import dev.winnow.worker.process.Command;
import dev.winnow.worker.process.Confinement;
import dev.winnow.worker.process.Isolation;
import dev.winnow.worker.process.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Profile#CONTAINER}: each command in a container of its own, by {@code docker run}, which
 * sees its image and its sandbox at the path that it has on the host. Without capabilities, and as
 * the worker's user.
 */
final class ContainerIsolation implements Isolation {
  private static final Logger log = LoggerFactory.getLogger(ContainerIsolation.class);

  /** The label whose value is the sandbox's folder. */
  private static final String LABEL = "dev.winnow.sandbox";

  private static final long PATIENCE_SECONDS = 30;

  private final String docker;
  private final String image;
  private final String user;

  /**
   * @param docker the program of that name, or one that takes the same arguments
   * @param image the image, which has a shell
   */
  ContainerIsolation(String docker, String image) throws IOException {
    this.docker = docker;
    this.image = image;
    Path self = Path.of("/proc/self");
    this.user = Files.getAttribute(self, "unix:uid") + ":" + Files.getAttribute(self, "unix:gid");
  }

  @Override
  public Confined confine(Command command) throws IOException {
    Confinement confinement = command.confinement();
    if (!confinement.network().isNone() && !confinement.network().isAll()) {
      throw new IOException(
          "network names hosts, which worker.isolation=container cannot keep to: use bubblewrap, or"
              + " set network to none or all in the spec");
    }
    String name = "winnow-" + UUID.randomUUID();
    List<String> line = new ArrayList<>(List.of(docker, "run", "--rm", "--init", "--name", name));
    line.addAll(List.of("--label", LABEL + "=" + command.sandbox(), "--user", user));
    line.addAll(List.of("--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
    line.addAll(List.of("--pull", "never", "--read-only", "--tmpfs", "/tmp:size=256m,exec"));
    line.addAll(List.of("--network", confinement.network().isAll() ? "bridge" : "none"));
    if (!command.input().isEmpty()) {
      line.add("--interactive");
    }
    addLimits(line, confinement.limits());
    confinement.readable().forEach(path -> mount(line, path, true));
    confinement.writable().forEach(path -> mount(line, path, !Files.isDirectory(path)));
    // Nobody can rename or remove what something is mounted on.
    confinement.anchors().forEach(path -> mount(line, path, false));
    confinement.fixed().forEach(path -> mount(line, path, true));
    Path environment = environmentFile(command);
    line.addAll(List.of("--env-file", environment.toString()));
    line.addAll(List.of("--workdir", command.directory().toString(), "--entrypoint", ""));
    line.add(image);
    line.addAll(command.arguments());
    // The client needs its own user's settings to find the engine; the container gets none of it.
    return new Container(line, System.getenv(), docker, name, environment);
  }

  private static void addLimits(List<String> line, Limits limits) {
    if (limits.memory() < Limits.UNLIMITED) {
      line.addAll(List.of("--memory", limits.memory() + "b", "--memory-swap"));
      line.add(limits.memory() + "b");
    }
    if (limits.processes() < Limits.UNLIMITED) {
      line.addAll(List.of("--pids-limit", Long.toString(limits.processes())));
    }
    if (limits.fileSize() < Limits.UNLIMITED) {
      line.addAll(List.of("--ulimit", "fsize=" + limits.fileSize()));
    }
    if (limits.cpu().compareTo(Limits.UNLIMITED_TIME) < 0) {
      line.addAll(List.of("--ulimit", "cpu=" + Math.max(1, limits.cpu().toSeconds())));
    }
    line.addAll(List.of("--ulimit", "core=0"));
  }

  private static void mount(List<String> line, Path path, boolean isReadOnly) {
    String type = "type=bind," + field("source=" + path) + "," + field("target=" + path);
    line.addAll(List.of("--mount", isReadOnly ? type + ",readonly" : type));
  }

  /** The engine reads the fields of a mount as CSV (RFC 4180), and names of files are free. */
  private static String field(String text) {
    return text.contains(",") || text.contains("\"")
        ? "\"" + text.replace("\"", "\"\"") + "\""
        : text;
  }

  /** Not as arguments, which every user of the host can read. */
  private static Path environmentFile(Command command) throws IOException {
    Path file = Files.createTempFile(command.sandbox(), "environment", "");
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> entry : command.environment().entrySet()) {
      if (entry.getValue().contains("\n")) {
        throw new IOException(
            "the variable "
                + entry.getKey()
                + " has more than one line, which a container cannot be given: put it in a file");
      }
      // The image knows where its programs are.
      if (!entry.getKey().equals("PATH") && !entry.getKey().equals("JAVA_HOME")) {
        lines.add(entry.getKey() + "=" + entry.getValue());
      }
    }
    Files.write(file, lines);
    return file;
  }

  private static final class Container extends Confined {
    private final String docker;
    private final String name;
    private final Path environmentFile;

    Container(
        List<String> arguments,
        Map<String, String> environment,
        String docker,
        String name,
        Path environmentFile) {
      super(arguments, environment);
      this.docker = docker;
      this.name = name;
      this.environmentFile = environmentFile;
    }

    /** Ending the client does not end the container. */
    @Override
    public void close() {
      try {
        Process remove =
            new ProcessBuilder(docker, "rm", "--force", "--volumes", name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!remove.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          log.warn("The container {} was not removed within {} s", name, PATIENCE_SECONDS);
        }
        Files.deleteIfExists(environmentFile);
      } catch (IOException e) {
        log.warn("The container {} was not removed: {}", name, e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
