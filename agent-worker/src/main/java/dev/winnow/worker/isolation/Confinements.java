package dev.winnow.worker.isolation;

import dev.winnow.schemas.Bounds;
import dev.winnow.schemas.Repository;
import dev.winnow.worker.process.Confinement;
import dev.winnow.worker.process.Limits;
import dev.winnow.worker.process.Network;
import dev.winnow.worker.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what the commands of an order may see and use: what its spec asks for, within what the
 * worker allows. Whatever a spec asks for, the worker's own folder and the task's repositories are
 * not seen, in which answers of others may be.
 */
public final class Confinements {
  private static final String NO_CHARACTER = "\uFFFD";

  private final IsolationConfig config;
  private final Path workerFolder;

  /**
   * @param config what the worker allows
   * @param workerFolder where it keeps mirrors and sandboxes
   */
  public Confinements(IsolationConfig config, Path workerFolder) {
    this.config = config;
    this.workerFolder = workerFolder;
  }

  /**
   * The confinement of a command.
   *
   * @param sandbox its sandbox
   * @param who agent, evaluator or judge: whose fields of the spec the bounds are
   * @param bounds what the spec asks for
   * @param repository the task's repositories
   * @param needed what it has to read of the worker's
   * @throws IOException if the spec asks for what the worker does not allow; the message says what
   */
  public Confinement of(
      Sandbox sandbox,
      String who,
      Optional<Bounds> bounds,
      Repository repository,
      List<Path> needed)
      throws IOException {
    List<Path> kept = kept(repository);
    List<Path> readable = new ArrayList<>();
    Set<Path> hidden = new LinkedHashSet<>();
    for (String asked : bounds.map(Bounds::getReadable).orElse(List.of())) {
      Path path = path(who + ".readable", asked);
      Path real = real(path, who);
      checkAllowed(path, real, kept, who);
      readable.add(path);
      kept.stream()
          .filter(each -> each.startsWith(real))
          .forEach(each -> hidden.add(path.resolve(real.relativize(each))));
    }
    List<Path> visible = new ArrayList<>(sandbox.visible());
    // Also where the system, or what the operator shows to all, has them inside.
    hidden.addAll(kept);
    readable.addAll(needed);
    return new Confinement(
        visible,
        readable,
        List.copyOf(hidden),
        sandbox.counted(),
        new Network(bounds.map(Bounds::getNetwork).orElse(List.of())),
        bounds.map(Confinements::limits).orElse(Limits.NONE).within(config.limits()));
  }

  /** A spec may name anything, such as a NUL, of which this host's file system makes no path. */
  private static Path path(String field, String named) throws IOException {
    try {
      return Path.of(named);
    } catch (InvalidPathException e) {
      String shown = named.replaceAll("\\p{Cntrl}", NO_CHARACTER);
      throw new IOException(
          field + " names '" + shown + "', which is no path on the worker's host: " + e.getReason(),
          e);
    }
  }

  private static Path real(Path path, String who) throws IOException {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new IOException(
          who + ".readable names " + path + ", which is not there on the worker's host", e);
    }
  }

  private void checkAllowed(Path path, Path real, List<Path> kept, String who) throws IOException {
    for (Path each : kept) {
      if (real.startsWith(each)) {
        throw new IOException(
            who + ".readable names " + path + ", which is in " + each + ": no sandbox sees that");
      }
    }
    for (Path root : config.readable()) {
      if (Files.exists(root) && real.startsWith(root.toRealPath())) {
        return;
      }
    }
    throw new IOException(
        who
            + ".readable names "
            + path
            + ", which this worker does not allow: add a folder above it to worker.isolation.readable");
  }

  /** What nobody sees, as far as it is on this host, with its links resolved. */
  private List<Path> kept(Repository repository) throws IOException {
    List<Path> kept = new ArrayList<>();
    keep(workerFolder, kept);
    keep("repository.url", repository.getUrl(), kept);
    keep("repository.results", repository.getResults(), kept);
    return kept;
  }

  private static void keep(String field, String place, List<Path> kept) throws IOException {
    String path = place.startsWith("file://") ? place.substring("file://".length()) : place;
    if (path.startsWith("/")) {
      keep(path(field, path), kept);
    }
  }

  private static void keep(Path path, List<Path> kept) throws IOException {
    if (Files.exists(path)) {
      Path real = path.toRealPath();
      Path git = real.resolve(".git");
      // Of a clone with files, what git keeps; its files are what somebody chose to check out.
      kept.add(Files.isDirectory(git) ? git : real);
    }
  }

  private static Limits limits(Bounds bounds) {
    return new Limits(
        bounds.getMemory().orElse(Limits.UNLIMITED),
        bounds.getProcesses().map(Integer::longValue).orElse(Limits.UNLIMITED),
        bounds.getFileSize().orElse(Limits.UNLIMITED),
        bounds.getDisk().orElse(Limits.UNLIMITED),
        bounds.getCpuMs().map(Duration::ofMillis).orElse(Limits.UNLIMITED_TIME),
        Limits.UNLIMITED);
  }
}
