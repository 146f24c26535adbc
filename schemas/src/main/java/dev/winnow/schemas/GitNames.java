package dev.winnow.schemas;

import java.util.regex.Pattern;

/** How commits and patches are named in git. */
public final class GitNames {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private GitNames() {}

  /** Whether it is the whole id of a commit, or of another object: 40 hexadecimal digits. */
  public static boolean isCommit(String text) {
    return COMMIT.matcher(text).matches();
  }

  /** The ref of the results repository that has the patch of an attempt. */
  public static String patchRef(String taskId, String attemptId) {
    return "refs/winnow/" + taskId + "/" + attemptId;
  }
}
