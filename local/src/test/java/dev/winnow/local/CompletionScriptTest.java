package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script is run by a real bash. */
class CompletionScriptTest {

  @TempDir private Path folder;

  @Test
  void shouldCompleteCommandsButNoHiddenOnes() throws Exception {
    assertThat(completed("http://127.0.0.1:1", "wa")).containsExactly("watch");
    assertThat(completed("http://127.0.0.1:1", "mut")).isEmpty();
  }

  @Test
  void shouldCompleteFormatsOfAReport() throws Exception {
    assertThat(completed("http://127.0.0.1:1", "report", "some", "--format", ""))
        .containsExactly("html", "md", "svg");
  }

  @Test
  void shouldCompleteTasksThatTheServerKnows() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/tasks",
        exchange -> {
          byte[] body =
              "{\"tasks\":[{\"taskId\":\"cache-1\",\"status\":\"RUNNING\"},{\"taskId\":\"cache-2\"}]}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();

      assertThat(completed(url, "watch", "ca")).containsExactly("cache-1", "cache-2");
      assertThat(completed(url, "tasks", "ca")).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  private List<String> completed(String server, String... words) throws IOException {
    Path script = folder.resolve("completion.sh");
    Files.writeString(script, CompletionScript.of(WinnowMain.commandLine()));
    String line =
        "source \"$1\"; shift; COMP_WORDS=(winnow \"$@\"); COMP_CWORD=$#; _complete_winnow 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"";
    List<String> command = new ArrayList<>(List.of("bash", "-c", line, "bash", script.toString()));
    command.addAll(List.of(words));
    ProcessBuilder bash = new ProcessBuilder(command);
    bash.environment().put("WINNOW_SERVER", server);
    Process process = bash.start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return printed.isEmpty() ? List.of() : printed.lines().toList();
  }
}
