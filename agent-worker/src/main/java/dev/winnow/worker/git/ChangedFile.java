package dev.winnow.worker.git;

import java.util.ArrayList;
import java.util.List;

/**
 * A path at which two trees differ.
 *
 * @param path the path, relative to the root
 * @param oldMode git's mode before, such as 100644; 000000 if the path was not there
 * @param newMode the mode after; 000000 if the path is gone
 * @param oldId blob before; all zeros if there was none
 * @param newId blob after; all zeros if there is none
 */
public record ChangedFile(String path, String oldMode, String newMode, String oldId, String newId) {
  private static final String NONE = "000000";
  private static final String REPOSITORY = "160000";

  /** Whether the path was there before. */
  public boolean hasOld() {
    return !oldMode.equals(NONE);
  }

  /** Whether the path is there after. */
  public boolean hasNew() {
    return !newMode.equals(NONE);
  }

  /** The blobs before and after, as far as there are any. */
  public List<String> blobs() {
    List<String> blobs = new ArrayList<>();
    if (hasOld() && !oldMode.equals(REPOSITORY)) {
      blobs.add(oldId);
    }
    if (hasNew() && !newMode.equals(REPOSITORY)) {
      blobs.add(newId);
    }
    return blobs;
  }

  /** Whether the path is a repository inside the repository, whose files git does not take in. */
  public boolean isRepository() {
    return newMode.equals(REPOSITORY);
  }
}
