package dev.winnow.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.worker.process.SandboxProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SandboxesTest {
  @TempDir Path folder;
  private Sandboxes sandboxes;

  @BeforeEach
  void make() {
    sandboxes = new Sandboxes(folder);
  }

  @Test
  void shouldKeepSandboxesOfALivingWorker() throws IOException {
    Sandbox sandbox = sandboxes.create("order");

    assertThat(sandboxes.removeAbandoned(Leftovers.NONE)).isZero();
    assertThat(sandbox.checkout()).isDirectory();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldLeaveNothingWhenItsRecordCannotBeWritten() throws IOException {
    // Paths are 4095 bytes at most: the record's folder can be made, the file in it cannot.
    Path deep = folder;
    while (deep.toString().length() < 4050 - 200) {
      deep = deep.resolve("d".repeat(199));
    }
    deep = deep.resolve("d".repeat(4050 - deep.toString().length() - 1));
    Sandboxes tooDeep = new Sandboxes(deep, FileSharing.COPY);

    assertThatThrownBy(() -> tooDeep.create("order")).isInstanceOf(IOException.class);

    assertThat(deep.resolve("workspaces")).isEmptyDirectory();
    Folders.remove(folder.resolve("d".repeat(199)));
  }

  @Test
  void shouldRemoveSandboxesOfAWorkerThatIsGone() throws IOException {
    Sandbox sandbox = sandboxes.create("order");
    Files.createDirectories(sandbox.workspace());
    own(sandbox, "pid=" + Long.MAX_VALUE + "\nstartedAt=2020-01-01T00:00:00Z\n");

    assertThat(sandboxes.removeAbandoned(Leftovers.NONE)).isEqualTo(1);
    assertThat(sandbox.folder()).doesNotExist();
    assertThat(sandbox.workspace()).doesNotExist();
  }

  @Test
  void shouldRemoveARecordAtOnceWhenItsWorkerWasKilledWhileItMadeIt() throws IOException {
    sandboxes.create("order").close();
    Path records = folder.resolve("workspaces");
    Path killed = Files.createDirectory(records.resolve(".killed"));
    Files.writeString(
        killed.resolve("owner.properties"),
        "pid=" + Long.MAX_VALUE + "\nstartedAt=2020-01-01T00:00:00Z\n");
    Path nobodys = Files.createDirectory(records.resolve(".begun"));

    sandboxes.removeAbandoned(Leftovers.NONE);

    assertThat(killed).doesNotExist();
    assertThat(nobodys).as("its owner may be about to be written").isDirectory();
  }

  @Test
  void shouldRemoveSandboxesOfAWorkerWhoseProcessIdIsUsedAgain() throws IOException {
    Sandbox sandbox = sandboxes.create("order");
    own(sandbox, "pid=" + ProcessHandle.current().pid() + "\nstartedAt=2020-01-01T00:00:00Z\n");

    assertThat(sandboxes.removeAbandoned(Leftovers.NONE)).isEqualTo(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldKillWhatStillRunsInAnAbandonedSandbox() throws Exception {
    Sandbox sandbox = sandboxes.create("order");
    ProcessBuilder builder = new ProcessBuilder("sleep", "60");
    builder.environment().put(SandboxProcesses.MARK, sandbox.folder().toString());
    Process left = builder.start();
    own(sandbox, "");

    sandboxes.removeAbandoned(Leftovers.NONE);

    assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldRemoveWithoutFollowingLinks() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), "kept");
    Path outsideFolder = Files.createDirectory(folder.resolve("outside-folder"));
    Files.writeString(outsideFolder.resolve("file"), "kept");
    try (Sandbox sandbox = sandboxes.create("order")) {
      Files.createSymbolicLink(sandbox.checkout().resolve("a"), outside);
      Files.createSymbolicLink(sandbox.checkout().resolve("b"), outsideFolder);
    }

    assertThat(outside).exists();
    assertThat(outsideFolder.resolve("file")).exists();
    assertThat(folder.resolve("sandboxes")).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldRemoveFoldersThatAreNestedDeeperThanAPathMayBeLong() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("file"), "kept");
    try (Sandbox sandbox = sandboxes.create("order")) {
      String script =
          "i=0; while [ $i -lt 400 ]; do mkdir aaaaaaaaaaaaaaaaaaaa; cd aaaaaaaaaaaaaaaaaaaa;"
              + " i=$((i+1)); done; echo x >file; chmod 0 .; ln -s $0 link; true";
      Process nest =
          new ProcessBuilder("sh", "-c", script, outside.toString())
              .directory(sandbox.checkout().toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(nest.waitFor()).isZero();
    }

    assertThat(outside.resolve("file")).exists();
    assertThat(folder.resolve("sandboxes")).isEmptyDirectory();
  }

  private static void own(Sandbox sandbox, String owner) throws IOException {
    Files.writeString(sandbox.workspace().resolveSibling("owner.properties"), owner);
  }
}
