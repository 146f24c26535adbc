package dev.winnow.worker.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Configures a share group, before its first member joins; the settings are the broker's own. */
final class ShareGroupSetup {
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(10);

  private final ShareGroup settings;

  ShareGroupSetup(ShareGroup settings) {
    this.settings = settings;
  }

  void apply() {
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, settings.group());
    Map<String, String> wanted =
        Map.of(
            // Orders that were issued before the first worker came must not be passed over.
            "share.auto.offset.reset", "earliest",
            // Orders are written in transactions; an aborted one must not be worked on.
            "share.isolation.level", "read_committed",
            "share.renew.acknowledge.enable", "true",
            "share.record.lock.duration.ms", Long.toString(settings.lock().toMillis()),
            "share.delivery.count.limit", Integer.toString(settings.deliveryLimit()));
    try (Admin admin = Admin.create(Map.<String, Object>copyOf(settings.client()))) {
      List<AlterConfigOp> changes = new ArrayList<>();
      wanted.forEach(
          (key, value) ->
              changes.add(
                  new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
      admin.incrementalAlterConfigs(Map.of(group, changes)).all().get();
      awaitVisible(admin, group, wanted);
    } catch (ExecutionException e) {
      throw new QueueException(
          "The share group "
              + settings.group()
              + " could not be configured: "
              + e.getCause().getMessage()
              + ". It needs brokers of Kafka 4.2 or newer with share.version=1, and a worker.lock.ms"
              + " within the broker's limits.",
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueueException("Interrupted while configuring " + settings.group(), e);
    }
  }

  /** A member that joined before brokers know the reset policy would begin at the topic's end. */
  private static void awaitVisible(Admin admin, ConfigResource group, Map<String, String> wanted)
      throws ExecutionException, InterruptedException {
    Instant deadline = Instant.now().plus(VISIBLE_WITHIN);
    while (Instant.now().isBefore(deadline)) {
      Config config = admin.describeConfigs(Set.of(group)).all().get().get(group);
      boolean visible =
          wanted.entrySet().stream()
              .allMatch(
                  entry -> {
                    ConfigEntry seen = config.get(entry.getKey());
                    return seen != null && entry.getValue().equalsIgnoreCase(seen.value());
                  });
      if (visible) {
        return;
      }
      Thread.sleep(50);
    }
  }
}
