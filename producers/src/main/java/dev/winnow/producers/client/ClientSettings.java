package dev.winnow.producers.client;

import dev.winnow.schemas.registry.RegistryConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** What a connection says to the clients of Kafka and of the registry. */
public final class ClientSettings {

  private static final String REGISTRY = "schema.registry.";
  private static final String WINNOW = "winnow.";

  private ClientSettings() {}

  /**
   * Settings of a Kafka client: all of the connection's that are for neither the registry nor
   * Winnow itself.
   */
  public static Map<String, Object> kafka(Connection connection) {
    Map<String, Object> config = new HashMap<>();
    connection
        .others()
        .forEach(
            (key, value) -> {
              if (!key.startsWith(REGISTRY) && !key.startsWith(WINNOW)) {
                config.put(key, value);
              }
            });
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, connection.bootstrapServers());
    return config;
  }

  /**
   * Settings of the registry's client.
   *
   * @param timeoutMs how long one request may take, in milliseconds; the connection's own goes
   *     first
   * @param retries how often it is made again; likewise
   * @throws IllegalArgumentException if one of them is wrong; the message names the key
   */
  public static RegistryConfig registry(Connection connection, int timeoutMs, int retries) {
    Map<String, String> config = new HashMap<>();
    config.put(RegistryConfig.TIMEOUT_MS, Integer.toString(timeoutMs));
    config.put(RegistryConfig.RETRIES, Integer.toString(retries));
    connection
        .others()
        .forEach(
            (key, value) -> {
              if (key.startsWith(REGISTRY)) {
                config.put(key, value);
              }
            });
    config.put(RegistryConfig.URL, connection.registry());
    return RegistryConfig.of(config);
  }
}
