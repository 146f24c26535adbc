package dev.winnow.worker.process;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UntrustedFileTest {
  @TempDir Path folder;
  private Path sandbox;
  private Path file;

  @BeforeEach
  void makeSandbox() throws IOException {
    sandbox = Files.createDirectories(folder.resolve("sandbox"));
    file = Files.createDirectories(sandbox.resolve("out")).resolve("größe.json");
  }

  @Test
  void shouldReadNoMoreThanIsAskedFor() throws IOException {
    Files.writeString(file, "x".repeat(100_000));

    assertThat(UntrustedFile.read(file, sandbox, 100_000)).hasSize(100_000);
    assertThat(UntrustedFile.read(file, sandbox, 9_999)).hasSize(10_000);
  }

  @Test
  void shouldTellThatNothingIsThere() {
    assertThatThrownBy(() -> UntrustedFile.read(file, sandbox, 10))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void shouldNotWaitWhenAPipeIsThere() throws Exception {
    mkfifo(file);

    assertUnfit();
  }

  @Test
  void shouldRefuseALinkAndAFolder() throws IOException {
    Files.writeString(sandbox.resolve("other"), "{}");
    Files.createSymbolicLink(file, sandbox.resolve("other"));
    assertUnfit();

    Files.delete(file);
    Files.createDirectory(file);
    assertUnfit();
  }

  @Test
  void shouldRefuseAFileThatIsOutsideByALinkOnTheWay() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve(file.getFileName()), "the worker's own");
    Files.delete(file.getParent());
    Files.createSymbolicLink(file.getParent(), elsewhere);

    assertUnfit();
  }

  @Test
  void shouldNeitherWaitNorReadWithoutEndWhenTheFileIsExchangedMeanwhile() throws Exception {
    Files.writeString(file, "{}");
    AtomicBoolean isEnded = new AtomicBoolean();
    Thread exchanger =
        new Thread(
            () -> {
              try {
                for (int i = 0; !isEnded.get(); i++) {
                  Path next = sandbox.resolve("next");
                  if (i % 3 == 0) {
                    Files.writeString(next, "{}");
                  } else if (i % 3 == 1) {
                    Files.createSymbolicLink(next, Path.of("/dev/zero"));
                  } else {
                    Files.createLink(next, sandbox.resolve("pipe"));
                  }
                  Files.move(next, file, ATOMIC_MOVE);
                }
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    mkfifo(sandbox.resolve("pipe"));
    exchanger.start();
    int read = 0;
    int refused = 0;
    while (read < 200 || refused < 200) {
      try {
        byte[] content = UntrustedFile.read(file, sandbox, 10);
        assertThat(new String(content, StandardCharsets.UTF_8)).isEqualTo("{}");
        read++;
      } catch (UntrustedFile.UnfitException e) {
        refused++;
      }
    }
    isEnded.set(true);
    exchanger.join();
  }

  private void assertUnfit() {
    assertThatThrownBy(() -> UntrustedFile.read(file, sandbox, 10))
        .isInstanceOf(UntrustedFile.UnfitException.class);
  }

  private static void mkfifo(Path path) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
  }
}
