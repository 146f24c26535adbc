package dev.winnow.worker.attempt;

import dev.winnow.worker.git.ChangedFile;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.order.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What no patch may bring with it, whatever the task: too much, a way out of the tree, a secret.
 */
public final class PatchGate {
  private static final String LINK = "120000";
  private static final char NO_CHARACTER = '\uFFFD';
  private static final int LONGEST_TARGET = 4096;

  private final long mostBytes;
  private final Secrets secrets;

  /**
   * @param mostBytes the most that a patch may add
   * @param secrets what the agent may have been given
   */
  public PatchGate(long mostBytes, Secrets secrets) {
    this.mostBytes = mostBytes;
    this.secrets = secrets;
  }

  /** Why a change is refused before anything of it is read, if it is. */
  Optional<String> refusal(List<ChangedFile> changes, Workspace workspace) throws GitException {
    for (ChangedFile change : changes) {
      if (change.isRepository()) {
        return Optional.of(
            "the patch has a git repository at " + change.path() + ", whose files it cannot hold");
      }
      // To git, a name is bytes: one that is read and written as text becomes another.
      if (change.path().indexOf(NO_CHARACTER) >= 0) {
        return Optional.of("the patch has a file name that is not UTF-8: " + change.path());
      }
    }
    List<String> added =
        changes.stream().filter(ChangedFile::hasNew).map(ChangedFile::newId).distinct().toList();
    long bytes = workspace.sizeOf(added);
    if (bytes > mostBytes) {
      return Optional.of(
          "the patch has " + bytes + " bytes of new content, and the most is " + mostBytes);
    }
    return leadingOut(changes, workspace);
  }

  /** Why a file's new content is refused, if it is. */
  Optional<String> refusal(String path, byte[] content) {
    return secrets
        .findIn(content)
        .map(name -> path + " holds the value of " + name + ", which the agent was given");
  }

  private static Optional<String> leadingOut(List<ChangedFile> changes, Workspace workspace)
      throws GitException {
    List<ChangedFile> links =
        changes.stream().filter(change -> change.newMode().equals(LINK)).toList();
    Map<String, byte[]> targets = new HashMap<>();
    workspace.readBlobs(
        links.stream().map(ChangedFile::newId).distinct().toList(), LONGEST_TARGET, targets::put);
    for (ChangedFile link : links) {
      byte[] target = targets.get(link.newId());
      String text = target == null ? "/" : new String(target, StandardCharsets.UTF_8);
      if (leadsOut(link.path(), text)) {
        return Optional.of(
            "the patch has a symbolic link that leads out of the tree, or may by another link: "
                + link.path()
                + " to "
                + text);
      }
    }
    return Optional.empty();
  }

  /**
   * By the words alone. Where a step back follows a name, the name may be another link's, and the
   * step begins where that leads: such a target is refused. Else the steps back come first, from a
   * folder that is one, and each name leads inside, for all links do.
   */
  static boolean leadsOut(String link, String target) {
    if (target.startsWith("/")) {
      return true;
    }
    int depth = link.split("/").length - 1;
    boolean isNamed = false;
    for (String step : target.split("/")) {
      if (step.equals("..")) {
        depth--;
        if (isNamed || depth < 0) {
          return true;
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        isNamed = true;
      }
    }
    return false;
  }
}
