package dev.winnow.producers.cli;

import dev.winnow.producers.client.Connection;
import dev.winnow.producers.client.Token;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that say where the cluster is. */
public final class ConnectionOptions {

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Winnow's server; else WINNOW_SERVER, else .winnow/connection.properties.")
  private String server;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Kafka's brokers; else WINNOW_BOOTSTRAP_SERVERS, else the same file.")
  private String bootstrapServers;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "The schema registry; else WINNOW_SCHEMA_REGISTRY_URL, else the same file.")
  private String registry;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with the server's token; else WINNOW_TOKEN, else WINNOW_TOKEN_FILE. A token is"
              + " never an argument.")
  private String tokenFile;

  /** The cluster these options, the environment and the current folder lead to. */
  public Connection connection() {
    Map<String, String> given = new HashMap<>();
    given.put(Connection.SERVER, server);
    given.put(Connection.BOOTSTRAP_SERVERS, bootstrapServers);
    given.put(Connection.REGISTRY, registry);
    given.put(Token.FILE, tokenFile);
    return Connection.find(given, System.getenv(), Path.of(""));
  }
}
