package dev.winnow.worker.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.worker.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitTreeTest {
  @TempDir Path folder;
  private TestRepository repository;

  @BeforeEach
  void makeRepository() throws IOException {
    repository = new TestRepository(folder.resolve("repository"));
  }

  @Test
  void shouldListRegularFilesWithTheirSizes() throws IOException {
    repository.write("a/ü b.txt", "grün");
    String commit = repository.commit("second");

    try (GitTree tree = GitTree.open(path(), commit)) {
      assertThat(tree.paths()).containsExactly("a/ü b.txt", "secret.txt");
      assertThat(tree.bytes("a/ü b.txt")).isEqualTo(5);
      assertThat(tree.text("a/ü b.txt")).contains("grün");
      assertThat(tree.bytes("none")).isZero();
    }
  }

  @Test
  void shouldRefuseACommitThatListsFilesWithoutEnd() throws IOException {
    String bomb = repository.commitBomb();

    assertThatThrownBy(() -> GitTree.open(path(), bomb))
        .isInstanceOf(TooManyFilesException.class)
        .hasMessage("more than 200,000 files, or too long names of them");
  }

  /** 200 folders of the same 1,000 files, and then one file more. */
  @Test
  void shouldListACommitOf200000FilesAndRefuseALarger() throws IOException {
    String file = "100644 blob " + repository.git("hash-object", "-w", "secret.txt");
    String folderOfFiles = "040000 tree " + tree(file, 1_000);
    String largest = tree(folderOfFiles, 200);

    try (GitTree tree = GitTree.open(path(), largest)) {
      assertThat(tree.paths()).hasSize(200_000);
    }
    String larger = tree(folderOfFiles, 200, file + "\tlast");
    assertThatThrownBy(() -> GitTree.open(path(), larger))
        .isInstanceOf(TooManyFilesException.class);
  }

  /** The id of a tree that has an entry so often. */
  private String tree(String entry, int count, String... more) throws IOException {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < count; i++) {
      entries.append(entry).append("\tn").append(i).append('\n');
    }
    List.of(more).forEach(each -> entries.append(each).append('\n'));
    Path list = Files.writeString(path().resolve(".git/list"), entries);
    return repository.git("-c", "alias.make=!git mktree < " + list, "make");
  }

  @ParameterizedTest
  @CsvSource({
    "1801439999 +0000, 2027-01-31",
    "1801440000 -0800, 2027-02-01",
    "-5 +0000, 9999-12-31",
    "99999999999999999999 +0000, 9999-12-31",
    "253402300800 +0000, 9999-12-31",
    "x, 1970-01-01"
  })
  void shouldBeOfTheDayThatTheCommitterSaysInUtc(String time, LocalDate day) throws IOException {
    String text =
        "tree %s\nauthor a <b> 5 +0000\ncommitter a <b> %s\n\nx\n"
            .formatted(repository.git("rev-parse", "HEAD^{tree}"), time);
    Path file = Files.writeString(folder.resolve("commit"), text);
    String commit =
        repository.git("hash-object", "-t", "commit", "-w", "--literally", file.toString());

    try (GitTree tree = GitTree.open(path(), commit)) {
      assertThat(tree.day()).isEqualTo(day);
    }
  }

  @Test
  void shouldFindNoMergeBaseWhenHistoriesAreApart() throws IOException {
    String one = repository.git("rev-parse", "HEAD");
    repository.git("checkout", "-q", "--orphan", "other");
    String other = repository.commit("apart");

    assertThat(GitTree.mergeBase(path(), one, other)).isEmpty();
  }

  @Test
  void shouldFailWhenTheMergeBaseCannotBeLookedFor() throws IOException {
    String one = repository.git("rev-parse", "HEAD");

    assertThatThrownBy(() -> GitTree.mergeBase(path(), one, "1".repeat(40)))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("merge-base failed");
  }

  @Test
  void shouldSayThatGitFailedWhenAnObjectIsGone() throws IOException {
    String head = repository.git("rev-parse", "HEAD");
    String blob = repository.git("rev-parse", "HEAD:secret.txt");
    try (GitTree tree = GitTree.open(path(), head)) {
      Files.delete(
          path().resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));

      assertThatThrownBy(() -> tree.text("secret.txt"))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(GitException.class);
    }
  }

  private Path path() {
    return Path.of(repository.url());
  }
}
