package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class WebhooksCommandTest {
  private static final String NOBODY = "127.0.0.1:1";
  private static final Duration START = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final AtomicInteger exitCode = new AtomicInteger(-1);
  private Thread running;

  @AfterEach
  void stop() throws InterruptedException {
    if (running != null) {
      running.interrupt();
      running.join();
    }
  }

  @Test
  void shouldReceiveUntilItIsStopped() throws Exception {
    start("--port", "0");
    Awaitility.await().atMost(START).until(() -> out.toString().contains("Stop with Ctrl-C"));

    String address = out.toString().lines().findFirst().orElseThrow().replaceFirst("^\\D* at ", "");
    assertThat(URI.create(address)).hasPath("/webhooks/github");
    assertThat(status(address)).isEqualTo(401);
    assertThat(out.toString())
        .contains("Payload URL", "application/json", "Pull requests, Pushes")
        .doesNotContain("s3cret");

    running.interrupt();
    running.join();
    assertThat(exitCode).hasValue(0);
  }

  @Test
  void shouldPrintTheUrlAsJsonWhenAsked() {
    start("--port", "0", "--json");

    Awaitility.await()
        .atMost(START)
        .untilAsserted(() -> assertThat(out.toString()).contains("\"url\" : \"http://127.0.0.1:"));
  }

  @Test
  void shouldNameTheSettingWhenThereIsNoSecret() {
    Cli cli = Cli.run("webhooks", "--bootstrap-servers", NOBODY, "--port", "0");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("webhook.secrets", "mend:");
  }

  @Test
  void shouldNameTheFileWhenItIsMissing() {
    Cli cli =
        Cli.run("webhooks", "--port", "0", "--secrets-file", folder.resolve("none").toString());

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("webhook.secrets.file", "none");
  }

  @Test
  void shouldSayWhatToDoWhenThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      Cli cli = Cli.run("webhooks", "--port", port, "--secrets-file", secrets().toString());

      assertThat(cli.exitCode()).isEqualTo(1);
      assertThat(cli.err()).contains("--port");
    }
  }

  private void start(String... options) {
    CommandLine command = new CommandLine(new WebhooksCommand());
    command.setOut(new PrintWriter(out));
    String[] given = new String[options.length + 4];
    System.arraycopy(options, 0, given, 4, options.length);
    given[0] = "--bootstrap-servers";
    given[1] = NOBODY;
    given[2] = "--secrets-file";
    given[3] = secrets().toString();
    running = new Thread(() -> exitCode.set(command.execute(given)), "webhooks");
    running.start();
  }

  private Path secrets() {
    try {
      return Files.writeString(folder.resolve("secrets"), "s3cret\n");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int status(String address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}
