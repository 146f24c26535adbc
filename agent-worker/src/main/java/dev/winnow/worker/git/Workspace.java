package dev.winnow.worker.git;

import dev.winnow.schemas.GitNames;
import dev.winnow.schemas.Repository;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The worker's own git repository for one run. It borrows the objects of the mirrors and holds the
 * index and the new objects; the agent works in a checkout with another repository, so nothing that
 * it writes into that one is ever read here.
 */
public final class Workspace {
  private static final String CONFIG =
      """
      [core]
      \trepositoryformatversion = 0
      \tbare = true
      \tquotepath = false
      [uploadpack]
      \tallowAnySHA1InWant = true
      """;

  private static final String CHECKOUT_CONFIG =
      """
      [core]
      \trepositoryformatversion = 0
      \tbare = false
      \tfilemode = true
      [user]
      \tname = agent
      \temail = agent@localhost
      """;

  private static final String NAME = "Winnow";
  private static final String EMAIL = "winnow@localhost";

  private final Path folder;
  private final Path index;
  private final Git git;
  private Path sharedIndex;

  private Workspace(Path folder) {
    this.folder = folder;
    this.index = folder.resolve("index");
    this.git = Git.isolated(folder).with(Map.of("GIT_DIR", folder.toString()));
  }

  /**
   * Makes a workspace.
   *
   * @param folder a folder that does not exist yet
   * @param mirrors the repositories to borrow objects from
   */
  public static Workspace create(Path folder, List<Path> mirrors) throws GitException {
    try {
      Files.createDirectories(folder.resolve("objects/info"));
      Files.createDirectories(folder.resolve("refs"));
      Files.writeString(folder.resolve("HEAD"), "ref: refs/heads/none\n");
      Files.writeString(folder.resolve("config"), CONFIG);
      Files.write(
          folder.resolve("objects/info/alternates"),
          mirrors.stream().distinct().map(mirror -> mirror.resolve("objects").toString()).toList());
    } catch (IOException e) {
      throw new GitException("a workspace cannot be made: " + e.getMessage(), e);
    }
    return new Workspace(folder);
  }

  /**
   * Gets a patch from where results go, with what of it the mirrors have not. It stays here and
   * goes with the run, so that nothing grows with the number of patches, and no run waits for what
   * another one fetches.
   *
   * @param repository whose base the mirrors have; a patch that is the base changes nothing, and
   *     need not be where results go
   * @param task the task that the patch is of
   * @param attempt the attempt, which a server is asked for that gives nothing by its id; {@code *}
   *     if it is not known
   * @param commit the patch, 40 hexadecimal digits
   * @throws GitException if the repository cannot be read or has no such commit
   */
  public void fetchPatch(Repository repository, String task, String attempt, String commit)
      throws GitException {
    PatchFetch.fetch(remote(), repository, task, attempt, commit);
  }

  /** As the worker's user, which other repositories may ask for. */
  private Git remote() {
    return Git.remote(folder).with(Map.of("GIT_DIR", folder.toString()));
  }

