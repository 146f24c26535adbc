package dev.winnow.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker is killed while producers commit transactions. */
class KilledBrokerIT {
  private static final String TOPIC = "written";
  private static final Pattern ADDRESS = Pattern.compile("serves at (\\S+)");

  /** So many that it is all but sure that one is between its decision and its marker. */
  private static final int PRODUCERS = 24;

  private final List<Process> brokers = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  @TempDir private Path folder;

  @AfterEach
  void stop() throws InterruptedException {
    threads.shutdownNow();
    for (Process broker : brokers) {
      broker.destroyForcibly().waitFor();
    }
  }

  @Test
  void shouldEndEveryTransactionWhenItWasKilledInTheMiddleOfThem() throws Exception {
    String address = start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(TOPIC, PRODUCERS, (short) 1),
                  new NewTopic("others", 200, (short) 1)))
          .all()
          .get();
    }
    AtomicInteger committed = new AtomicInteger();
    for (int i = 0; i < PRODUCERS; i++) {
      int partition = i;
      threads.execute(() -> commitUntilKilled(address, partition, committed));
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> committed.get() >= 10 * PRODUCERS);

    brokers.get(0).destroyForcibly().waitFor();
    String again = start();

    for (int i = 0; i < PRODUCERS; i++) {
      try (KafkaProducer<String, String> producer = producer(again, i)) {
        producer.initTransactions();
      }
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", again))) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(openTransactions(admin)).isEmpty());
    }
  }

  private static void commitUntilKilled(String address, int partition, AtomicInteger committed) {
    try (KafkaProducer<String, String> producer = producer(address, partition)) {
      producer.initTransactions();
      while (!Thread.currentThread().isInterrupted()) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, partition, "key", "value"));
        producer.commitTransaction();
        committed.incrementAndGet();
      }
    } catch (KafkaException e) {
      // The broker is gone.
      return;
    }
  }

  private static KafkaProducer<String, String> producer(String address, int number) {
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG, "producer-" + number,
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  private static List<ProducerState> openTransactions(Admin admin) throws Exception {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int i = 0; i < PRODUCERS; i++) {
      partitions.add(new TopicPartition(TOPIC, i));
    }
    return admin.describeProducers(partitions).all().get().values().stream()
        .flatMap(each -> each.activeProducers().stream())
        .filter(each -> each.currentTransactionStartOffset().isPresent())
        .toList();
  }

  /** Starts the broker and returns where it is. */
  private String start() throws IOException {
    Path output = folder.resolve("output-" + brokers.size() + ".txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                folder.resolve("broker").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    brokers.add(process);
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> address(output), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<String> address(Path output) throws IOException {
    Matcher matcher = ADDRESS.matcher(Files.readString(output));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
