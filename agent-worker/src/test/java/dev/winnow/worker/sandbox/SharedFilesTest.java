package dev.winnow.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.worker.TestRepository;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.git.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sandboxes that share the files of a base; where the machine has no way to, whole checkouts. */
class SharedFilesTest {
  private static final Duration NEVER = Duration.ofDays(1000);

  @TempDir Path top;
  private Path folder;
  private Sandboxes sandboxes;
  private Path mirror;
  private String base;

  @BeforeEach
  void make() throws IOException {
    TestRepository source = new TestRepository(top.resolve("source"));
    source.write("A.txt", "one");
    source.write("folder/B.txt", "two");
    base = source.commit("base");
    // What means something in mount options, and in the table of mounts.
    folder = top.resolve("a, b:c\\d");
    sandboxes = new Sandboxes(folder);
    mirror = new Mirrors(folder.resolve("mirrors")).pin(source.url(), base);
  }

  @Test
  void shouldKeepWhatOneSandboxWritesFromTheNext() throws IOException {
    try (Sandbox one = sandboxes.create("one");
        Sandbox other = sandboxes.create("other")) {
      Workspace workspace = checkOut(one);
      Files.writeString(one.checkout().resolve("A.txt"), "changed");
      Files.delete(one.checkout().resolve("folder/B.txt"));
      checkOut(other);

      assertThat(other.checkout().resolve("A.txt")).hasContent("one");
      assertThat(other.checkout().resolve("folder/B.txt")).hasContent("two");
      assertThat(workspace.changes(base, workspace.treeOf(one.checkout()))).hasSize(2);
    }
    assertThat(Mounts.inside(folder.toRealPath())).isEmpty();
    assertThat(folder.resolve("sandboxes")).isEmptyDirectory();
    assertThat(folder.resolve("workspaces")).isEmptyDirectory();
  }

  @Test
  void shouldSeeAChangeThatKeepsSizeAndTime() throws IOException {
    try (Sandbox sandbox = sandboxes.create("order")) {
      Workspace workspace = checkOut(sandbox);
      Path file = sandbox.checkout().resolve("A.txt");
      FileTime time = Files.getLastModifiedTime(file);
      Files.writeString(file, "two");
      Files.setLastModifiedTime(file, time);

      assertThat(workspace.changes(base, workspace.treeOf(sandbox.checkout()))).hasSize(1);
    }
  }

  @Test
  void shouldRemoveTheMountsOfAWorkerThatIsGone() throws IOException {
    Sandbox sandbox = sandboxes.create("order");
    checkOut(sandbox);
    Owner.disown(sandbox.workspace().getParent());

    assertThat(sandboxes.removeAbandoned(Leftovers.NONE)).isEqualTo(1);

    assertThat(Mounts.inside(folder.toRealPath())).isEmpty();
    assertThat(sandbox.folder()).doesNotExist();
    assertThat(sandbox.workspace()).doesNotExist();
  }

  @Test
  void shouldKeepABaseWhileASandboxUsesIt() throws IOException {
    try (Sandbox sandbox = sandboxes.create("order")) {
      checkOut(sandbox);
      assumeTrue(Files.exists(folder.resolve("bases")), "files are not shared here");

      assertThat(sandboxes.removeUnusedBases(Duration.ofMillis(-1))).isZero();
      assertThat(sandbox.checkout().resolve("A.txt")).hasContent("one");
    }
    assertThat(sandboxes.removeUnusedBases(NEVER)).isZero();
    assertThat(sandboxes.removeUnusedBases(Duration.ofMillis(-1))).isEqualTo(1);
    assertThat(bases()).isEmpty();
  }

  @Test
  void shouldUseNothingThatWasHalfMade() throws IOException {
    String repository = mirror.getFileName().toString().replace(".git", "");
    Path half = folder.resolve("bases").resolve(repository).resolve(base + ".making/checkout");
    Files.createDirectories(half);
    Files.writeString(half.resolve("A.txt"), "half");

    sandboxes.removeUnusedBases(NEVER);
    assertThat(half).doesNotExist();

    Files.createDirectories(half);
    try (Sandbox sandbox = sandboxes.create("order")) {
      checkOut(sandbox);
      assertThat(sandbox.checkout().resolve("A.txt")).hasContent("one");
    }
  }

  @Test
  void shouldMakeABaseAgainThatAnEarlierBootHasMade() throws IOException {
    try (Sandbox sandbox = sandboxes.create("order")) {
      checkOut(sandbox);
    }
    assumeTrue(Files.exists(folder.resolve("bases")), "files are not shared here");
    Path made = bases().get(0);
    Files.writeString(made.resolve("made"), "another boot");
    Files.writeString(made.resolve("checkout/A.txt"), "");

    try (Sandbox sandbox = sandboxes.create("order")) {
      checkOut(sandbox);
      assertThat(sandbox.checkout().resolve("A.txt")).hasContent("one");
    }
  }

  @Test
  void shouldCheckOutWholeWhereThatIsAskedFor() throws IOException {
    Sandboxes whole = new Sandboxes(folder, FileSharing.COPY);
    try (Sandbox sandbox = whole.create("order")) {
      checkOut(sandbox);
      assertThat(sandbox.checkout().resolve("A.txt")).hasContent("one");
    }
    assertThat(folder.resolve("bases")).doesNotExist();
  }

  @Test
  void shouldNameTheSettingWhenTheWayThatIsAskedForDoesNotWork() {
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(memory), "no file system that surely shares no blocks");
    Path there = memory.resolve("winnow-" + ProcessHandle.current().pid());

    assertThatThrownBy(() -> new Sandboxes(there, FileSharing.REFLINK).probe())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("worker.sandbox.files is 'reflink'")
        .hasMessageContaining("Set it to auto");
    assertThat(there).isEmptyDirectory();
    assertThat(there.toFile().delete()).isTrue();
  }

  @Test
  void shouldLeaveARecordAloneThatIsJustBeingMade() throws IOException {
    Path making = Files.createDirectories(folder.resolve("workspaces/.young"));
    Path old = Files.createDirectories(folder.resolve("workspaces/.old"));
    Files.setLastModifiedTime(old, FileTime.fromMillis(0));

    sandboxes.removeAbandoned(Leftovers.NONE);

    assertThat(making).exists();
    assertThat(old).doesNotExist();
  }

  private Workspace checkOut(Sandbox sandbox) throws IOException {
    Workspace workspace = Workspace.create(sandbox.workspace(), List.of(mirror));
    sandbox.checkOut(workspace, mirror, base);
    return workspace;
  }

  /** The folders of bases: two levels down, beside those with the locks. */
  private List<Path> bases() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("bases"), 2)) {
      return all.filter(path -> path.getFileName().toString().equals(base)).toList();
    }
  }
}
