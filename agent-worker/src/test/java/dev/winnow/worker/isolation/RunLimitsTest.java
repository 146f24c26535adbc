package dev.winnow.worker.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Command;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.process.Completion;
import dev.winnow.worker.process.Confinement;
import dev.winnow.worker.process.Limits;
import dev.winnow.worker.process.Network;
import dev.winnow.worker.process.OutputSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each of {@code worker.limits.*} on a run: at it, or just below where the kernel has its own share
 * in what is counted, and past it. By limits alone, for bubblewrap's own processes count as well.
 */
@EnabledOnOs(OS.LINUX)
class RunLimitsTest {
  private static final int BYTES = 64 << 10;
  private static final long MEMORY = 128L << 20;
  private static final int OWN_MEMORY = 32 << 20;
  private static final int PROCESSES = 8;
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private Commands commands;

  @BeforeEach
  void start() {
    assumeTrue(TestIsolation.works(Profile.PROCESS), "prlimit (util-linux) is not installed here");
    commands = new Commands(TestIsolation.of(Profile.PROCESS, folder));
  }

  /** Also when it ends at once: that it has ended is seen before what it has printed. */
  @Test
  void shouldTakeAsMuchOutputAsItMayAndStopAtOneByteMore() {
    Limits limits = limits(Map.of("output", (long) BYTES));

    assertExited("head -c %d /dev/zero; head -c 1 /dev/zero >&2".formatted(BYTES - 1), limits);
    assertOver(
        "head -c %d /dev/zero; head -c 1 /dev/zero >&2".formatted(BYTES),
        limits,
        "printed more than 64 KiB");
  }

  @Test
  void shouldWriteAFileAsLargeAsItMayAndNotOneByteMore() throws IOException {
    Limits limits = limits(Map.of("file", (long) BYTES));

    assertExited("head -c %d /dev/zero > at".formatted(BYTES), limits);
    Completion past = run("head -c %d /dev/zero > past".formatted(BYTES + 1), limits);

    assertThat(past)
        .isInstanceOfSatisfying(
            Completion.Exited.class, exited -> assertThat(exited.status()).isNotZero());
    assertThat(Files.size(folder.resolve("at"))).isEqualTo(BYTES);
    assertThat(Files.size(folder.resolve("past"))).isEqualTo(BYTES);
  }

  @Test
  void shouldHaveAsManyProcessesAsItMayAndStopAtOneMore() {
    Limits limits = limits(Map.of("processes", (long) PROCESSES));
    String script = "i=1; while [ $i -lt %d ]; do sleep %d & i=$((i + 1)); done; wait";

    assertExited(script.formatted(PROCESSES, 2), limits);
    assertOver(
        script.formatted(PROCESSES + 1, 100), limits, "had more than 8 processes and threads");
  }

  @Test
  void shouldStopWhenItUsesMoreMemoryThanItMay() {
    Limits limits = limits(Map.of("memory", MEMORY));
    String script = "perl -e '$bytes = shift; $held = chr(7) x $bytes; sleep shift' %d %d";

    assertExited(script.formatted(MEMORY - OWN_MEMORY, 2), limits);
    assertOver(script.formatted(MEMORY, 100), limits, "used more than 128 MiB of memory");
  }

  @Test
  void shouldStopWhenItWritesMoreThanItMay() throws IOException {
    Limits limits = limits(Map.of("disk", 16L * BYTES));
    Path written = folder.resolve("f");

    assertExited("sleep 2; head -c %d /dev/zero > f; sleep 3".formatted(15 * BYTES), limits);
    Files.delete(written);
    assertOver(
        "while :; do head -c %d /dev/zero >> f; sleep 0.1; done".formatted(BYTES),
        limits,
        "wrote more than 1 MiB to disk");
    assertThat(Files.size(written)).isGreaterThan(16L * BYTES);
  }

  private void assertExited(String script, Limits limits) {
    assertThat(run(script, limits))
        .as(script)
        .isInstanceOfSatisfying(
            Completion.Exited.class, exited -> assertThat(exited.status()).isZero());
  }

  private void assertOver(String script, Limits limits, String what) {
    assertThat(run(script, limits))
        .as(script)
        .isInstanceOfSatisfying(
            Completion.OverLimit.class, over -> assertThat(over.what()).isEqualTo(what));
  }

  private static Limits limits(Map<String, Long> own) {
    return new Limits(
        own.getOrDefault("memory", Limits.UNLIMITED),
        own.getOrDefault("processes", Limits.UNLIMITED),
        own.getOrDefault("file", Limits.UNLIMITED),
        own.getOrDefault("disk", Limits.UNLIMITED),
        Limits.UNLIMITED_TIME,
        own.getOrDefault("output", Limits.UNLIMITED));
  }

  private Completion run(String script, Limits limits) {
    Command command =
        new Command(
            List.of("sh", "-c", script),
            folder,
            Map.of("PATH", System.getenv("PATH"), "LANG", "C"),
            folder,
            LONG,
            8192,
            new Confinement(
                List.of(folder), List.of(), List.of(), List.of(folder), Network.ALL, limits));
    return commands.run(command, new Cancellation(), OutputSink.IGNORED);
  }
}
