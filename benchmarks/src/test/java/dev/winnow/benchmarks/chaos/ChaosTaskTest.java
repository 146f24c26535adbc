package dev.winnow.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Task;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosTaskTest {
  @TempDir private Path folder;

  @Test
  void shouldDifferInItsNameAloneWhenTheSeedIsTheSame() throws Exception {
    TaskRepository repository = new TaskRepository(folder.resolve("repository"));

    Task one = task(repository, "one", 1000);
    Task other = task(repository, "other", 1000);

    assertThat(other.getVariants()).isEqualTo(one.getVariants());
    assertThat(one.getBudget().getAttempts()).isEqualTo(1000);
    assertThat(
            one.getVariants().stream()
                .map(variant -> variant.getParameters().get("does"))
                .collect(Collectors.toSet()))
        .contains("write", "silent", "nothing", "fail", "protected", "bad", "large");
  }

  private static Task task(TaskRepository repository, String id, int attempts) {
    return ChaosTask.of(
        id, repository, "/results.git", "/ledger", attempts, ChaosTask.ample(attempts), 10, 1);
  }
}
