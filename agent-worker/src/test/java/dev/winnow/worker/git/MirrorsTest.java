package dev.winnow.worker.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.worker.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
