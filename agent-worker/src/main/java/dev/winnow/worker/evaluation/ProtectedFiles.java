package dev.winnow.worker.evaluation;

import dev.winnow.worker.git.FileNames;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.process.Confinement;
import dev.winnow.worker.sandbox.Folders;
import dev.winnow.worker.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a checkout has at the protected paths. The samples of an order share a checkout, in which
 * code of the patch runs. Where commands are kept apart it cannot change these files meanwhile; and
 * before each further sample this is put back: what was changed, removed or added there. All else
 * stays, so that a build is made once and measured often.
 *
 * <p>Whether a file is as it was is told by its inode and by the time of its last change, which the
 * kernel sets and nobody can set back. Neither the checkout's own repository nor a link that was
 * laid in the way is believed.
 */
public final class ProtectedFiles {
  private static final String IDENTITY = "unix:dev,ino,mode,size,ctime";
  private static final String ALL_INSIDE = "/**";

  /** Each is a mount of its own, and the time that mounts take grows with their number. */
  private static final int HELD_ONE_BY_ONE = 200;

  private static final Set<PosixFilePermission> OWNER =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Workspace workspace;
  private final String commit;
  private final List<String> paths;
  private final Path checkout;
  private final Path spare;

  /** By name, one character a byte: what tells that a file is as it was. */
  private final Map<String, Map<String, Object>> files = new HashMap<>();

  /** The folders that the files are in, outer ones first, without the checkout itself. */
  private final Set<String> folders = new TreeSet<>();

  private ProtectedFiles(Workspace workspace, String commit, List<String> paths, Sandbox sandbox) {
    this.workspace = workspace;
    this.commit = commit;
    this.paths = List.copyOf(paths);
    this.checkout = sandbox.checkout();
    this.spare = sandbox.workspace().resolve("protected");
  }

  /**
   * Notes what is there now, before anything of the patch has run.
   *
   * @param workspace has the commit
   * @param commit what is checked out in the sandbox
   * @param paths the protected paths, as git pathspecs with glob magic
   */
  public static ProtectedFiles of(
      Workspace workspace, String commit, List<String> paths, Sandbox sandbox) throws IOException {
    ProtectedFiles found = new ProtectedFiles(workspace, commit, paths, sandbox);
    if (paths.isEmpty()) {
      return found;
    }
    for (String name : workspace.files(commit, paths)) {
      found.files.put(name, found.identity(name).orElse(Map.of()));
      found.folders.addAll(above(name));
    }
    return found;
  }

