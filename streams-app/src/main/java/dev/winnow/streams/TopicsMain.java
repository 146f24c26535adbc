package dev.winnow.streams;

import dev.winnow.schemas.StartFailure;
import dev.winnow.schemas.TopicAdmin;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Creates all topics and ends; topics that exist are left as they are. Settings as for {@link
 * StreamsAppMain}: bootstrap.servers, partitions (4), replication (3), and kafka.* for the client.
 */
public final class TopicsMain {
  /** Its own settings. */
  static final Set<String> KEYS = Set.of("partitions", "replication");

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private TopicsMain() {}

  /** Exits with 0 when every topic serves, with 1 and a line on standard error when not. */
  public static void main(String[] args) throws InterruptedException {
    System.getProperties()
        .putIfAbsent("logback.configurationFile", "dev/winnow/schemas/log/services-logback.xml");
    try {
      create(StreamsAppMain.config(args, System.getenv()));
    } catch (IOException | IllegalArgumentException | KafkaException e) {
      System.err.println("The topics cannot be created: " + StartFailure.text(e));
      System.exit(1);
    }
  }

  private static void create(Map<String, String> config) throws InterruptedException {
    int partitions = number(config, "partitions", 4);
    short replication = (short) number(config, "replication", 3);
    Map<String, Object> client = client(config);
    // Names and settings only: no schema is registered for that.
    Topics topics = new Topics(new InMemoryRegistry());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Admin admin = Admin.create(client)) {
        new TopicAdmin(admin).create(topics.all(), partitions, replication);
        return;
      } catch (RetriableException e) {
        // The broker is not up yet.
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(PAUSE.toMillis());
      }
    }
  }

  private static Map<String, Object> client(Map<String, String> config) {
    Map<String, Object> client = new HashMap<>(StreamsAppConfig.kafka(config));
    client.put("bootstrap.servers", StreamsAppConfig.required(config, "bootstrap.servers"));
    return client;
  }

  private static int number(Map<String, String> config, String key, int otherwise) {
    String value = config.getOrDefault(key, Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(value.trim());
      if (number >= 1 && number <= Short.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, with what is expected.
    }
    throw new IllegalArgumentException(
        key + " must be a whole number from 1 to " + Short.MAX_VALUE + ", not '" + value + "'");
  }
}
