package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.will.Will;
import dev.winnow.worker.will.Wills;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostRunsTest {
  @TempDir Path folder;

  @Test
  void shouldTellAtOnceWhatTheLastProcessLeft() throws IOException, InterruptedException {
    try (Wills gone = new Wills(folder)) {
      gone.put("run-1", new Will("winnow.results", "task", new byte[] {1}));
    }
    CountDownLatch told = new CountDownLatch(1);

    try (Wills wills = new Wills(folder);
        LostRuns runs = new LostRuns(wills, will -> told.countDown())) {
      runs.start();

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
