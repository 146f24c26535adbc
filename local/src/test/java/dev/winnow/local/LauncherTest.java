package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher builds, and what it does when it cannot; Maven and Java are scripts. */
class LauncherTest {
  private static final String JAR = "local/target/local-0.1.0-SNAPSHOT.jar";

  @TempDir private Path home;

  private record Ran(int exit, String output) {}

  @BeforeEach
  void prepare() throws IOException {
    Files.copy(Path.of("..", "winnow"), home.resolve("winnow"));
    for (String module : List.of("schemas", "local")) {
      Files.createDirectories(home.resolve(module).resolve("src/main"));
      write(module + "/pom.xml", "");
    }
    write("pom.xml", "");
    // As Maven does: a jar that would be the same is left as it is.
    program("mvn", "echo built; [ -e " + JAR + " ] || : >" + JAR);
    program("java", "echo \"ran with $LC_ALL\"");
  }

  @Test
  void shouldBuildOnceWhenAChangeLeavesTheJarAsItWas() throws Exception {
    assertThat(run("lint").output()).contains("built");
    write("schemas/src/main/Topics.java", "// a comment");
    age("local/target/built", 10);
    age(JAR, 10);

    assertThat(run("lint").output()).contains("built");
    assertThat(run("lint").output()).doesNotContain("built").contains("ran");
  }

  @Test
  void shouldNotBuildWhenMavenHasJustDone() throws Exception {
    age("pom.xml", 10);
    for (String module : List.of("schemas", "local")) {
      age(module + "/pom.xml", 10);
      age(module + "/src/main", 10);
    }
    Files.createDirectories(home.resolve("local/target"));
    write(JAR, "");

    assertThat(run("lint").output()).doesNotContain("built").contains("ran");
  }

  @Test
  void shouldBuildAgainWhenTheBuildFailed() throws Exception {
    program("mvn", "exit 1");

    assertThat(run("lint").exit()).isEqualTo(1);
    assertThat(run("lint").output()).contains("the build failed").doesNotContain("ran");
  }

  /** 1 means that something was found. */
  @Test
  void shouldExitWith2WhenACheckCannotBeBuilt() throws Exception {
    program("mvn", "exit 1");

    Ran ran = run("check");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.output()).contains("the build failed");
  }

  @Test
  void shouldUseUtf8WhenTheLocaleHasNone() throws Exception {
    assertThat(run("check").output()).contains("ran with C.UTF-8");
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(home.resolve(file), content);
  }

  private void age(String file, int seconds) throws IOException {
    Files.setLastModifiedTime(
        home.resolve(file), FileTime.from(Instant.now().minusSeconds(seconds)));
  }

  private void program(String name, String script) throws IOException {
    Path program = home.resolve("bin").resolve(name);
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ran run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("winnow").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "LC_ALL", "LC_CTYPE", "LANG"));
    builder
        .environment()
        .putAll(Map.of("PATH", home.resolve("bin") + ":" + System.getenv("PATH"), "LANG", "C"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    return new Ran(process.waitFor(), output);
  }
}
