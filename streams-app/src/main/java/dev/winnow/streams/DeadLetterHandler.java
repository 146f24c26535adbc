package dev.winnow.streams;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.DeadLetterLimits;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.RegistryClient;
import dev.winnow.schemas.registry.RegistryConfig;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a record that cannot be decoded to the dead letters, in a transaction (KIP-1034), and goes
 * on. Kafka Streams makes it from the configuration.
 *
 * <p>Kafka Streams decodes a record when it becomes the next of its partition, and takes it
 * afterwards; the letter can be committed a transaction earlier than the offset. If the application
 * ends in between there are two letters. There is never none.
 */
public final class DeadLetterHandler implements DeserializationExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

  private Topic<String, DeadLetter> deadLetters;

  @Override
  public void configure(Map<String, ?> configs) {
    Map<String, String> config = new HashMap<>();
    configs.forEach((key, value) -> config.put(key, String.valueOf(value)));
    deadLetters = new Topics(new RegistryClient(RegistryConfig.of(config))).deadLetters();
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
    if (Failures.isTransient(failure)) {
      // The registry is away: the record may be good. The thread is replaced and reads it again.
      return Response.fail();
    }
    LOG.warn(
        "Record cannot be decoded: sent to the dead letters. topic={} partition={} offset={}",
        record.topic(),
        record.partition(),
        record.offset());
    DeadLetter letter =
        DeadLetterLimits.fill(
                DeadLetter.newBuilder(), record.value(), String.valueOf(failure.getMessage()))
            .setTopic(record.topic())
            .setPartition(record.partition())
            .setOffset(record.offset())
            .setSource("streams-app")
            .setAt(Instant.ofEpochMilli(record.timestamp()))
            .build();
    return Response.resume(
        List.of(
            new ProducerRecord<>(
                deadLetters.name(),
                record.key(),
                deadLetters.value().serializer().serialize(deadLetters.name(), letter))));
  }
}
