package dev.winnow.worker.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Repositories for others to read: a base with its history, and a patch of it. */
public final class History {
  private static final String BASE = "refs/heads/base";
  private static final String PATCH = "refs/heads/patch";

  private History() {}

  /**
   * Makes a bare repository with a commit and its ancestors. A mirror has more: later commits, and
   * the patches of others where they are pushed to the same repository.
   *
   * @param mirror a mirror that has the commit
   * @param folder an empty folder
   */
  public static void make(Path mirror, String commit, Path folder) throws GitException {
    Git git = bare(folder);
    git.run(
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-write-fetch-head",
        // By its id, as its pin may have been taken away by now.
        "--upload-pack=git -c uploadpack.allowAnySHA1InWant=true upload-pack",
        "--",
        mirror.toString(),
        commit + ":" + BASE);
    git.run("symbolic-ref", "HEAD", BASE);
  }

  /**
   * Makes a bare repository that borrows another's objects.
   *
   * @param history what {@link #make} has made
   * @param folder an empty folder
   */
  public static void borrow(Path history, Path folder) throws GitException {
    Git git = bare(folder);
    try {
      Files.createDirectories(folder.resolve("objects/info"));
      Files.writeString(
          folder.resolve("objects/info/alternates"), history.resolve("objects") + "\n");
      git.run("update-ref", BASE, git.run("--git-dir=" + history, "rev-parse", BASE));
      git.run("symbolic-ref", "HEAD", BASE);
    } catch (GitException e) {
      throw e;
    } catch (IOException e) {
      throw new GitException("the history cannot be lent: " + e.getMessage(), e);
    }
  }

  /**
   * Puts a patch beside its base: what it has that the base has not, and no more.
   *
   * @param workspace has both
   * @param folder what {@link #make} or {@link #borrow} has made, writable
   */
  public static void add(Workspace workspace, String base, String patch, Path folder)
      throws GitException {
    workspace.pack(patch, base, folder.resolve("objects"));
    Git.isolated(folder).with(Map.of("GIT_DIR", folder.toString())).run("update-ref", PATCH, patch);
  }

  private static Git bare(Path folder) throws GitException {
    Git git = Git.isolated(folder).with(Map.of("GIT_DIR", folder.toString()));
    git.run("init", "--quiet", "--bare", "--template=");
    return git;
  }
}
