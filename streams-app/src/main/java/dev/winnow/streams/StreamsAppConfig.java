package dev.winnow.streams;

import dev.winnow.streams.access.AccessConfig;
import dev.winnow.streams.checks.ChecksConfig;
import dev.winnow.streams.contest.ContestConfig;
import dev.winnow.streams.memory.StoreMemory;
import dev.winnow.streams.patch.PatchConfig;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Settings of the application.
 *
 * @param bootstrapServers Kafka brokers, host:port with commas
 * @param applicationId consumer group, transactional ids and internal topics are named after it
 * @param stateFolder where stores are kept between starts
 * @param storeMemoryBytes what all stores together may take of memory outside of the heap, from 16
 *     MiB
 * @param threads stream threads, from 1
 * @param commitIntervalMs how often a transaction is committed, in milliseconds, from 1
 * @param httpHost interface that HTTP listens on
 * @param httpPort port of HTTP; 0 for any free one
 * @param access who may ask over HTTP
 * @param applicationServer where other instances reach the HTTP of this one; empty if they need not
 * @param contest settings of the contest
 * @param checks settings of the checks of pull requests
 * @param patches settings of what shows patches
 * @param registry what is for the schema registry: keys that start with {@code schema.registry.}
 *     and {@code basic.auth.}
 * @param kafka what is for Kafka clients: keys that start with {@code kafka.}, without that prefix
 */
public record StreamsAppConfig(
    String bootstrapServers,
    String applicationId,
    Path stateFolder,
    long storeMemoryBytes,
    int threads,
    long commitIntervalMs,
    String httpHost,
    int httpPort,
    AccessConfig access,
    Optional<HostInfo> applicationServer,
    ContestConfig contest,
    ChecksConfig checks,
    PatchConfig patches,
    Map<String, String> registry,
    Map<String, String> kafka) {
  private static final long MIB = 1_048_576;

  public StreamsAppConfig {
    atLeast("state.memory.mib", storeMemoryBytes / MIB, 16);
    atLeast("streams.threads", threads, 1);
    atLeast("streams.commit.interval.ms", commitIntervalMs, 1);
    atLeast("http.port", httpPort, 0);
    registry = Map.copyOf(registry);
    kafka = Map.copyOf(kafka);
  }

  /** Without what is for Kafka and the registry, which can hold secrets. */
  @Override
  public String toString() {
    return "StreamsAppConfig[%s, %s, %s, %s:%d]"
        .formatted(bootstrapServers, applicationId, stateFolder, httpHost, httpPort);
  }

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming the key, if there is no such setting, or its value is
   *     missing or cannot be used
   */
  public static StreamsAppConfig of(Map<String, String> config) {
    StreamsAppKeys.requireKnown(config);
    return new StreamsAppConfig(
        required(config, "bootstrap.servers"),
        config.getOrDefault("application.id", "winnow"),
        Path.of(config.getOrDefault("state.folder", "winnow-state")),
        number(config, "state.memory.mib", StoreMemory.DEFAULT_MIB) * MIB,
        number(config, "streams.threads", 1),
        number(config, "streams.commit.interval.ms", 100),
        config.getOrDefault("http.host", "127.0.0.1"),
        number(config, "http.port", 8080),
        AccessConfig.of(config, config.getOrDefault("http.host", "127.0.0.1")),
        applicationServer(config),
        new ContestConfig(
            number(config, "contest.leaderboard.size", 100),
            number(config, "contest.retry.limit", 2),
            Duration.ofDays(number(config, "contest.finished.keep.days", 0))),
        new ChecksConfig(
            number(config, "checks.retry.limit", 2),
            Duration.ofMillis(number(config, "checks.timeout.ms", 60_000)),
            Duration.ofMillis(number(config, "checks.lost.after.ms", 900_000)),
            money(config, "checks.price.per.hour", "0.10"),
            money(config, "checks.budget", "1.00"),
            money(config, "checks.index.budget", "1.00"),
            Duration.ofHours(number(config, "checks.scan.every.hours", 24)),
            Duration.ofMillis(number(config, "checks.scan.timeout.ms", 240_000)),
            names(config.getOrDefault("checks.owners", "")),
            Duration.ofDays(number(config, "checks.closed.keep.days", 30))),
        patches(config),
        registry(config),
        kafka(config));
  }

  private static PatchConfig patches(Map<String, String> config) {
    return new PatchConfig(
        isOn(config, "http.patches", true),
        names(config.getOrDefault("http.patches.protocols", "file,https")),
        Path.of(config.getOrDefault("state.folder", "winnow-state")).resolve("patches"),
        number(config, "http.patches.cache.mib", 256) * MIB);
  }

  private static boolean isOn(Map<String, String> config, String key, boolean otherwise) {
    String value = config.getOrDefault(key, otherwise ? "on" : "off").strip();
    if (!value.equals("on") && !value.equals("off")) {
      throw new IllegalArgumentException(key + " must be on or off, not '" + value + "'");
    }
    return value.equals("on");
  }

  private static Optional<HostInfo> applicationServer(Map<String, String> config) {
    String key = "application.server";
    Optional<String> given = Optional.ofNullable(config.get(key)).map(String::strip);
    try {
      return given.map(HostInfo::buildFromEndpoint);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(
          key + " must be host:port, as other instances reach it, not '" + given.get() + "'", e);
    }
  }

  private static Map<String, String> registry(Map<String, String> config) {
    required(config, "schema.registry.url");
    Map<String, String> registry = new TreeMap<>(config);
    registry
        .keySet()
        .removeIf(key -> !key.startsWith("schema.registry.") && !key.startsWith("basic.auth."));
    return registry;
  }

  /** What is for Kafka clients, without its prefix. */
  static Map<String, String> kafka(Map<String, String> config) {
    Map<String, String> kafka = new TreeMap<>();
    config.forEach(
        (key, value) -> {
          if (key.startsWith("kafka.")) {
            kafka.put(key.substring("kafka.".length()), value);
          }
        });
    return kafka;
  }

  static String required(Map<String, String> config, String key) {
    String value = config.get(key);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(key + " is not set");
    }
    return value;
  }

  private static int number(Map<String, String> config, String key, int otherwise) {
    String value = config.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " must be a whole number, not '" + value + "'", e);
    }
  }

  private static Set<String> names(String commas) {
    return Arrays.stream(commas.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  private static BigDecimal money(Map<String, String> config, String key, String otherwise) {
    String value = config.getOrDefault(key, otherwise);
    try {
      return new BigDecimal(value.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " must be a number, not '" + value + "'", e);
    }
  }

  private static void atLeast(String key, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(key + " must be at least " + least + ", not " + value);
    }
  }
}
