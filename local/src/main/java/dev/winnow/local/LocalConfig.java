package dev.winnow.local;

import dev.winnow.producers.webhook.WebhookConfig;
import dev.winnow.worker.WorkerConfig;
import dev.winnow.worker.report.ReporterConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Settings of the local stack.
 *
 * @param folder where all its data is
 * @param partitions partitions of each topic, from 1
 * @param httpPort port of the HTTP API; 0 for any free one
 * @param slots how many attempts, and how many evaluations, run at once, from 1
 * @param settings settings of the worker ({@code worker.}), of the webhook receiver ({@code
 *     webhook.}) and of the reporter ({@code reporter.}); the latter two run if they have their
 *     secrets
 * @param environment the variables of which {@code worker.agent.environment} names those that
 *     agents can be given
 */
public record LocalConfig(
    Path folder,
    int partitions,
    int httpPort,
    int slots,
    Map<String, String> settings,
    Map<String, String> environment) {
  /**
   * Partitions where nobody says otherwise. A share group gives records of one partition to all its
   * members, and with few members a second partition would only wait for them (decision 0003).
   */
  public static final int PARTITIONS = 1;

  private static final List<String> PARTS = List.of("worker.", "webhook.", "reporter.");

  /** With the defaults of the worker, and without webhooks and reporter. */
  public LocalConfig(Path folder, int partitions, int httpPort, int slots) {
    this(folder, partitions, httpPort, slots, Map.of());
  }

  /** With the environment of this process. */
  public LocalConfig(
      Path folder, int partitions, int httpPort, int slots, Map<String, String> settings) {
    this(folder, partitions, httpPort, slots, settings, System.getenv());
  }

  public LocalConfig {
    settings = Map.copyOf(settings);
    environment = Map.copyOf(environment);
    if (partitions < 1) {
      throw new LocalException("--partitions is " + partitions, "give at least 1");
    }
    if (slots < 1) {
      throw new LocalException("--slots is " + slots, "give at least 1");
    }
    folder = folder.toAbsolutePath().normalize();
    // Before anything is started; where the stack will be does not matter for what can be wrong.
    worker(folder, slots, settings, Map.of());
    if (receivesWebhooks(settings)) {
      webhooks(settings, Map.of());
    }
    if (postsReports(settings)) {
      reporter(settings, Map.of());
    }
  }

  /** Settings of worker, webhook receiver and reporter that the environment gives. */
  public static Map<String, String> settings(Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>(WebhookConfig.fromEnvironment(environment));
    settings.putAll(ReporterConfig.fromEnvironment(environment));
    settings.putAll(WorkerConfig.fromEnvironment(environment));
    settings.keySet().removeIf(key -> PARTS.stream().noneMatch(key::startsWith));
    return settings;
  }

  /**
   * Settings of the worker. Its folder, its name and its slots are the stack's to say.
   *
   * @param stack where the stack is
   */
  WorkerConfig worker(Map<String, String> stack) {
    return worker(folder, slots, settings, stack);
  }

  private static WorkerConfig worker(
      Path folder, int slots, Map<String, String> settings, Map<String, String> stack) {
    Map<String, String> worker = new HashMap<>();
    // The specs are those of the user that runs the stack.
    worker.put("worker.isolation.readable", "/");
    worker.putAll(merged("worker.", settings, stack));
    worker.put("worker.name", "local");
    worker.put("worker.folder", folder.resolve("worker").toString());
    worker.put("worker.attempt.slots", Integer.toString(slots));
    worker.put("worker.evaluation.slots", Integer.toString(slots));
    return right(() -> WorkerConfig.of(worker));
  }

  /**
   * Settings of the webhook receiver; empty if it does not run: only one that knows a secret can.
   *
   * @param stack where the stack is
   */
  Optional<WebhookConfig> webhooks(Map<String, String> stack) {
    return receivesWebhooks(settings) ? Optional.of(webhooks(settings, stack)) : Optional.empty();
  }

  /**
   * Settings of the reporter; empty if reports are not posted.
   *
   * @param stack where the stack is
   */
  Optional<ReporterConfig> reporter(Map<String, String> stack) {
    return postsReports(settings) ? Optional.of(reporter(settings, stack)) : Optional.empty();
  }

  private static boolean receivesWebhooks(Map<String, String> settings) {
    return settings.containsKey("webhook.secrets") || settings.containsKey("webhook.secrets.file");
  }

  private static boolean postsReports(Map<String, String> settings) {
    return settings.containsKey("reporter.github.token")
        || settings.containsKey("reporter.github.app.id");
  }

  private static WebhookConfig webhooks(Map<String, String> settings, Map<String, String> stack) {
    return right(() -> WebhookConfig.of(merged("webhook.", settings, stack)));
  }

  private static ReporterConfig reporter(Map<String, String> settings, Map<String, String> stack) {
    return right(() -> ReporterConfig.of(merged("reporter.", settings, stack)));
  }

  private static Map<String, String> merged(
      String prefix, Map<String, String> settings, Map<String, String> stack) {
    Map<String, String> all = new HashMap<>(settings);
    all.keySet().removeIf(key -> !key.startsWith(prefix));
    all.putAll(stack);
    return all;
  }

  /**
   * What is made from settings of webhook receiver or reporter.
   *
   * @throws LocalException if a setting is wrong
   */
  public static <T> T right(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new LocalException(
          e.getMessage(),
          "set the variable, WINNOW_ and the key in capitals with dots as underscores; see"
              + " docs/operations.md");
    }
  }

  /** Half the cores, for attempts and evaluations run beside each other. */
  public static int defaultSlots() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }
}
