package dev.winnow.streams.patch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TreeFormatter;

/** A repository of results for tests: each commit is made on the one before it. */
public final class PatchHistory {
  private static final PersonIdent SOMEBODY =
      new PersonIdent("agent", "agent@winnow.test", Instant.EPOCH, ZoneOffset.UTC);

  private final Path folder;
  private final Map<String, String> files = new TreeMap<>();
  private ObjectId before;
  private ObjectId last;

  public PatchHistory(Path folder) throws IOException {
    this.folder = folder;
    PlainSystemReader.install();
    try (FileRepository repository = new FileRepository(folder.toFile())) {
      repository.create(true);
    }
  }

  /** Commits a file beside those that are there, and moves a reference to the commit. */
  public String commit(String reference, String name, String content) throws IOException {
    files.put(name, content);
    try (FileRepository repository = new FileRepository(folder.toFile());
        ObjectInserter inserter = repository.newObjectInserter()) {
      TreeFormatter tree = new TreeFormatter();
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] bytes = file.getValue().getBytes(UTF_8);
        tree.append(
            file.getKey(), FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, bytes));
      }
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(tree));
      if (last != null) {
        commit.setParentId(last);
      }
      commit.setAuthor(SOMEBODY);
      commit.setCommitter(SOMEBODY);
      commit.setMessage(reference);
      before = last;
      last = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = repository.updateRef(reference);
      update.setNewObjectId(last);
      update.forceUpdate();
    }
    return last.name();
  }

  /** Its path. */
  public String url() {
    return folder.toString();
  }

  /** The address of the last commit, on the one before it. */
  PatchAddress address(String results) {
    return new PatchAddress(results, "refs/winnow/t/v1-1", before.name(), last.name());
  }
}
