package dev.winnow.worker.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.process.Command;
import dev.winnow.worker.process.Confinement;
import dev.winnow.worker.process.Isolation;
import dev.winnow.worker.process.Limits;
import dev.winnow.worker.process.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ContainerIsolationTest {
  @TempDir private Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldMountWhatIsHeldOverWhatIsWritable() throws IOException {
    Path harness = Files.createDirectories(folder.resolve("checkout/harness"));
    Path score = Files.writeString(harness.resolve("score,\"1\".sh"), "");
    Confinement confinement =
        new Confinement(
                List.of(folder.resolve("checkout")),
                List.of(),
                List.of(),
                List.of(),
                Network.NONE,
                Limits.NONE)
            .holding(List.of(harness), List.of(score));
    Command command =
        new Command(
            List.of("true"), folder, Map.of(), folder, Duration.ofSeconds(1), 1, confinement);

    try (Isolation.Confined confined = new ContainerIsolation("true", "image").confine(command)) {
      String quoted = harness + "/score,\"\"1\"\".sh\"";
      assertThat(confined.arguments())
          .containsSubsequence(
              "type=bind,source=" + harness + ",target=" + harness,
              "type=bind,\"source=" + quoted + ",\"target=" + quoted + ",readonly");
    }
  }
}
