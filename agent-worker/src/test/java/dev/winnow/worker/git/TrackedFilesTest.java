package dev.winnow.worker.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackedFilesTest {
  @TempDir private Path checkout;

  @BeforeEach
  void add() throws Exception {
    for (String file : List.of("src/a/One.java", "src/a/Two.java", "test/a/OneTest.java", "x.md")) {
      Files.createDirectories(checkout.resolve(file).getParent());
      Files.writeString(checkout.resolve(file), file);
    }
    Files.createSymbolicLink(checkout.resolve("src/link"), Path.of("a"));
    git("init", "--quiet");
    git("add", ".");
    Files.writeString(checkout.resolve("src/a/Untracked.java"), "");
  }

  private void git(String... arguments) throws Exception {
    Git.isolated(checkout).run(arguments);
  }

  @Test
  void shouldGiveOneFileWhenItIsNamedAndOthersAreLeftOut() throws Exception {
    assertThat(
            TrackedFiles.in(checkout, List.of("src/a/One.java"), List.of("test/**", "harness/**")))
        .containsExactly("src/a/One.java");
  }

  @Test
  void shouldLeaveOutWhatIsNamedTwice() throws Exception {
    assertThat(TrackedFiles.in(checkout, List.of("**"), List.of("test/**", "src/a/Two.java")))
        .containsExactly("src/a/One.java", "x.md");
    assertThat(TrackedFiles.in(checkout, List.of("src/a/One.java"), List.of("src/**"))).isEmpty();
  }

  @Test
  void shouldGivePlainFilesThatGitTracks() throws Exception {
    assertThat(TrackedFiles.in(checkout, List.of("src/**"), List.of()))
        .containsExactly("src/a/One.java", "src/a/Two.java");
  }
}
