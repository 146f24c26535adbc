package dev.winnow.worker.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.worker.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorsTest {
  private static final String GONE = "1".repeat(40);

  @TempDir Path folder;
  private TestRepository repository;
  private Mirrors mirrors;

  @BeforeEach
  void makeRepository() throws IOException {
    repository = new TestRepository(folder.resolve("repository"));
    mirrors = new Mirrors(folder.resolve("mirrors"));
  }

  @Test
  void shouldSayThatACommitIsNoLongerThere() {
    assertThatThrownBy(() -> mirrors.pin(repository.url(), GONE))
        .isInstanceOf(GitException.class)
        .hasMessage("the commit " + GONE + " is no longer there");
  }

  @Test
  void shouldCopyBranchesOnlyWhenACommitIsNotGiven() throws IOException {
    repository.git("tag", "v1");
    repository.git("update-ref", "refs/pull/1/head", "HEAD");
    Path mirror = mirrors.pin(repository.url(), repository.git("rev-parse", "HEAD"));

    assertThatThrownBy(() -> mirrors.pin(repository.url(), GONE)).isInstanceOf(GitException.class);

    assertThat(TestRepository.git(mirror, "for-each-ref", "--format=%(refname)", "refs/remote"))
        .isEqualTo("refs/remote/heads/main");
    assertThat(TestRepository.git(mirror, "tag")).isEmpty();
  }

  @Test
  void shouldFollowWhenABranchBecomesAFolderOfBranches() throws IOException {
    repository.git("branch", "a");
    Path mirror = mirrors.pin(repository.url(), repository.git("rev-parse", "HEAD"));
    assertThatThrownBy(() -> mirrors.pin(repository.url(), GONE)).isInstanceOf(GitException.class);
    repository.git("branch", "-m", "a", "a/b");

    assertThatThrownBy(() -> mirrors.pin(repository.url(), GONE))
        .hasMessageContaining("no longer there");

    assertThat(TestRepository.git(mirror, "for-each-ref", "--format=%(refname)", "refs/remote"))
        .isEqualTo("refs/remote/heads/a/b\nrefs/remote/heads/main");
  }

  @Test
  void shouldSayWhatGitSaysWhenTheRepositoryCannotBeRead() {
    String url = folder.resolve("nothing").toString();

    assertThatThrownBy(() -> mirrors.pin(url, GONE))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("does not appear to be a git repository");
  }

  @Test
  void shouldMendAMirrorThatIsHalfMade() throws IOException {
    String head = repository.git("rev-parse", "HEAD");
    Path mirror = mirrors.pin(repository.url(), head);
    TestRepository.git(folder, "init", "-q"); // what git finds when the mirror is none
    for (String part : new String[] {"config", "refs", "objects", "packed-refs"}) {
      delete(mirror.resolve(part));
    }

    new Mirrors(folder.resolve("mirrors")).pin(repository.url(), head);

    try (GitTree tree = GitTree.open(mirror, head)) {
      assertThat(tree.paths()).containsExactly("secret.txt");
    }
  }

  @Test
  void shouldUnpinTheOldestWhenThereAreTooMany() throws IOException {
    String head = repository.git("rev-parse", "HEAD");
    Path mirror = mirrors.pin(repository.url(), head);
    Path pins = mirror.resolve(Pins.FOLDER);
    for (int i = 1; i < Pins.MOST; i++) {
      Path pin = Files.writeString(pins.resolve("%040x".formatted(i)), head + "\n");
      Files.setLastModifiedTime(pin, FileTime.from(Instant.now().minusSeconds(i)));
    }
    Files.setLastModifiedTime(pins.resolve(head), FileTime.from(Instant.EPOCH));
    String next = repository.commit("next");

    mirrors.pin(repository.url(), next);

    assertThat(pins.resolve(next)).exists();
    assertThat(pins.resolve("%040x".formatted(1))).exists();
    assertThat(pins.resolve("%040x".formatted(Pins.MOST - 1))).doesNotExist();
    assertThat(pins.resolve(head)).doesNotExist();
    assertThat(pins.toFile().list()).hasSize(Pins.KEPT);

    // It is needed no less: for the history of a base, and by whoever asks for it anew.
    Path history = Files.createDirectory(folder.resolve("history"));
    History.make(mirror, head, history);
    assertThat(TestRepository.git(history, "log", "--format=%s", "base")).isEqualTo("first");
    new Mirrors(folder.resolve("mirrors")).pin(repository.url(), head);
    assertThat(pins.resolve(head)).exists();
  }

  @Test
  void shouldNotBeStoppedByLocksThatAKilledGitLeft() throws IOException {
    Path mirror = mirrors.pin(repository.url(), repository.git("rev-parse", "HEAD"));
    String next = repository.commit("next");
    List<Path> locks =
        List.of(
            mirror.resolve("config.lock"),
            mirror.resolve("packed-refs.lock"),
            mirror.resolve(Pins.of(next) + ".lock"));
    for (Path lock : locks) {
      Files.createFile(lock);
    }
    assertThatThrownBy(() -> mirrors.pin(repository.url(), next))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("lock");

    for (Path lock : locks) {
      Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }

    mirrors.pin(repository.url(), next);
    assertThat(locks).noneMatch(Files::exists);
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (var entries = Files.list(path)) {
        for (Path entry : entries.toList()) {
          delete(entry);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
