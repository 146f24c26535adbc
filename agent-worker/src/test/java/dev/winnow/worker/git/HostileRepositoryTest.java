package dev.winnow.worker.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.worker.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that are broken, or want something to be run. */
class HostileRepositoryTest {
  @TempDir private Path temporary;
  private Path folder;
  private TestRepository repository;

  @BeforeEach
  void prepare() throws IOException {
    folder = temporary.resolve("repository");
    repository = new TestRepository(folder);
  }

  @Test
  void shouldSayWhichFileWhenItsObjectIsGone() throws IOException {
    Files.delete(object("secret.txt"));

    assertThatThrownBy(() -> GitTree.open(folder, "HEAD"))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("git cannot read secret.txt");
  }

  @Test
  void shouldSayWhichFileWhenItsObjectIsCutOff() throws IOException {
    repository.write("long.txt", "0123456789".repeat(10_000));
    repository.commit("long");
    Path object = object("long.txt");
    byte[] content = Files.readAllBytes(object);
    assertThat(object.toFile().setWritable(true)).isTrue();
    Files.write(object, java.util.Arrays.copyOf(content, content.length / 2));

    try (GitTree tree = GitTree.open(folder, "HEAD")) {
      assertThatThrownBy(() -> tree.text("long.txt"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("git cannot read long.txt");
    }
  }

  /** Git fetches what a partial clone has left out, by programs that the configuration names. */
  @Test
  void shouldRunNothingWhenTheConfigurationSaysHowToFetchWhatIsMissing() throws IOException {
    Path ran = temporary.resolve("ran");
    repository.git("config", "core.repositoryFormatVersion", "1");
    repository.git("config", "extensions.partialClone", "evil");
    repository.git("config", "remote.evil.promisor", "true");
    repository.git("config", "remote.evil.url", folder.toString());
    repository.git("config", "remote.evil.uploadpack", "touch " + ran + "; false");
    Files.delete(object("secret.txt"));

    assertThatThrownBy(() -> GitTree.open(folder, "HEAD")).isInstanceOf(GitException.class);

    assertThat(ran).doesNotExist();
  }

  @Test
  void shouldRefuseAFolderWhenItIsInNoRepository() {
    assertThatThrownBy(() -> GitTree.requireRepository(temporary))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("not a git repository");
  }

  private Path object(String path) throws IOException {
    String id = repository.git("rev-parse", "HEAD:" + path);
    return folder.resolve(".git/objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
  }
}
