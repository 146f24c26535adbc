package dev.winnow.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String PATH = System.getenv("PATH");

  private final Commands commands = new Commands();
  @TempDir Path folder;

  @Test
  void shouldTellExitStatusAndOutput() {
    Completion completion = run("echo out; echo err >&2; exit 3", LONG);

    assertThat(completion)
        .isInstanceOfSatisfying(
            Completion.Exited.class,
            exited -> {
              assertThat(exited.status()).isEqualTo(3);
              assertThat(exited.logTail()).contains("out").contains("err");
            });
  }

  @Test
  void shouldNotBlameTheProgramWhenItIsNotInstalled() {
    Command command =
        new Command(
            List.of("no-such-program", "--x"),
            folder,
            Map.of("PATH", PATH),
            folder,
            LONG,
            1_000,
            Confinement.NONE);

    assertThat(commands.run(command, new Cancellation(), OutputSink.IGNORED))
        .isEqualTo(new Completion.NotStarted("there is no program no-such-program"));
  }

  @Test
  void shouldShowBothStreamsToWhoeverWatchesTheRun() {
    Map<Cancellation, ByteArrayOutputStream> watched = new ConcurrentHashMap<>();
    Commands seen =
        new Commands(
            Isolation.NONE,
            each -> {
              ByteArrayOutputStream output =
                  watched.computeIfAbsent(each, x -> new ByteArrayOutputStream());
              return (buffer, length) -> output.write(buffer, 0, length);
            });
    Cancellation cancellation = new Cancellation();

    seen.run(command("echo out; echo err >&2", LONG), cancellation, OutputSink.IGNORED);

    assertThat(watched.get(cancellation).toString(StandardCharsets.UTF_8))
        .contains("out\n")
        .contains("err\n");
  }

  @Test
  void shouldHandOverStandardOutputOnly() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();

    commands.run(
        command("echo out; echo err >&2", LONG),
        new Cancellation(),
        (buffer, length) -> output.write(buffer, 0, length));

    assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("out\n");
  }

  @Test
  void shouldInheritNothingOfTheEnvironment() {
    Completion completion = run("env | grep -v -e ^PWD= -e ^SHLVL= -e ^_=", LONG);

    assertThat(completion.logTail().lines())
        .containsExactlyInAnyOrder("PATH=" + PATH, "WINNOW_SANDBOX=" + folder);
  }

  @Test
  void shouldGiveNoInput() {
    assertThat(run("cat; echo end", LONG).logTail()).isEqualTo("end\n");
  }

  @Test
  void shouldKillAtTheTimeout() {
    Completion completion = run("echo begun; sleep 60", Duration.ofMillis(300));

    assertThat(completion).isInstanceOf(Completion.TimedOut.class);
    assertThat(completion.logTail()).isEqualTo("begun\n");
    assertThat(completion.duration()).isLessThan(Duration.ofSeconds(5));
    assertThat(new SandboxProcesses(folder).find()).isEmpty();
  }

  @Test
  void shouldKillWhenCancelled() throws IOException {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<Completion> run =
        CompletableFuture.supplyAsync(
            () ->
                commands.run(
                    command("echo > begun; sleep 60", LONG), cancellation, OutputSink.IGNORED));
    await().until(() -> Files.exists(folder.resolve("begun")));

    cancellation.cancel("no longer wanted");

    assertThat(run.join())
        .isInstanceOfSatisfying(
            Completion.Cancelled.class,
            cancelled -> assertThat(cancelled.reason()).isEqualTo("no longer wanted"));
  }

  @Test
  void shouldKillChildrenThatOutliveTheCommand() {
    run("sleep 61 & sleep 62 & exit 0", LONG);

    assertThat(new SandboxProcesses(folder).find()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldKillDaemonsThatLeftTheProcessGroup() {
    Completion completion = run("setsid sleep 63 > /dev/null 2>&1 & sleep 0.2", LONG);

    assertThat(completion).isInstanceOf(Completion.Exited.class);
    assertThat(new SandboxProcesses(folder).find()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldKillDaemonsThatHideTheirMarkButWorkInTheSandbox() {
    run("env -i setsid /bin/sleep 64 > /dev/null 2>&1 & sleep 0.2", LONG);

    assertThat(new SandboxProcesses(folder).find()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldNotWaitForAGrandchildThatHoldsThePipe() {
    Completion completion = run("cd / && env -i setsid /bin/sleep 4 & sleep 0.2; echo end", LONG);

    assertThat(completion.logTail()).isEqualTo("end\n");
    assertThat(completion.duration()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void shouldKeepTheEndOfLongOutput() {
    Completion completion =
        run("i=0; while [ $i -lt 5000 ]; do echo line $i; i=$((i+1)); done", LONG);

    assertThat(completion.logTail()).endsWith("line 4999\n").contains("bytes of output");
    assertThat(completion.logTail().length()).isLessThan(9000);
  }

  @Test
  void shouldSayWhenACommandCannotBeStarted() {
    Command command =
        new Command(
            List.of("sh"),
            folder.resolve("absent"),
            Map.of(),
            folder,
            LONG,
            1000,
            Confinement.NONE);

    assertThat(commands.run(command, new Cancellation(), OutputSink.IGNORED))
        .isInstanceOf(Completion.NotStarted.class);
  }

  private Completion run(String script, Duration timeout) {
    return commands.run(command(script, timeout), new Cancellation(), OutputSink.IGNORED);
  }

  private Command command(String script, Duration timeout) {
    return new Command(
        List.of("sh", "-c", script),
        folder,
        Map.of("PATH", PATH),
        folder,
        timeout,
        8192,
        Confinement.NONE);
  }
}
