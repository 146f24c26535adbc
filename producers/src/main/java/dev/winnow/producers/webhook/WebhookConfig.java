package dev.winnow.producers.webhook;

import dev.winnow.schemas.Settings;
import dev.winnow.schemas.registry.RegistryConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Configuration of the webhook receiver. Secrets are given in one of two ways, not in both.
 *
 * @param kafka settings of the Kafka client: {@code bootstrap.servers}, and every key that begins
 *     with {@code kafka.}, without that. Those that bound how long a write takes, and that it is
 *     safe, are the receiver's own
 * @param registry the schema registry: every key that begins with {@code schema.registry.}
 * @param host {@code webhook.host}: interface to listen on
 * @param port {@code webhook.port}: port to listen on; 0 for any free one
 * @param secrets {@code webhook.secrets}: the secrets that GitHub signs with, separated by commas;
 *     more than one while one takes the place of another
 * @param secretsFile {@code webhook.secrets.file}: file with a secret a line; it is read when the
 *     receiver is made
 */
public record WebhookConfig(
    Map<String, String> kafka,
    RegistryConfig registry,
    String host,
    int port,
    List<String> secrets,
    Optional<Path> secretsFile) {
  static final Map<String, String> DEFAULTS =
      Map.of(
          "bootstrap.servers", "localhost:9092",
          "schema.registry.url", "http://localhost:8081",
          "webhook.host", "127.0.0.1",
          "webhook.port", "8082");

  private static final String SECRETS = "webhook.secrets";
  private static final String SECRETS_FILE = "webhook.secrets.file";
  private static final Set<String> WITHOUT_DEFAULT = Set.of(SECRETS, SECRETS_FILE);
  private static final String WEBHOOK = "webhook.";
  private static final String KAFKA = "kafka.";
  private static final int LAST_PORT = 65_535;

  public WebhookConfig {
    kafka = Map.copyOf(kafka);
    secrets = List.copyOf(secrets);
    require(!host.isBlank(), "webhook.host", "is empty; it has to be an interface to listen on");
    require(
        port >= 0 && port <= LAST_PORT,
        "webhook.port",
        "is '" + port + "'; it has to be between 0 and " + LAST_PORT);
    require(
        !secrets.isEmpty() || secretsFile.isPresent(),
        SECRETS,
        "is not set; give at least one secret, or a file of them as " + SECRETS_FILE);
    require(
        secrets.isEmpty() || secretsFile.isEmpty(),
        SECRETS_FILE,
        "is set together with " + SECRETS + "; give one of them");
    // Anyone can sign with an empty secret.
    require(
        secrets.stream().noneMatch(String::isBlank),
        SECRETS,
        "has an empty part between its commas");
  }

  /**
   * Reads a configuration.
   *
   * @param config keys as named above; what is missing has its default, if it has one
   * @throws IllegalArgumentException if a key is unknown or a value is wrong; the message names the
   *     key, and never a secret
   */
  public static WebhookConfig of(Map<String, String> config) {
    Map<String, String> all = new TreeMap<>(DEFAULTS);
    all.putAll(config);
    Map<String, String> kafka = new HashMap<>();
    for (Map.Entry<String, String> entry : all.entrySet()) {
      String key = entry.getKey();
      if (key.startsWith(KAFKA)) {
        kafka.put(key.substring(KAFKA.length()), entry.getValue());
      } else {
        require(!key.startsWith(WEBHOOK) || isKnown(key), key, "is not a setting of the receiver");
      }
    }
    String brokers = all.get("bootstrap.servers");
    require(!brokers.isBlank(), "bootstrap.servers", "is empty; give brokers as host:port");
    kafka.put("bootstrap.servers", brokers);
    return new WebhookConfig(
        kafka,
        RegistryConfig.of(all),
        all.get("webhook.host").strip(),
        port(all.get("webhook.port")),
        Optional.ofNullable(all.get(SECRETS)).map(WebhookConfig::list).orElse(List.of()),
        Optional.ofNullable(all.get(SECRETS_FILE))
            .filter(file -> !file.isBlank())
            .map(file -> Path.of(file.strip()).toAbsolutePath().normalize()));
  }

  /**
   * Reads the settings that environment variables give: {@code WINNOW_WEBHOOK_SECRETS} for {@code
   * webhook.secrets}, and so on for every key of the receiver, and for {@code WINNOW_KAFKA_} and
   * {@code WINNOW_SCHEMA_REGISTRY_}.
   */
  public static Map<String, String> fromEnvironment(Map<String, String> environment) {
    return Settings.ofEnvironment(environment, List.of(WEBHOOK), WebhookConfig::isKnown);
  }

  /** Without secrets; Kafka's settings can hold some too. */
  @Override
  public String toString() {
    return "WebhookConfig[%s, %s, %s:%d, %d secrets, %s]"
        .formatted(
            kafka.get("bootstrap.servers"),
            registry,
            host,
            port,
            secrets.size(),
            secretsFile.map(Path::toString).orElse("no file"));
  }

  private static boolean isKnown(String key) {
    return DEFAULTS.containsKey(key) || WITHOUT_DEFAULT.contains(key);
  }

  private static List<String> list(String secrets) {
    return secrets.isBlank()
        ? List.of()
        : Arrays.stream(secrets.split(",", -1)).map(String::strip).toList();
  }

  private static int port(String value) {
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "webhook.port is '" + value + "'; it has to be a whole number", e);
    }
  }

  private static void require(boolean isRight, String key, String problem) {
    if (!isRight) {
      throw new IllegalArgumentException(key + " " + problem);
    }
  }
}
