package dev.winnow.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The script that workers are started by, whatever this machine lets it do. */
@EnabledOnOs(OS.LINUX)
class WithMountsTest {
  private static final Path SCRIPT = Path.of("with-mounts").toAbsolutePath();
  private static final Path NAMESPACE = Path.of("/proc/self/ns/mnt");

  @Test
  void shouldRunTheCommandAsTheSameUserWithItsStatusAndWords() throws Exception {
    String user = run("", "id", "-u");

    assertThat(run("", SCRIPT.toString(), "sh", "-c", "id -u; echo \"$1\"; exit 7", "x", "a  b"))
        .isEqualTo(user.replace("=0", "") + "a  b\n=7");
  }

  @Test
  void shouldLeaveTheCommandWhereItIsWhenSwitchedOff() throws Exception {
    assertThat(run("off", SCRIPT.toString(), "readlink", NAMESPACE.toString()))
        .isEqualTo(Files.readSymbolicLink(NAMESPACE) + "\n=0");
  }

  /** Output and exit status. */
  private static String run(String overlay, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true);
    builder.environment().put("WINNOW_OVERLAY", overlay);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output + "=" + process.waitFor();
  }
}
