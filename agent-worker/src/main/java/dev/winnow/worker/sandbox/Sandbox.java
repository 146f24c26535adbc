package dev.winnow.worker.sandbox;

import dev.winnow.worker.git.History;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.process.SandboxProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one run: a checkout to work in and, beside it, a home and a folder for temporary
 * files, so that neither is taken for part of the change. Closing it kills its processes and
 * removes it.
 *
 * <p>What the worker needs of its own for the run is in a record, a folder elsewhere, of which
 * nothing in the sandbox is told: whose it is, the worker's git repository, and what overlays write
 * into.
 */
public final class Sandbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sandbox.class);

  private static final String CHECKOUT = "checkout";
  private static final String REPOSITORY = "repository";

  private final Path folder;
  private final Path record;
  private final Optional<SandboxFiles> files;
  private final Bases bases;

  /**
   * @param folder the sandbox
   * @param record the worker's folder for it
   * @param files how files are shared; empty if each sandbox has a checkout of its own
   * @param bases what sandboxes share
   */
  Sandbox(Path folder, Path record, Optional<SandboxFiles> files, Bases bases) {
    this.folder = folder;
    this.record = record;
    this.files = files;
    this.bases = bases;
  }

  void make() throws IOException {
    Files.createDirectories(folder);
    Files.createDirectory(checkout());
    Files.createDirectory(home());
    Files.createDirectory(temporary());
    Files.createDirectory(out());
  }

  /**
   * Checks a commit out, in a repository that has this one commit.
   *
   * @param workspace the worker's repository for this run, which has the commit
   * @param mirror a mirror that has the commit
   * @param commit the commit
   */
  public void checkOut(Workspace workspace, Path mirror, String commit) throws IOException {
    checkOut(workspace, mirror, commit, commit);
  }

  /**
   * Checks a commit out that differs little from a base: where files are shared, only what differs
   * is written. The checkout's repository has the commit, perhaps the base, and nothing else.
   *
   * @param workspace the worker's repository for this run, which has both
   * @param mirror a mirror that has the base
   * @param base the base
   * @param commit the commit that is checked out
   */
  public void checkOut(Workspace workspace, Path mirror, String base, String commit)
      throws IOException {
    if (files.isEmpty()) {
      workspace.checkOut(commit, checkout());
      return;
    }
    Path shared = bases.checkout(mirror, base, record);
    files.get().place(shared, checkout(), record.resolve(CHECKOUT));
    workspace.useIndex(shared.resolve(".git/index"));
    if (!commit.equals(base)) {
      workspace.move(base, commit, checkout());
    }
  }

  /**
   * Makes a repository for the run's commands to read: a base with its history, and no other branch
   * or patch. What they write into it, only they can see, where files are shared.
   *
   * @param mirror a mirror that has the base
   * @param base the base
   * @return a bare repository inside the sandbox
   */
  public Path repository(Path mirror, String base) throws IOException {
    Path history = bases.history(mirror, base, record);
    Path repository = Files.createDirectory(folder.resolve(REPOSITORY));
    if (files.isPresent()) {
      files.get().place(history, repository, record.resolve(REPOSITORY));
    } else {
      History.borrow(history, repository);
    }
    return repository;
  }

  /**
   * Makes home and temporary files anew, so that a command finds nothing there of one before. For
   * when none of the sandbox's commands runs.
   *
   * @throws IOException if they cannot be emptied
   */
  public void renew() throws IOException {
    for (Path each : List.of(home(), temporary(), out())) {
      Folders.remove(each);
      Files.createDirectory(each);
    }
  }

  /** The sandbox itself: what WINNOW_SANDBOX names. */
  public Path folder() {
    return folder;
  }

  /** Where the commands work. */
  public Path checkout() {
    return folder.resolve(CHECKOUT);
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
   * A folder for what an environment's {@code up} leaves for its {@code down}. It is made when
   * asked for, and stays when home and temporary files are made anew.
   *
   * @param label the environment's
   */
  public Path state(String label) throws IOException {
    return Files.createDirectories(states().resolve(label));
  }

  /**
   * Where the worker notes what it has to take away that outlives the sandbox; made when needed.
   */
  public Path environments() {
    return record.resolve("environments");
  }

  /** Whether something that outlives the sandbox was not taken away. */
  private boolean hasEnvironments() {
    String[] noted = environments().toFile().list();
    return noted != null && noted.length > 0;
  }

  /**
   * What commands see of the sandbox, at the same paths: folders that they may write, and files
   * that they may read.
   */
  public List<Path> visible() {
    return Stream.of(checkout(), home(), temporary(), out(), states(), promptFile(), noteFile())
        .filter(Files::exists)
        .toList();
  }

  /** Where what commands write into the sandbox takes up disk; what they share does not count. */
  public List<Path> counted() {
    return List.of(folder, record.resolve(CHECKOUT), record.resolve(REPOSITORY));
  }

  /** Where the worker's own git repository for this run may be made; outside the sandbox. */
  public Path workspace() {
    return record.resolve("git");
  }

  private Path home() {
    return folder.resolve("home");
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Path states() {
    return folder.resolve("state");
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

  /**
   * Kills what runs in it, and a git of the worker's that works for it, takes its mounts away and
   * removes it. The record goes last: as long as it is there, somebody else can do the same again.
   */
  void remove() throws IOException {
    kill();
    for (Path mount : Mounts.inside(folder)) {
      Mounts.remove(mount);
    }
    Folders.remove(folder);
    Folders.remove(record);
  }

  /** Kills what runs in it, and a git of the worker's that works for it. */
  void kill() {
    new SandboxProcesses(folder).kill();
    new SandboxProcesses(record).kill();
  }

  @Override
  public void close() {
    if (hasEnvironments()) {
      // Whoever looks for what is abandoned tries again, with what was left for it here.
      kill();
      disown();
      return;
    }
    try {
      remove();
    } catch (IOException e) {
      log.warn("Sandbox {} was not removed and will be tried again: {}", folder, e.toString());
      disown();
    }
  }

  private void disown() {
    try {
      Owner.disown(record);
    } catch (IOException e) {
      log.warn("Sandbox {} is left to the next start: {}", folder, e.toString());
    }
  }
}
