package dev.winnow.worker;

import static dev.winnow.schemas.SettingRules.integer;
import static dev.winnow.schemas.SettingRules.require;
import static dev.winnow.schemas.SettingRules.requireName;
import static dev.winnow.schemas.SettingRules.requireRange;

import dev.winnow.schemas.Settings;
import dev.winnow.schemas.registry.RegistryConfig;
import dev.winnow.worker.environment.HostLane;
import dev.winnow.worker.isolation.IsolationConfig;
import dev.winnow.worker.sandbox.FileSharing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Configuration of a worker process.
 *
 * @param kafka settings of all Kafka clients: {@code bootstrap.servers}, and every key that begins
 *     with {@code kafka.}, without that
 * @param registry the schema registry: every key that begins with {@code schema.registry.}
 * @param name {@code worker.name}: who results are from; letters, digits, dots, dashes, underscores
 * @param folder {@code worker.folder}: where mirrors and sandboxes are kept
 * @param group {@code worker.group}: prefix of the groups; workers of one group share the work
 * @param queue {@code worker.queue}: {@code share} or {@code consumer}, the kind of group
 * @param attemptSlots {@code worker.attempt.slots}: attempts at once
 * @param evaluationSlots {@code worker.evaluation.slots}: evaluations at once; 1 keeps measurements
 *     out of each other's way
 * @param checkSlots {@code worker.check.slots}: checks of pull requests at once
 * @param slotsPerMember {@code worker.slots.per.member}: how many slots share a group member
 * @param lock {@code worker.lock.ms}: how long an order stays with a worker that has gone silent
 * @param deliveryLimit {@code worker.delivery.limit}: deliveries before an order is given up
 * @param closeGrace {@code worker.close.grace.ms}: how long running work may go on at shutdown
 * @param agentEnvironment {@code worker.agent.environment}: names of the worker's own environment
 *     variables that agents can be given as {@code {{env.NAME}}}, separated by commas
 * @param isolation {@code worker.isolation} and {@code worker.limits}: how commands are kept apart
 * @param sandboxFiles {@code worker.sandbox.files}: how sandboxes come to the files of a base
 * @param exclusiveLock {@code worker.exclusive.lock}: the file by which exclusive samples of one
 *     host wait for each other; the same for all of its workers
 * @param baseKept {@code worker.base.ttl.ms}: how long what sandboxes of a base share is kept after
 *     the last of them
 * @param httpHost {@code worker.http.host}: interface of the worker's HTTP
 * @param httpPort {@code worker.http.port}: its port; 0 for any free one, -1 for none
 * @param prices {@code worker.prices}: a file with what models' tokens cost, before the table that
 *     comes with Winnow; empty for that table alone
 */
