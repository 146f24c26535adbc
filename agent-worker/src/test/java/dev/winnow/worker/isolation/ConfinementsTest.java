package dev.winnow.worker.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Bounds;
import dev.winnow.schemas.Repository;
import dev.winnow.worker.process.Confinement;
import dev.winnow.worker.process.Limits;
import dev.winnow.worker.sandbox.Sandbox;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfinementsTest {
  private static final String ELSEWHERE = "https://example.org/r.git";
  private static final Repository REPOSITORY = new Repository(ELSEWHERE, "0".repeat(40), ELSEWHERE);

  @TempDir private Path folder;

  private Path worker;
  private Path shared;
  private Sandbox sandbox;

  @BeforeEach
  void create() throws IOException {
    worker = Files.createDirectory(folder.toRealPath().resolve("worker"));
    shared = Files.createDirectory(folder.toRealPath().resolve("shared"));
    sandbox = new Sandboxes(worker).create("one");
  }

  @AfterEach
  void remove() throws IOException {
    sandbox.close();
  }

  @Test
  void shouldLetReadWhatIsBelowAnAllowedFolderAndNothingBesideIt() throws IOException {
    Path inside = Files.createDirectory(shared.resolve("tools"));
    Path beside = Files.createDirectory(folder.toRealPath().resolve("shared-not"));

    assertThat(confinement(REPOSITORY, shared.toString()).readable()).contains(shared);
    assertThat(confinement(REPOSITORY, inside.toString()).readable()).contains(inside);
    assertThatThrownBy(() -> confinement(REPOSITORY, beside.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("agent.readable names " + beside)
        .hasMessageContaining("worker.isolation.readable");
  }

  /** A record of another producer's may hold what no spec can. */
  @ParameterizedTest
  @CsvSource({
    "/tools\0/x, '', agent.readable names '/tools\uFFFD/x'",
    "'', /srv\0/r.git, repository.url names '/srv\uFFFD/r.git'",
    "'', file:///srv\0/r.git, repository.url names '/srv\uFFFD/r.git'",
  })
  void shouldNameTheFieldWhenNoPathCanBeMadeOfIt(String readable, String url, String message) {
    Repository repository =
        url.isEmpty() ? REPOSITORY : new Repository(url, "0".repeat(40), ELSEWHERE);
    String asked = readable.isEmpty() ? shared.toString() : readable;

    assertThatThrownBy(() -> confinement(repository, asked))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("no path");
  }

  @Test
  void shouldHoldTheSmallerOfWhatTheSpecAsksForAndTheWorkerAllows() throws IOException {
    Limits less = limits(1L << 20, 10, 1L << 20, 1L << 20);
    Limits more = limits(1L << 62, Integer.MAX_VALUE, 1L << 62, 1L << 62);

    assertThat(less)
        .isEqualTo(new Limits(1L << 20, 10, 1L << 20, 1L << 20, Duration.ofSeconds(5), 256L << 20));
    assertThat(more)
        .isEqualTo(
            new Limits(4L << 30, 2048, 4L << 30, 10L << 30, Duration.ofSeconds(5), 256L << 20));
  }

  private Limits limits(long memory, int processes, long fileSize, long disk) throws IOException {
    Bounds bounds =
        Bounds.newBuilder()
            .setMemory(memory)
            .setProcesses(processes)
            .setFileSize(fileSize)
            .setDisk(disk)
            .setCpuMs(5_000L)
            .build();
    return confinement(REPOSITORY, bounds).limits();
  }

  private Confinement confinement(Repository repository, String readable) throws IOException {
    return confinement(repository, Bounds.newBuilder().setReadable(List.of(readable)).build());
  }

  private Confinement confinement(Repository repository, Bounds bounds) throws IOException {
    Map<String, String> settings = new java.util.HashMap<>(IsolationConfig.DEFAULTS);
    settings.put("worker.isolation.readable", shared.toString());
    return new Confinements(IsolationConfig.of(settings), worker)
        .of(sandbox, "agent", Optional.of(bounds), repository, List.of());
  }
}
