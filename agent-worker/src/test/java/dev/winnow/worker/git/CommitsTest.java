package dev.winnow.worker.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.TestRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitsTest {
  @TempDir Path folder;

  @Test
  void shouldSampleTheFirstAndManyThatAreNear() throws Exception {
    TestRepository repository = new TestRepository(folder);
    List<String> newestFirst = new ArrayList<>(List.of(repository.git("rev-parse", "HEAD")));
    for (int i = 1; i < 60; i++) {
      newestFirst.add(0, repository.commit("commit " + i));
    }

    List<String> sample = Commits.sample(folder, newestFirst.get(0));

    assertThat(sample)
        .hasSizeBetween(10, 15)
        .doesNotContain(newestFirst.get(0))
        .startsWith(newestFirst.get(2))
        .endsWith(newestFirst.get(59))
        .isSubsetOf(newestFirst);
  }

  @Test
  void shouldBeEmptyWhenThereIsNothingEarlier() throws Exception {
    TestRepository repository = new TestRepository(folder);

    assertThat(Commits.sample(folder, repository.git("rev-parse", "HEAD"))).isEmpty();
  }
}
