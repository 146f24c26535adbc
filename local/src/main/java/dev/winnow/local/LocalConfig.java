package dev.winnow.local;

import dev.winnow.producers.webhook.WebhookConfig;
import dev.winnow.worker.report.ReporterConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Settings of the local stack.
 *
 * @param folder where all its data is
 * @param partitions partitions of each topic, from 1
 * @param httpPort port of the HTTP API; 0 for any free one
 * @param slots how many attempts, and how many evaluations, run at once, from 1
 * @param pullRequests settings of the webhook receiver ({@code webhook.}) and of the reporter
 *     ({@code reporter.}); each runs if it has its secrets
 */
public record LocalConfig(
    Path folder, int partitions, int httpPort, int slots, Map<String, String> pullRequests) {
  /**
   * Partitions where nobody says otherwise. A share group gives records of one partition to all its
   * members, and with few members a second partition would only wait for them (decision 0003).
   */
  public static final int PARTITIONS = 1;

  /** Without webhooks and reporter. */
  public LocalConfig(Path folder, int partitions, int httpPort, int slots) {
    this(folder, partitions, httpPort, slots, Map.of());
  }

  public LocalConfig {
    pullRequests = Map.copyOf(pullRequests);
    if (partitions < 1) {
      throw new LocalException("--partitions is " + partitions, "give at least 1");
    }
    if (slots < 1) {
      throw new LocalException("--slots is " + slots, "give at least 1");
    }
    folder = folder.toAbsolutePath().normalize();
  }

  /** Settings of webhook receiver and reporter that the environment gives. */
  static Map<String, String> pullRequests(Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>(WebhookConfig.fromEnvironment(environment));
    settings.putAll(ReporterConfig.fromEnvironment(environment));
    settings.keySet().removeIf(key -> !key.startsWith("webhook.") && !key.startsWith("reporter."));
    return settings;
  }

  /** Whether the webhook receiver runs: only one that knows a secret can. */
  boolean receivesWebhooks() {
    return pullRequests.containsKey("webhook.secrets")
        || pullRequests.containsKey("webhook.secrets.file");
  }

  /** Whether reports are posted. */
  boolean postsReports() {
    return pullRequests.containsKey("reporter.github.token")
        || pullRequests.containsKey("reporter.github.app.id");
  }

  /** Half the cores, for attempts and evaluations run beside each other. */
  public static int defaultSlots() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }
}
