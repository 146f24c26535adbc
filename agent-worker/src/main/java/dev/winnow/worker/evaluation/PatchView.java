package dev.winnow.worker.evaluation;

import dev.winnow.worker.git.History;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.note.Note;
import dev.winnow.worker.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rung can see of a patch beside its checkout, which has no history: so that a gate can ask
 * what was changed, and what the agent says of it. The worker's own repository, whose mirrors have
 * later commits and what others push, is not named.
 *
 * @param repository git directory, bare, inside the sandbox: base and patch with their history
 * @param base the commit that the patch is made on
 * @param commit the patch; the base itself where there is none
 * @param noteFile a file with what the agent says of the patch; empty if it says nothing
 */
public record PatchView(Path repository, String base, String commit, Path noteFile) {
  /** A character of UTF-8 has four bytes at most. */
  private static final int MOST_BYTES = 4 * Note.LONGEST;

  /** The patch of a workspace, whose note is written into the sandbox. */
  static PatchView of(Workspace workspace, Path mirror, String base, String commit, Sandbox sandbox)
      throws IOException {
    if (commit.equals(base)) {
      return ofBase(mirror, base, sandbox);
    }
    Note note = new Note(workspace.messageBody(commit, MOST_BYTES));
    Files.writeString(sandbox.noteFile(), note.text().isEmpty() ? "" : note.text() + "\n");
    Path repository = sandbox.repository(mirror, base);
    History.add(workspace, base, commit, repository);
    return new PatchView(repository, base, commit, sandbox.noteFile());
  }

  /** What a command has to see, outside of its sandbox, to read the repository. */
  List<Path> readable() throws IOException {
    List<Path> readable = new ArrayList<>(List.of(repository));
    Path alternates = repository.resolve("objects/info/alternates");
    if (Files.exists(alternates)) {
      Files.readAllLines(alternates).forEach(objects -> readable.add(Path.of(objects)));
    }
    return readable;
  }

  /** The untouched base, which nobody says anything of. */
  public static PatchView ofBase(Path mirror, String base, Sandbox sandbox) throws IOException {
    Files.writeString(sandbox.noteFile(), "");
    return new PatchView(sandbox.repository(mirror, base), base, base, sandbox.noteFile());
  }
}
