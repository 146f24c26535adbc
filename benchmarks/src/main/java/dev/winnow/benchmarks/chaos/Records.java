package dev.winnow.benchmarks.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts records on topics that should not be there, and remembers which. */
final class Records implements AutoCloseable {
  private static final int MOST_REPEATED = 60;
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, Object> client;
  private final String results;
  private final Poison poison;
  private final List<Planted> planted = new ArrayList<>();
  private int repeated;

  /**
   * A record that nobody can use.
   *
   * @param offset where it is, in partition 0 of its topic
   * @param what what is wrong with it
   * @param fate what has to become of it
   */
  record Planted(String topic, long offset, String what, Poison.Fate fate) {}

  Records(String bootstrapServers, String results, Poison poison) {
    this.results = results;
    this.poison = poison;
    client = Cluster.patient(bootstrapServers);
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Publishes one of each kind of poison; returns how many. */
  synchronized int poison(long seed) throws InterruptedException {
    List<Poison.Dose> doses = new ArrayList<>(poison.doses(new Random(seed)));
    Collections.shuffle(doses, new Random(seed));
    for (Poison.Dose dose : doses) {
      RecordMetadata at = send(new ProducerRecord<>(dose.topic(), 0, dose.key(), dose.value()));
      planted.add(new Planted(dose.topic(), at.offset(), dose.what(), dose.fate()));
    }
    return doses.size();
  }

  /**
   * Publishes some of the results that have come once or twice more, in any order. Those that
   * cannot be read are left out.
   *
   * @param shift how far their time stamps are off; empty for those that they had
   * @return how many
   */
  synchronized int repeat(long seed, Optional<Duration> shift) throws InterruptedException {
    Random random = new Random(seed);
    List<ConsumerRecord<byte[], byte[]>> come = come();
    Collections.shuffle(come, random);
    List<ConsumerRecord<byte[], byte[]>> again =
        new ArrayList<>(come.subList(0, Math.min(MOST_REPEATED, come.size())));
    again.addAll(again.subList(0, again.size() / 2));
    Collections.shuffle(again, random);
    for (ConsumerRecord<byte[], byte[]> result : again) {
      long time =
          shift.map(off -> System.currentTimeMillis() + off.toMillis()).orElse(result.timestamp());
      send(new ProducerRecord<>(results, result.partition(), time, result.key(), result.value()));
    }
    repeated += again.size();
    return again.size();
  }

  private List<ConsumerRecord<byte[], byte[]>> come() {
    List<ConsumerRecord<byte[], byte[]>> come = new ArrayList<>();
    TopicPartition partition = new TopicPartition(results, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (planted.stream()
              .noneMatch(
                  each ->
                      each.topic().equals(record.topic()) && each.offset() == record.offset())) {
            come.add(record);
          }
        }
      }
    }
    return come;
  }

  private RecordMetadata send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
    try {
      return producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing could be written to " + record.topic(), e);
    }
  }

  /** All records that nobody can use. */
  synchronized List<Planted> planted() {
    return List.copyOf(planted);
  }

  /** How many results were published again. */
  synchronized int repeated() {
    return repeated;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