  /** The folders that something is in, outer ones first, without the checkout itself. */
  private static List<String> above(String name) {
    List<String> above = new ArrayList<>();
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      above.add(name.substring(0, slash));
    }
    return above;
  }

  /**
   * Holds what is at the protected paths now: no file there can be changed, renamed or removed, nor
   * can a folder that one is in be renamed or removed. New files can be written, but not where
   * there are more files than can be held one by one: then the folders that patterns name as a
   * whole, such as {@code harness/**}, are held as they are. Links are not held, which nothing can
   * be mounted on, nor names that the platform's encoding does not have.
   *
   * @param confinement of a command that is started next
   * @return the same, with that held
   */
  Confinement hold(Confinement confinement) {
    List<String> wholes = files.size() > HELD_ONE_BY_ONE ? wholeFolders() : List.of();
    List<String> held = new ArrayList<>(wholes);
    files.keySet().stream()
        .filter(name -> !isIn(wholes, name) && isRegular(at(name)))
        .sorted()
        .limit(HELD_ONE_BY_ONE)
        .forEach(held::add);
    Set<String> anchors = new TreeSet<>();
    held.forEach(name -> anchors.addAll(above(name)));
    return confinement.holding(
        anchors.stream().map(this::at).toList(), held.stream().map(this::at).toList());
  }

  /** The folders of patterns that end with all that is in them, without those inside others. */
  private List<String> wholeFolders() {
    List<String> wholes = new ArrayList<>();
    paths.stream()
        .filter(path -> path.endsWith(ALL_INSIDE))
        .map(path -> path.substring(0, path.length() - ALL_INSIDE.length()))
        .filter(folders::contains)
        .sorted()
        .filter(folder -> !isIn(wholes, folder))
        .forEach(wholes::add);
    return wholes;
  }

  private static boolean isIn(List<String> outer, String name) {
    return outer.stream().anyMatch(each -> name.equals(each) || name.startsWith(each + "/"));
  }

  private static boolean isRegular(Path file) {
    try {
      // As a command line has it.
      return Files.isRegularFile(Path.of(file.toString()), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * Puts back what is not as it was.
   *
   * @throws IOException if that cannot be done, or there is no checkout any more
   */
  void restore() throws IOException {
    if (!isUsable(checkout)) {
      throw new IOException("the checkout is no longer a folder that can be used");
    }
    if (paths.isEmpty()) {
      return;
    }
    for (String folder : folders) {
      makeFolder(at(folder));
    }
    removeAdded();
    List<String> changed = new ArrayList<>();
    for (String name : files.keySet()) {
      if (!identity(name).equals(Optional.of(files.get(name)))) {
        changed.add(name);
      }
    }
    if (!changed.isEmpty()) {
      putBack(changed);
    }
  }

  /** Whether a command can be started in a folder, and nothing leads elsewhere from there. */
  static boolean isUsable(Path checkout) {
    try {
      return Files.isDirectory(checkout, LinkOption.NOFOLLOW_LINKS)
          && checkout.toRealPath().equals(checkout)
          && Files.isReadable(checkout)
          && Files.isExecutable(checkout);
    } catch (IOException e) {
      return false;
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Folders.remove(folder);
      Files.createDirectory(folder);
    }
    Set<PosixFilePermission> permissions = new TreeSet<>(Files.getPosixFilePermissions(folder));
    if (permissions.addAll(OWNER)) {
      Files.setPosixFilePermissions(folder, permissions);
    }
  }

  private void removeAdded() throws IOException {
    for (String name : workspace.filesIn(checkout, paths)) {
      if (name.endsWith("/")) {
        removeRepository(name.substring(0, name.length() - 1));
      } else if (!files.containsKey(name)) {
        Folders.remove(at(name));
        removeEmptyAround(name);
      }
    }
  }

  /** A repository inside the checkout, of which git lists no files: nothing hides in one. */
  private void removeRepository(String folder) throws IOException {
    if (folders.contains(folder)) {
      Folders.remove(at(folder).resolve(".git"));
      removeAdded();
    } else if (!files.containsKey(folder)) {
      Folders.remove(at(folder));
      removeEmptyAround(folder);
    }
  }

  private void removeEmptyAround(String name) throws IOException {
    int slash = name.lastIndexOf('/');
    while (slash > 0 && !folders.contains(name.substring(0, slash))) {
      try {
        Files.deleteIfExists(at(name.substring(0, slash)));
      } catch (DirectoryNotEmptyException e) {
        return;
      }
      slash = name.lastIndexOf('/', slash - 1);
    }
  }

  /** Moved, and not written over what is there: a link would be followed, a hard link shared. */
  private void putBack(List<String> changed) throws IOException {
    Folders.remove(spare);
    Files.createDirectories(spare);
    workspace.checkOutFiles(commit, changed, spare);
    for (String name : changed) {
      Folders.remove(at(name));
      Files.move(FileNames.at(spare, name), at(name));
      files.put(name, identity(name).orElse(Map.of()));
    }
    Folders.remove(spare);
  }

  private Optional<Map<String, Object>> identity(String name) throws IOException {
    Path file = at(name);
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(Files.readAttributes(file, IDENTITY, LinkOption.NOFOLLOW_LINKS))
        : Optional.empty();
  }

  private Path at(String name) {
    return FileNames.at(checkout, name);
  }
}