  /**
   * Checks a commit out into a new repository that has this one commit, on branch main, and neither
   * history nor remotes: what was done later, or before, cannot be read from it.
   *
   * @param commit the commit
   * @param checkout an empty folder
   */
  public void checkOut(String commit, Path checkout) throws GitException {
    Path dotGit = checkout.resolve(".git");
    try {
      Files.createDirectories(dotGit.resolve("objects"));
      Files.createDirectories(dotGit.resolve("refs/heads"));
      Files.writeString(dotGit.resolve("HEAD"), "ref: refs/heads/main\n");
      Files.writeString(dotGit.resolve("config"), CHECKOUT_CONFIG);
      Git inside = Git.isolated(checkout);
      inside.run("fetch", "--quiet", "--depth=1", "--no-tags", "--", folder.toString(), commit);
      inside.run("reset", "--quiet", "--hard", commit);
      Files.deleteIfExists(dotGit.resolve("FETCH_HEAD"));
      Files.deleteIfExists(dotGit.resolve("ORIG_HEAD"));
      // The stat data spares a later look at what did not change; with its own time stamp kept,
      // the copy is as careful about files of the same instant as the original.
      Files.copy(dotGit.resolve("index"), index, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (GitException e) {
      throw e;
    } catch (IOException e) {
      throw new GitException("the checkout cannot be made: " + e.getMessage(), e);
    }
  }

  /**
   * Writes the files of a commit or tree into a folder, without a repository.
   *
   * @param tree the commit or tree
   * @param folder an empty folder
   */
  public void export(String tree, Path folder) throws GitException {
    Git at =
        git.with(
            Map.of(
                "GIT_WORK_TREE", folder.toString(),
                "GIT_INDEX_FILE", this.folder.resolve("export-index").toString()));
    at.run("-c", "core.bare=false", "read-tree", tree);
    at.run("-c", "core.bare=false", "checkout-index", "--all", "--quiet");
  }

  /**
   * Says that a checkout was filled with files that somebody else has checked out.
   *
   * @param index their index, which stays as it is; a copy is made when it is needed
   */
  public void useIndex(Path index) {
    sharedIndex = index;
  }

  /**
   * Moves a checkout on to another commit, and writes what differs: the files, and into the
   * checkout's own repository the objects that the one commit has and the other has not.
   *
   * @param from what is checked out
   * @param to a commit of this workspace; it becomes branch main
   * @param checkout what {@link #checkOut} has made, or a copy
   */
  public void move(String from, String to, Path checkout) throws GitException {
    Path dotGit = checkout.resolve(".git");
    pack(to, from, dotGit.resolve("objects"));
    Git.isolated(checkout).run("reset", "--quiet", "--hard", to);
    try {
      Files.deleteIfExists(dotGit.resolve("ORIG_HEAD"));
    } catch (IOException e) {
      throw new GitException("the checkout cannot be made: " + e.getMessage(), e);
    }
  }

  /**
   * Writes the objects that a commit has and another has not as a pack.
   *
   * @param objects the folder of objects of a repository that has the other commit
   */
  void pack(String commit, String without, Path objects) throws GitException {
    try {
      Path target = Files.createDirectories(objects.resolve("pack"));
      // Here first: git writes into its own repository, and renames.
      Path made = folder.resolve("pack");
      byte[] difference = (commit + "\n^" + without + "\n").getBytes(StandardCharsets.US_ASCII);
      byte[] id = git.run(difference, "pack-objects", "--quiet", "--revs", made.toString());
      String name = "pack-" + new String(id, StandardCharsets.US_ASCII).strip();
      // Git looks for the index: when it is there the pack has to be.
      for (String ending : List.of(".pack", ".idx")) {
        Path file = folder.resolve(name + ending);
        Files.copy(file, target.resolve(name + ending), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(file);
      }
    } catch (GitException e) {
      throw e;
    } catch (IOException e) {
      throw new GitException("objects cannot be written: " + e.getMessage(), e);
    }
  }

  /** How many bytes the worker can still write where this is; as many as there are if unknown. */
  public long room() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /** The tree of all that is in a checkout that {@link #checkOut} made, ignored files left out. */
  public String treeOf(Path checkout) throws GitException {
    try {
      if (sharedIndex != null) {
        copyIndex();
      }
      Git at = inside(checkout, index);
      at.run("-c", "core.bare=false", "add", "--all", "--", ".");
      String tree = at.run("write-tree");
      if (sharedIndex != null) {
        Files.delete(index);
      }
      return tree;
    } catch (GitException e) {
      throw e;
    } catch (IOException e) {
      throw new GitException("the index cannot be kept: " + e.getMessage(), e);
    }
  }

  /**
   * Copies the index that has the files as they were shared. Git reads a file again whose last
   * change is not of an earlier second than the index, for it could be of the same instant. Here
   * all files of the index were written before it, and this workspace is younger than it, by a
   * second or more; and what was changed in the checkout is younger than this workspace. So the
   * copy can be as old as the workspace, and no file that nobody touched is read.
   */
  private void copyIndex() throws IOException {
    Files.copy(
        sharedIndex,
        index,
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    FileTime written = Files.getLastModifiedTime(sharedIndex);
    FileTime begun = Files.getLastModifiedTime(folder.resolve("HEAD"));
    if (begun.to(TimeUnit.SECONDS) > written.to(TimeUnit.SECONDS)) {
      Files.setLastModifiedTime(index, FileTime.from(begun.to(TimeUnit.SECONDS), TimeUnit.SECONDS));
    }
  }

  /**
   * Names of the files that a commit has at certain paths, or where these lead through a folder,
   * one character a byte.
   *
   * @param paths git pathspecs with glob magic
   */
  public List<String> files(String commit, List<String> paths) throws GitException {
    Git at = git.with(Map.of("GIT_INDEX_FILE", folder.resolve("files-index").toString()));
    at.run("read-tree", commit);
    Pathspecs specs = new Pathspecs(paths);
    Set<String> found = new TreeSet<>(names(at.run(new byte[0], specs.at("ls-files", "-z"))));
    if (specs.haveFolders()) {
      for (String entry : names(at.run(new byte[0], specs.atFolders("ls-files", "-s", "-z")))) {
        String name = entry.substring(entry.indexOf('\t') + 1);
        if (specs.isNameInTheWay(name, entry.startsWith(ChangedFile.LINK))) {
          found.add(name);
        }
      }
    }
    return List.copyOf(found);
  }

  /**
   * Names of the files that a checkout has at certain paths, or where these lead through a folder,
   * one character a byte, ignored ones too. No link is followed, and nothing is asked of the
   * checkout's own repository. A repository that lies inside is not looked into: its folder is
   * named, with a slash at the end.
   *
   * @param paths git pathspecs with glob magic
   */
  public List<String> filesIn(Path checkout, List<String> paths) throws GitException {
    forgetWhatOthersWrote();
    // By an index that is not there, all files are others.
    Git at = inside(checkout, folder.resolve("no-index"));
    String[] command = {"-c", "core.bare=false", "ls-files", "-o", "-z"};
    Pathspecs specs = new Pathspecs(paths);
    Set<String> found = new TreeSet<>(names(at.run(new byte[0], specs.at(command))));
    if (specs.haveFolders()) {
      names(at.run(new byte[0], specs.atFolders(command))).stream()
          .filter(
              name ->
                  !name.endsWith("/")
                      && specs.isNameInTheWay(
                          name, Files.isSymbolicLink(FileNames.at(checkout, name))))
          .forEach(found::add);
    }
    return List.copyOf(found);
  }

  /**
   * Writes files of a commit, with no heed to attributes but the commit's own.
   *
   * @param names as {@link #files} gives them
   * @param target an empty folder
   */
  public void checkOutFiles(String commit, List<String> names, Path target) throws GitException {
    forgetWhatOthersWrote();
    Git at = inside(target, folder.resolve("files-index"));
    at.run("read-tree", commit);
    byte[] input = (String.join("\0", names) + "\0").getBytes(StandardCharsets.ISO_8859_1);
    at.run(input, "-c", "core.bare=false", "checkout-index", "--force", "-z", "--stdin");
  }

  /** A rung's process is not told where the workspace is; one that found it may have set it up. */
  private void forgetWhatOthersWrote() throws GitException {
    try {
      Files.deleteIfExists(folder.resolve("config"));
      Files.deleteIfExists(folder.resolve("info/attributes"));
      Files.deleteIfExists(folder.resolve("no-index"));
      Files.writeString(folder.resolve("config"), CONFIG);
    } catch (IOException e) {
      throw new GitException("the workspace cannot be used: " + e.getMessage(), e);
    }
  }

  private Git inside(Path tree, Path index) {
    return Git.isolated(tree)
        .with(
            Map.of(
                "GIT_DIR", folder.toString(),
                "GIT_WORK_TREE", tree.toString(),
                "GIT_INDEX_FILE", index.toString()));
  }

  private static List<String> names(byte[] output) {
    String all = new String(output, StandardCharsets.ISO_8859_1);
    return all.isEmpty() ? List.of() : List.of(all.split("\0"));
  }

  /** The tree of a commit. */
  public String tree(String commit) throws GitException {
    return git.run("rev-parse", "--verify", "--quiet", commit + "^{tree}");
  }

  /**
   * The tree of a patch in which everything at the protected paths is as in the base: what the
   * patch changed there is undone, what it added removed, what it removed put back.
   */
  public String treeWithRestored(String patch, String base, List<String> protectedPaths)
      throws GitException {
    List<ChangedFile> changes =
        protectedPaths.isEmpty() ? List.of() : changes(base, patch, protectedPaths);
    if (changes.isEmpty()) {
      return tree(patch);
    }
    Git at = git.with(Map.of("GIT_INDEX_FILE", folder.resolve("restored-index").toString()));
    at.run("read-tree", patch);
    String entries =
        changes.stream()
            .map(change -> change.oldMode() + " " + change.oldId() + "\t" + change.path() + "\0")
            .collect(Collectors.joining());
    at.run(entries.getBytes(StandardCharsets.UTF_8), "update-index", "-z", "--index-info");
    return at.run("write-tree");
  }

  /**
   * Where two trees or commits differ, in the order of paths; renames are a removal and an
   * addition.
   */
  public List<ChangedFile> changes(String from, String to) throws GitException {
    return changes(from, to, List.of());
  }

  /**
   * Where two trees or commits differ at certain paths, and where these lead through a folder and
   * something else has come there, or was there: a link, a file.
   *
   * @param paths git pathspecs with glob magic; empty for everywhere
   * @throws TooManyChangesException if they differ in more files than are looked at
   */
  public List<ChangedFile> changes(String from, String to, List<String> paths) throws GitException {
    String[] command = {"diff-tree", "-r", "--raw", "-z", "--no-renames", from, to};
    Pathspecs specs = new Pathspecs(paths);
    Map<String, ChangedFile> found = new TreeMap<>();
    for (ChangedFile change : read(specs.at(command))) {
      found.put(change.path(), change);
    }
    if (specs.haveFolders()) {
      for (ChangedFile change : read(specs.atFolders(command))) {
        if (specs.isInTheWay(change.path(), change.isLink())) {
          found.put(change.path(), change);
        }
      }
    }
    return List.copyOf(found.values());
  }

  private List<ChangedFile> read(String... diffTree) throws GitException {
    List<ChangedFile> changes = new ArrayList<>();
    git.stream(
        InputStream.nullInputStream(),
        output -> changes.addAll(ChangedFile.read(output)),
        diffTree);
    return changes;
  }

  /** Counts of changed files, and of inserted and deleted lines, in this order. */
  public int[] statistics(String from, String to) throws GitException {
    return ChangedFile.statistics(git, from, to);
  }

  /**
   * Makes a commit that depends on nothing but its arguments: its author is fixed and its date is
   * that of the youngest of its parents.
   *
   * @param tree the tree
   * @param parents the parent commits, at least one
   * @param isRoot whether the commit shall not name the parents, whose date it takes all the same
   * @param message the message
   */
  public String commit(String tree, List<String> parents, boolean isRoot, String message)
      throws GitException {
    long second = 0;
    for (String parent : parents) {
      String date = git.run("show", "--no-patch", "--format=%ct", parent);
      second = Math.max(second, Long.parseLong(date));
    }
    String date = "@" + second + " +0000";
    Git as =
        git.with(
            Map.of(
                "GIT_AUTHOR_NAME", NAME,
                "GIT_AUTHOR_EMAIL", EMAIL,
                "GIT_AUTHOR_DATE", date,
                "GIT_COMMITTER_NAME", NAME,
                "GIT_COMMITTER_EMAIL", EMAIL,
                "GIT_COMMITTER_DATE", date));
    List<String> command = new ArrayList<>(List.of("commit-tree", tree));
    if (!isRoot) {
      parents.forEach(parent -> command.addAll(List.of("-p", parent)));
    }
    command.addAll(List.of("-F", "-"));
    // Not as an argument, whose encoding would be that of the platform.
    byte[] text = (message + "\n").getBytes(StandardCharsets.UTF_8);
    return new String(as.run(text, command.toArray(String[]::new)), StandardCharsets.UTF_8).strip();
  }

  /**
   * What a commit's message says after its first paragraph.
   *
   * @param mostBytes the rest is left out
   */
  public String messageBody(String commit, int mostBytes) throws GitException {
    byte[][] body = new byte[1][];
    git.stream(
        InputStream.nullInputStream(),
        output -> {
          body[0] = output.readNBytes(mostBytes);
          output.transferTo(OutputStream.nullOutputStream());
        },
        "show",
        "--no-patch",
        "--format=%b",
        commit);
    return new String(body[0], StandardCharsets.UTF_8);
  }

  /**
   * Pushes a commit to a ref of another repository, over what the ref pointed at.
   *
   * @param url URL or absolute path of the repository
   */
  public void push(String commit, String url, String ref) throws GitException {
    remote().run("push", "--quiet", "--no-verify", "--", url, "+" + commit + ":" + ref);
  }

  /** Starts a process that merges commits of this workspace and writes into it. */
  public MergeProcess mergeProcess() throws GitException {
    return MergeProcess.start(git);
  }

  /** Writes a blob and returns its id. */
  public String blob(byte[] content) throws GitException {
    byte[] id = git.run(content, "hash-object", "-w", "--stdin");
    return new String(id, StandardCharsets.US_ASCII).strip();
  }

  /**
   * The id of what a tree has at a path; empty if it has nothing there, or the path has a line feed
   * in it.
   */
  public Optional<String> idAt(String tree, String path) throws GitException {
    if (path.indexOf('\n') >= 0) {
      return Optional.empty();
    }
    byte[] question = (tree + ":" + path + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] answer = git.run(question, "cat-file", "--batch-check=%(objectname)");
    String id = new String(answer, StandardCharsets.UTF_8).strip();
    return GitNames.isCommit(id) ? Optional.of(id) : Optional.empty();
  }

  /** Where two blobs of text differ, in order. */
  public List<LineChange> lineChanges(String from, String to) throws GitException {
    return LineChange.read(
        git.run(
            "diff",
            "--unified=0",
            "--text",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            from,
            to));
  }

  /**
   * Reads blobs, each handed over as it comes.
   *
   * @param ids the blobs
   * @param largest blobs of more bytes than this are handed over as null
   */
  public void readBlobs(List<String> ids, int largest, BlobReader reader) throws GitException {
    String input = ids.stream().map(id -> id + "\n").collect(Collectors.joining());
    git.stream(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.US_ASCII)),
        output -> {
          DataInputStream in = new DataInputStream(output);
          for (String id : ids) {
            String[] header = headerLine(in).split(" ");
            if (header.length != 3) {
              throw new GitException("object " + id + " cannot be read");
            }
            long size = Long.parseLong(header[2]);
            if (size > largest) {
              in.skipNBytes(size);
              reader.accept(id, null);
            } else {
              reader.accept(id, in.readNBytes((int) size));
            }
            in.skipNBytes(1);
          }
        },
        "cat-file",
        "--batch");
  }

  /** How many bytes some objects have together. */
  public long sizeOf(List<String> ids) throws GitException {
    String input = ids.stream().map(id -> id + "\n").collect(Collectors.joining());
    byte[] sizes =
        git.run(
            input.getBytes(StandardCharsets.US_ASCII), "cat-file", "--batch-check=%(objectsize)");
    return new String(sizes, StandardCharsets.US_ASCII).lines().mapToLong(Long::parseLong).sum();
  }

  /** Takes blobs. */
  @FunctionalInterface
  public interface BlobReader {
    /** Takes a blob; {@code content} is null if it is too large. */
    void accept(String id, byte[] content) throws IOException;
  }

  private static String headerLine(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readByte(); c != '\n'; c = in.readByte()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
