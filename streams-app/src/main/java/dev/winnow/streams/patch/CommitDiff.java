package dev.winnow.streams.patch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** What a commit changes, as a unified diff of bounded size. */
final class CommitDiff {
  /** A diff is cut behind so many bytes. */
  static final int MOST_BYTES = 1_048_576;

  /** A file that is longer, in bytes, is only named, like one that is no text. */
  private static final int LARGEST_FILE = 2_097_152;

  private static final int MOST_RENAMES = 200;

  private CommitDiff() {}

  /**
   * The diff from base to commit, renames found.
   *
   * @throws IOException if a commit is not there, or not readable
   */
  static PatchAnswer.Diff of(Repository repository, PatchAddress address) throws IOException {
    Bounded out = new Bounded();
    boolean isCut = false;
    try (RevWalk walk = new RevWalk(repository);
        DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.setRepository(repository);
      formatter.setBinaryFileThreshold(LARGEST_FILE);
      formatter.setDetectRenames(true);
      formatter.getRenameDetector().setRenameLimit(MOST_RENAMES);
      formatter.getRenameDetector().setBigFileThreshold(LARGEST_FILE);
      var base = walk.parseCommit(ObjectId.fromString(address.base())).getTree();
      var patch = walk.parseCommit(ObjectId.fromString(address.commit())).getTree();
      formatter.format(formatter.scan(base, patch));
      formatter.flush();
    } catch (FullException e) {
      isCut = true;
    }
    return new PatchAnswer.Diff(isCut ? out.cut() : out.toByteArray(), isCut);
  }

  /** Keeps so many bytes and then refuses more. */
  private static final class Bounded extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @Override
    public void write(int value) throws FullException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws FullException {
      int room = MOST_BYTES - kept.size();
      kept.write(bytes, offset, Math.min(room, length));
      if (length > room) {
        throw new FullException();
      }
    }

    byte[] toByteArray() {
      return kept.toByteArray();
    }

    /** Whole lines, and one that says that there were more. */
    byte[] cut() {
      byte[] all = kept.toByteArray();
      int end = all.length;
      while (end > 0 && all[end - 1] != '\n') {
        end--;
      }
      byte[] note =
          ("\\ The patch is longer than " + MOST_BYTES + " bytes; the rest is not shown\n")
              .getBytes(UTF_8);
      byte[] cut = Arrays.copyOf(all, end + note.length);
      System.arraycopy(note, 0, cut, end, note.length);
      return cut;
    }
  }

  private static final class FullException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