public record WorkerConfig(
    Map<String, String> kafka,
    RegistryConfig registry,
    String name,
    Path folder,
    String group,
    QueueBackend queue,
    int attemptSlots,
    int evaluationSlots,
    int checkSlots,
    int slotsPerMember,
    Duration lock,
    int deliveryLimit,
    Duration closeGrace,
    List<String> agentEnvironment,
    IsolationConfig isolation,
    FileSharing sandboxFiles,
    Path exclusiveLock,
    Duration baseKept,
    String httpHost,
    int httpPort,
    Optional<Path> prices) {
  static final Map<String, String> DEFAULTS =
      defaults(
          Map.entry("bootstrap.servers", "localhost:9092"),
          Map.entry("schema.registry.url", "http://localhost:8081"),
          Map.entry("worker.name", "worker"),
          Map.entry("worker.folder", ".winnow/worker"),
          Map.entry("worker.group", "winnow"),
          Map.entry("worker.queue", "share"),
          Map.entry("worker.attempt.slots", "2"),
          Map.entry("worker.evaluation.slots", "1"),
          Map.entry("worker.check.slots", "2"),
          Map.entry("worker.slots.per.member", "1"),
          Map.entry("worker.lock.ms", "30000"),
          Map.entry("worker.delivery.limit", "3"),
          Map.entry("worker.close.grace.ms", "10000"),
          Map.entry("worker.agent.environment", ""),
          Map.entry("worker.sandbox.files", "auto"),
          Map.entry("worker.exclusive.lock", ""),
          Map.entry("worker.base.ttl.ms", "86400000"),
          Map.entry("worker.http.host", "127.0.0.1"),
          Map.entry("worker.http.port", "-1"),
          Map.entry("worker.prices", ""));

  private static final String KAFKA = "kafka.";
  private static final int MOST_SLOTS = 1000;

  public WorkerConfig {
    kafka = Map.copyOf(kafka);
    agentEnvironment = List.copyOf(agentEnvironment);
    requireName("worker.name", name);
    requireName("worker.group", group);
    requireRange("worker.attempt.slots", attemptSlots, 0, MOST_SLOTS);
    requireRange("worker.evaluation.slots", evaluationSlots, 0, MOST_SLOTS);
    requireRange("worker.check.slots", checkSlots, 0, MOST_SLOTS);
    require(
        attemptSlots + evaluationSlots + checkSlots > 0,
        "worker.attempt.slots",
        "0",
        "at least 1 where worker.evaluation.slots and worker.check.slots are 0");
    requireRange("worker.slots.per.member", slotsPerMember, 1, MOST_SLOTS);
    requireRange("worker.lock.ms", lock.toMillis(), 1000, 3_600_000);
    // The broker counts on for two deliveries more, and allows a group 10 at most.
    requireRange("worker.delivery.limit", deliveryLimit, 1, 8);
    requireRange("worker.close.grace.ms", closeGrace.toMillis(), 0, 3_600_000);
    requireRange("worker.base.ttl.ms", baseKept.toMillis(), 0, Integer.MAX_VALUE);
    require(!httpHost.isBlank(), "worker.http.host", httpHost, "a host name or address");
    requireRange("worker.http.port", httpPort, -1, 65_535);
  }

  /** Without what is for Kafka and the registry, which can hold secrets. */
  @Override
  public String toString() {
    return "WorkerConfig[%s, %s, %s]".formatted(name, group, folder);
  }

  /**
   * Reads a configuration.
   *
   * @param config keys as named above; what is missing has its default
   * @throws IllegalArgumentException if a key is unknown or a value is wrong; the message names it
   */
  public static WorkerConfig of(Map<String, String> config) {
    Map<String, String> all = new TreeMap<>(DEFAULTS);
    all.putAll(config);
    Map<String, String> kafka = new HashMap<>();
    for (Map.Entry<String, String> entry : all.entrySet()) {
      String key = entry.getKey();
      if (key.startsWith(KAFKA)) {
        kafka.put(key.substring(KAFKA.length()), entry.getValue());
      } else if (key.startsWith("worker.") && !DEFAULTS.containsKey(key)) {
        throw new IllegalArgumentException(key + " is not a setting of the worker");
      }
    }
    kafka.put("bootstrap.servers", all.get("bootstrap.servers"));
    return new WorkerConfig(
        kafka,
        RegistryConfig.of(all),
        all.get("worker.name"),
        Path.of(all.get("worker.folder")).toAbsolutePath().normalize(),
        all.get("worker.group"),
        QueueBackend.of(all.get("worker.queue")),
        integer(all, "worker.attempt.slots"),
        integer(all, "worker.evaluation.slots"),
        integer(all, "worker.check.slots"),
        integer(all, "worker.slots.per.member"),
        Duration.ofMillis(integer(all, "worker.lock.ms")),
        integer(all, "worker.delivery.limit"),
        Duration.ofMillis(integer(all, "worker.close.grace.ms")),
        names(all.get("worker.agent.environment")),
        IsolationConfig.of(all),
        sharing(all.get("worker.sandbox.files")),
        path(all.get("worker.exclusive.lock")).orElseGet(HostLane::usual),
        Duration.ofMillis(integer(all, "worker.base.ttl.ms")),
        all.get("worker.http.host").strip(),
        integer(all, "worker.http.port"),
        path(all.get("worker.prices")));
  }

  @SafeVarargs
  private static Map<String, String> defaults(Map.Entry<String, String>... own) {
    Map<String, String> all = new HashMap<>(IsolationConfig.DEFAULTS);
    all.putAll(Map.ofEntries(own));
    return Map.copyOf(all);
  }

  /**
   * Reads the settings that environment variables give: {@code WINNOW_WORKER_ATTEMPT_SLOTS} for
   * {@code worker.attempt.slots}, and so on for every key that has a default, and for {@code
   * WINNOW_KAFKA_} and {@code WINNOW_SCHEMA_REGISTRY_}.
   */
  public static Map<String, String> fromEnvironment(Map<String, String> environment) {
    return Settings.ofEnvironment(environment, List.of("worker."), DEFAULTS::containsKey);
  }

  private static FileSharing sharing(String word) {
    Optional<FileSharing> known =
        Stream.of(FileSharing.values()).filter(way -> way.word().equals(word.strip())).findFirst();
    require(
        known.isPresent(),
        "worker.sandbox.files",
        word,
        Stream.of(FileSharing.values()).map(FileSharing::word).collect(Collectors.joining(" or ")));
    return known.orElseThrow();
  }

  private static Optional<Path> path(String value) {
    return value.isBlank()
        ? Optional.empty()
        : Optional.of(Path.of(value.strip()).toAbsolutePath().normalize());
  }

  private static List<String> names(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }
}
