package dev.winnow.worker.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTreesTest {
  @TempDir Path folder;
  private MergeLab lab;

  @BeforeEach
  void makeLab() throws IOException {
    lab = new MergeLab(folder);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void shouldAskOneProcessAgainAndAgainWhenTheRepositoriesAreTheSame() throws IOException {
    // Each commit comes into the mirrors after the process was started; some conflict.
    lab.combine(lab.base(), lab.patch("a.txt", "a\n"));
    String text = lab.combine(lab.base(), lab.patch("text.txt", "x\n")).getCommit().orElseThrow();
    int started = lab.trees.started();

    for (int i = 0; i < 5; i++) {
      assertThat(lab.combine(text, lab.patch("text.txt", "y" + i + "\n")).getConflicts())
          .isNotEmpty();
      assertThat(lab.combine(text, lab.patch("b.txt", "b" + i + "\n")).getOutcome())
          .isEqualTo(Outcome.SUCCEEDED);
    }

    // One for merges into the base, one for merges into what is among the results.
    assertThat(started).isEqualTo(1);
    assertThat(lab.trees.started()).isEqualTo(2);
  }

  @Test
  void shouldStartAnotherProcessWhenOneWasKilled() throws IOException {
    lab.combine(lab.base(), lab.patch("a.txt", "a\n"));
    ProcessHandle process = ProcessHandle.of(lab.trees.processes().get(0)).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();

    assertThat(lab.combine(lab.base(), lab.patch("b.txt", "b\n")).getOutcome())
        .isEqualTo(Outcome.SUCCEEDED);
    assertThat(lab.trees.started()).isEqualTo(2);
  }

  @Test
  void shouldEndProcessesAndRemoveTheirRepositoriesWhenNobodyAsks() throws IOException {
    MergeTrees trees = new MergeTrees(lab.sandboxes, Duration.ZERO);
    try (trees) {
      Path mirror = lab.mirrors.pin(lab.repository.getUrl(), lab.base());
      MergeTrees.Lease lease = trees.lease(List.of(mirror));
      lease.merge(lab.base(), lab.base(), Duration.ofSeconds(20));
      Path repository = lease.repository();

      trees.closeIdle();
      assertThat(trees.processes()).hasSize(1);

      lease.close();
      trees.closeIdle();
      assertThat(trees.processes()).isEmpty();
      assertThat(repository).doesNotExist();
    }
    assertThatThrownBy(() -> trees.lease(List.of())).hasMessage("the worker is stopping");
  }

  @Test
  void shouldLeaveNothingBehindWhenItIsClosed() throws IOException {
    lab.combine(lab.base(), lab.patch("a.txt", "a\n"));
    List<Long> processes = lab.trees.processes();

    lab.trees.close();

    assertThat(processes).hasSize(1);
    ProcessHandle.of(processes.get(0)).ifPresent(process -> process.onExit().join());
    assertThat(folder.resolve("worker/sandboxes")).isEmptyDirectory();
    assertThat(folder.resolve("worker/workspaces")).isEmptyDirectory();
  }

  @Test
  void shouldGiveUpWhenGitTakesTooLong() throws IOException {
    Path mirror = lab.mirrors.pin(lab.repository.getUrl(), lab.base());
    try (MergeTrees.Lease lease = lab.trees.lease(List.of(mirror))) {
      assertThatThrownBy(() -> lease.merge(lab.base(), lab.base(), Duration.ZERO))
          .hasMessageContaining("took more than 0 ms");
      assertThat(lease.merge(lab.base(), lab.base(), Duration.ofSeconds(20)).isClean()).isTrue();
    }
    assertThat(Files.exists(mirror)).isTrue();
  }
}
