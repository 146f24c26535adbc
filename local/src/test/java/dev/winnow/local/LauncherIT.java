package dev.winnow.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged launcher, as a person runs it. */
class LauncherIT {
  private static final Path LAUNCHER = Path.of("..", "winnow").toAbsolutePath().normalize();

  @TempDir private Path folder;
  private String good;

  private record Ran(int exit, String out, String err) {}

  /** Maven has just built: the launcher need not, and while Maven runs it must not. */
  @BeforeAll
  static void rememberTheBuild() throws IOException {
    Files.writeString(Path.of("target", "built"), "");
  }

  @BeforeEach
  void prepare() throws Exception {
    Path repository = folder.resolve("repository");
    good = SmallContest.spec("good", repository, SmallContest.repository(repository), "0");
  }

  @Test
  void shouldListItsCommandsWhenAskedForHelp() throws Exception {
    Ran ran = run("--help");

    assertThat(ran.exit()).isZero();
    for (String command :
        List.of("demo", "local", "lint", "submit", "watch", "board", "verdict", "fetch")) {
      assertThat(ran.out()).contains(command);
    }
  }

  @Test
  void shouldPrintItsVersionWhenAskedForIt() throws Exception {
    for (String[] asked : new String[][] {{"--version"}, {"check", "-V"}, {"local", "-V"}}) {
      Ran ran = run(asked);

      assertThat(ran.exit()).isZero();
      assertThat(ran.out()).matches("winnow \\d+\\.\\d+\\.\\d+.*\\R");
    }
  }

  @Test
  void shouldPassTheSpecWhenItsEvaluatorPassesOnTheBase() throws Exception {
    Files.writeString(folder.resolve("task.yaml"), good);

    Ran ran = run("lint", "task.yaml");

    assertThat(ran.exit()).as(ran.err()).isZero();
  }

  /** Specs with one thing wrong each: what is replaced, by what, and the field that is named. */
  @Test
  void shouldNameFieldAndMendAndExitWith2WhenASpecIsBad() throws Exception {
    String[][] faults = {
      {"id: good", "id: Not Good", "id"},
      {"kind: Task", "kind: Tusk", "kind"},
      {"value: \"10\"}}", "value: \"10\"}, attempts: 0}", "variants[0].attempts"},
      {"name: two", "name: one", "variants[1].name"},
      {"timeout: 60s", "timeout: soon", "agent.timeout"},
      {"maxCost: 0.05", "maxCost: 0", "agent.maxCost"},
      {"{{parameters.value}}", "{{parameters.valu}}", "agent.command"},
      {", metrics: {from: stdout}", "", "evaluator.rungs"},
      {"metric: speed", "metric: spede", "objectives[0].metric"},
      {"base: ", "base: no-such-branch-", "repository.base"},
      {"-ge 0'", "-ge 5'", "evaluator.rungs[0]"},
    };
    for (String[] fault : faults) {
      String bad = good.replace(fault[0], fault[1]);
      assertThat(bad).as(fault[0]).isNotEqualTo(good);
      Files.writeString(folder.resolve("bad.yaml"), bad);

      // Nobody listens there: a spec that got as far as Kafka would end with 1, and late.
      Ran ran = run("submit", "bad.yaml", "--bootstrap-servers=127.0.0.1:9");

      assertThat(ran.exit()).as(fault[1] + "\n" + ran.err()).isEqualTo(2);
      assertThat(ran.err()).as(fault[1]).contains(fault[2]).contains("mend:");
      assertThat(ran.err()).doesNotContain("\tat ");
    }
  }

  private Ran run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Ran(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
