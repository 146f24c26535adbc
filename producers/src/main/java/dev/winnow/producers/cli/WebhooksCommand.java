package dev.winnow.producers.cli;

import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.text.Plain;
import dev.winnow.producers.webhook.WebhookConfig;
import dev.winnow.producers.webhook.WebhookServer;
import dev.winnow.schemas.clock.ClockWatch;
import dev.winnow.schemas.registry.RegistryConfig;
import io.javalin.util.JavalinBindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code winnow webhooks}. Secrets come from the environment or a file: what is typed as an option,
 * every user of the machine can see.
 */
@Command(
    name = "webhooks",
    description = {
      "Receive GitHub's webhooks until stopped.",
      "Secrets: a file with one a line, or WINNOW_WEBHOOK_SECRETS with commas between them."
    })
final class WebhooksCommand extends WinnowCommand {

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Interface to listen on; else WINNOW_WEBHOOK_HOST, else 127.0.0.1.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port; 0 for any free one; else WINNOW_WEBHOOK_PORT, else 8082.")
  private String port;

  @Option(
      names = "--secrets-file",
      paramLabel = "FILE",
      description = "File with a secret a line; else WINNOW_WEBHOOK_SECRETS_FILE.")
  private Path secretsFile;

  @Override
  int run() {
    BlockingQueue<Duration> putBack = new ArrayBlockingQueue<>(1);
    try (WebhookServer server = new WebhookServer(config());
        ClockWatch ignored = ClockWatch.start(putBack::add)) {
      server.start();
      // Ctrl-C and SIGTERM end the JVM without ending this method.
      Thread shutdown = new Thread(server::close, "shutdown");
      Runtime.getRuntime().addShutdownHook(shutdown);
      tell(server.uri() + WebhookServer.PATH);
      Optional<Duration> clock = awaitStop(putBack);
      Runtime.getRuntime().removeShutdownHook(shutdown);
      if (clock.isPresent()) {
        throw new ClientException(ClockWatch.told(clock.get()), "start it again", false);
      }
      return DONE;
    } catch (JavalinBindException taken) {
      throw failure(taken, "give a free port with --port, and an interface of this machine");
    } catch (IllegalArgumentException wrong) {
      throw failure(wrong, "see `winnow webhooks --help` for what it needs");
    } catch (KafkaException wrong) {
      throw failure(wrong, "give brokers as host:port, separated by commas");
    }
  }

  private void tell(String url) {
    if (isJson()) {
      printJson(JSON.createObjectNode().put("url", url));
    } else {
      print(
          List.of(
              "Receiving webhooks at " + url,
              "",
              "Enter at GitHub, in the settings of a repository, an organization or an App:",
              "  Payload URL   this address, as GitHub can reach it: by HTTPS, through a proxy",
              "  Content type  application/json",
              "  Secret        one of this receiver's",
              "  Events        Pull requests, Pushes (others are counted)",
              "",
              "Stop with Ctrl-C. WINNOW_LOG=INFO shows what it does."));
    }
    out().flush();
  }

  /** Waits until it is to stop; by how much the clock was put back, if it is because of that. */
  private static Optional<Duration> awaitStop(BlockingQueue<Duration> putBack) {
    try {
      return Optional.of(putBack.take());
    } catch (InterruptedException stopped) {
      // This asks to stop, and that is what follows. Passed on, it would cut the closing short.
      return Optional.empty();
    }
  }

  private WebhookConfig config() {
    Connection connection = connection();
    Map<String, String> config = new HashMap<>();
    connection.others().forEach((key, value) -> config.put(settingOf(key), value));
    config.putAll(WebhookConfig.fromEnvironment(System.getenv()));
    config.put(Connection.BOOTSTRAP_SERVERS, connection.bootstrapServers());
    config.put(RegistryConfig.URL, connection.registry());
    if (host != null) {
      config.put("webhook.host", host);
    }
    if (port != null) {
      config.put("webhook.port", port);
    }
    if (secretsFile != null) {
      config.remove("webhook.secrets");
      config.put("webhook.secrets.file", secretsFile.toString());
    }
    return WebhookConfig.of(config);
  }

  /**
   * A key of the connection's file as the receiver has it: what is for Kafka has no prefix there.
   */
  private static String settingOf(String key) {
    boolean isForKafka =
        List.of("schema.registry.", "webhook.", "winnow.").stream().noneMatch(key::startsWith);
    return isForKafka ? "kafka." + key : key;
  }

  private static ClientException failure(RuntimeException cause, String mend) {
    ClientException failure = new ClientException(Plain.text(cause.getMessage()), mend, false);
    failure.initCause(cause);
    return failure;
  }
}
