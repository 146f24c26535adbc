package dev.winnow.worker.sandbox;

import dev.winnow.worker.process.SandboxProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one run: a checkout to work in and, beside it, a home and a folder for temporary
 * files, so that neither is taken for part of the change. Closing it kills its processes and
 * removes it.
 */
public final class Sandbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sandbox.class);

  private final Path folder;
  private final Path workspace;

  Sandbox(Path folder, Path workspace) {
    this.folder = folder;
    this.workspace = workspace;
  }

  static Sandbox create(Path folder, Path workspace, String orderId) throws IOException {
    Sandbox sandbox = new Sandbox(folder, workspace);
    Files.createDirectories(folder);
    Owner.current().write(folder, orderId);
    Files.createDirectory(sandbox.checkout());
    Files.createDirectory(sandbox.home());
    Files.createDirectory(sandbox.temporary());
    Files.createDirectory(sandbox.out());
    return sandbox;
  }

  /** The sandbox itself: what WINNOW_SANDBOX names. */
  public Path folder() {
    return folder;
  }

  /** Where the commands work. */
  public Path checkout() {
    return folder.resolve("checkout");
  }

  /** A file for the agent's prompt. */
  public Path promptFile() {
    return folder.resolve("prompt.txt");
  }

  /** A file for what an agent says of its patch. */
  public Path noteFile() {
    return folder.resolve("note.txt");
  }

  /** The file in which an agent may report its cost, and what it says of its patch. */
  public Path reportFile() {
    return out().resolve("report.json");
  }

  /**
   * What commands see of the sandbox, at the same paths: folders that they may write, and files
   * that they may read.
   */
  public List<Path> visible() {
    return Stream.of(checkout(), home(), temporary(), out(), promptFile(), noteFile())
        .filter(Files::exists)
        .toList();
  }

  /** Where the worker's own git repository for this run may be made; outside the sandbox. */
  public Path workspace() {
    return workspace;
  }

  private Path home() {
    return folder.resolve("home");
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Path temporary() {
    return folder.resolve("tmp");
  }

  /**
   * The environment that every command in the sandbox gets: all that it needs to find programs and
   * to keep its files in here, and nothing else of the worker's.
   */
  public Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"));
    environment.put("HOME", home().toString());
    environment.put("TMPDIR", temporary().toString());
    environment.put("LANG", System.getenv().getOrDefault("LANG", "C.UTF-8"));
    environment.put(
        "JAVA_HOME", System.getenv().getOrDefault("JAVA_HOME", System.getProperty("java.home")));
    return environment;
  }

  @Override
  public void close() {
    new SandboxProcesses(folder).kill();
    try {
      Folders.remove(workspace);
      Folders.remove(folder);
    } catch (IOException e) {
      log.warn(
          "Sandbox {} was not removed and is left to the next start: {}", folder, e.toString());
    }
  }
}
