package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.ClientSettings;
import dev.winnow.producers.client.Connection;
import dev.winnow.producers.text.Plain;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow read TOPIC}. */
@Command(
    name = "read",
    description = {
      "Print the committed records of a topic of Winnow as JSON, one a line.",
      "It belongs to no consumer group and leaves no trace."
    })
final class ReadCommand extends WinnowCommand {

  private static final int PATIENCE_MS = 10_000;
  private static final Duration POLL = Duration.ofMillis(500);

  @Parameters(index = "0", paramLabel = "TOPIC", description = "Such as winnow.leaderboards.")
  private String name;

  @Option(names = "--follow", description = "Go on with what comes, until stopped.")
  private boolean isFollowing;

  @Option(names = "--key", paramLabel = "KEY", description = "Only records of this key.")
  private String key;

  @Override
  int run() {
    Connection connection = connection();
    Topics topics =
        new Topics(new RegistryClient(ClientSettings.registry(connection, PATIENCE_MS / 2, 1)));
    Topic<?, ?> topic =
        topics.all().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(topics));
    Map<String, Object> config = ClientSettings.kafka(connection);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, "winnow-read");
    try (KafkaConsumer<?, ?> consumer =
        new KafkaConsumer<>(config, topic.key().deserializer(), topic.value().deserializer())) {
      read(consumer);
      return DONE;
    } catch (RegistryException failed) {
      throw new ClientException(
          Plain.text(failed.getMessage()), "say where the registry is with --registry", true);
    } catch (KafkaException failed) {
      throw failure(failed, connection);
    }
  }

  private void read(KafkaConsumer<?, ?> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(name).stream()
            .map(partition -> new TopicPartition(name, partition.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new ClientException(
          "there is no topic " + name, "create it with `winnow topics --apply`", false);
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    // A writer that goes on does not keep this from its end.
    while (isFollowing
        || partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
      for (ConsumerRecord<?, ?> record : consumer.poll(POLL)) {
        boolean isAfterEnd =
            record.offset() >= ends.get(new TopicPartition(name, record.partition()));
        if ((isFollowing || !isAfterEnd) && (key == null || key.equals(record.key()))) {
          out().println(line(record));
        }
      }
      out().flush();
      if (out().checkError()) {
        // Whoever read this has gone, as head does.
        return;
      }
    }
  }

  private static ObjectNode line(ConsumerRecord<?, ?> record) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("partition", record.partition())
            .put("offset", record.offset())
            .put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString())
            .put("key", (String) record.key());
    // A record without a value deletes its key.
    return record.value() == null
        ? line.putNull("value")
        : line.set("value", RecordJson.of((SpecificRecord) record.value()));
  }

  private ClientException unknown(Topics topics) {
    return new ClientException(
        Plain.text(name) + " is no topic of Winnow",
        "name one of: " + topics.all().stream().map(Topic::name).collect(Collectors.joining(", ")),
        false);
  }

  private ClientException failure(KafkaException failed, Connection connection) {
    boolean isUnreadable = failed instanceof SerializationException;
    Throwable said = failed.getCause() == null ? failed : failed.getCause();
    ClientException failure =
        new ClientException(
            isUnreadable
                ? "a record of %s cannot be read: %s"
                    .formatted(name, Plain.text("" + said.getMessage()))
                : "Kafka at %s did not answer: %s"
                    .formatted(connection.bootstrapServers(), Plain.text("" + said.getMessage())),
            isUnreadable
                ? "look with `winnow doctor` whether this is the cluster's registry"
                : "say where it is with --bootstrap-servers, or see `winnow doctor`",
            false);
    failure.initCause(failed);
    return failure;
  }
}
