package dev.winnow.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.TestRepository;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.process.Confinement;
import dev.winnow.worker.sandbox.FileSharing;
import dev.winnow.worker.sandbox.Sandbox;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Up to 200 files are held one by one, and of more the folders that are protected as a whole. */
class ProtectedFilesTest {
  @TempDir private Path folder;

  @Test
  void shouldHold200FilesOneByOne() throws IOException {
    assertThat(held(200, "harness/**", "check.sh"))
        .hasSize(200)
        .contains("check.sh", "harness/f000", "harness/f198");
  }

  @Test
  void shouldHoldFoldersAsAWholeWhenThereIsOneFileMore() throws IOException {
    assertThat(held(201, "harness/**", "check.sh")).containsExactly("harness", "check.sh");
  }

  @Test
  void shouldHoldTheFirst200FilesWhenThereAreMoreAndNoFolderIsAWhole() throws IOException {
    assertThat(held(201, "harness/f*", "check.sh"))
        .hasSize(200)
        .contains("check.sh", "harness/f198")
        .doesNotContain("harness/f199");
  }

  /** What is held of a base that has so many files at the protected paths, from its root. */
  private List<String> held(int files, String... paths) throws IOException {
    TestRepository source = new TestRepository(folder.resolve("source"));
    source.write("check.sh", "exit 0\n");
    for (int i = 0; i < files - 1; i++) {
      source.write("harness/f%03d".formatted(i), "x\n");
    }
    String base = source.commit("base");
    Path worker = folder.resolve("worker");
    Path mirror = new Mirrors(worker.resolve("mirrors")).pin(source.url(), base);
    try (Sandbox sandbox = new Sandboxes(worker, FileSharing.COPY).create("one")) {
      Workspace workspace = Workspace.create(sandbox.workspace(), List.of(mirror));
      sandbox.checkOut(workspace, mirror, base);
      Confinement confinement =
          ProtectedFiles.of(workspace, base, List.of(paths), sandbox).hold(Confinement.NONE);
      return confinement.fixed().stream()
          .map(path -> sandbox.checkout().relativize(path).toString())
          .toList();
    }
  }
}
