package dev.winnow.producers.client;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where the cluster is. Each address is looked for in this order: what was given, the environment,
 * {@code .winnow/connection.properties} in the folder or one above it, the local default.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port} separated by commas
 * @param registry base URLs of the schema registry, separated by commas
 * @param server base URL of the streams application's HTTP API
 * @param others all other keys of the properties file, such as {@code security.protocol}: they go
 *     to the Kafka and registry clients
 * @param token what the HTTP API is shown, where it asks
 */
public record Connection(
    String bootstrapServers,
    String registry,
    URI server,
    Map<String, String> others,
    Optional<Token> token) {

  /** Key of the properties file for Kafka's brokers. */
  public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  /** Key of the properties file for the schema registry. */
  public static final String REGISTRY = "schema.registry.url";

  /** Key of the properties file for the HTTP API. */
  public static final String SERVER = "winnow.server";

  private static final Path FILE = Path.of(".winnow", "connection.properties");
  private static final Map<String, String> VARIABLES =
      Map.of(
          BOOTSTRAP_SERVERS, "WINNOW_BOOTSTRAP_SERVERS",
          REGISTRY, "WINNOW_SCHEMA_REGISTRY_URL",
          SERVER, "WINNOW_SERVER");
  private static final Map<String, String> DEFAULTS =
      Map.of(
          BOOTSTRAP_SERVERS, "localhost:9092",
          REGISTRY, "http://localhost:8081",
          SERVER, "http://localhost:8080");

  public Connection {
    others = Map.copyOf(others);
  }

  /** A cluster whose HTTP API asks for no token. */
  public Connection(
      String bootstrapServers, String registry, URI server, Map<String, String> others) {
    this(bootstrapServers, registry, server, others, Optional.empty());
  }

  /**
   * Finds the cluster.
   *
   * @param given addresses that were given, by key of the properties file
   * @param environment environment variables
   * @param folder where to start looking for the properties file
   * @throws ClientException if an address is no address, a token is none, or a file cannot be read
   */
  public static Connection find(
      Map<String, String> given, Map<String, String> environment, Path folder) {
    Map<String, String> file = read(folder);
    Map<String, String> found = new TreeMap<>(file);
    DEFAULTS.forEach(
        (key, fallback) ->
            found.put(
                key,
                present(given.get(key))
                    .or(() -> present(environment.get(VARIABLES.get(key))))
                    .or(() -> present(file.get(key)))
                    .orElse(fallback)));
    Optional<Token> token =
        Token.find(given.get(Token.FILE), environment, found.remove(Token.FILE));
    return new Connection(
        found.remove(BOOTSTRAP_SERVERS),
        found.remove(REGISTRY),
        server(found.remove(SERVER)),
        found,
        token);
  }

  /** Without the other keys, which can hold secrets. */
  @Override
  public String toString() {
    return "Connection[%s, %s, %s]".formatted(bootstrapServers, registry, server);
  }

  private static Optional<String> present(String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static URI server(String text) {
    try {
      URI uri = new URI(text.replaceAll("/+$", ""));
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException bad) {
      // Told below, with the other texts that are no address.
    }
    throw new ClientException(
        "the server's address '" + text + "' is not an address",
        "give it as http://host:port, by --server or " + VARIABLES.get(SERVER),
        false);
  }

  private static Map<String, String> read(Path folder) {
    Path above = folder.toAbsolutePath().normalize();
    while (above != null && !Files.isRegularFile(above.resolve(FILE))) {
      above = above.getParent();
    }
    if (above == null) {
      return Map.of();
    }
    Path file = above.resolve(FILE);
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException bad) {
      throw new ClientException(
          file + " cannot be read", "correct it, or give the addresses as options", false);
    }
    Map<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }
}
