package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Cleanup;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.schemas.registry.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private static final Topic<String, String> RESULTS =
      new Topic<>("results", Serdes.String(), Serdes.String(), Cleanup.DELETE);

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
  private final Publisher publisher =
      new Publisher(producer, new Topics(new InMemoryRegistry()), "w1", Clock.systemUTC());

  @AfterEach
  void leave() {
    publisher.leave(Duration.ZERO);
  }

  @Test
  void shouldKeepTheResultOfAPaidRunUntilItIsWritten() {
    CompletableFuture<Void> writing = paid();

    Awaitility.await().until(() -> producer.errorNext(new TimeoutException("nobody is there")));
    Awaitility.await().until(producer::completeNext);

    assertThat(writing).succeedsWithin(Duration.ofSeconds(10));
    assertThat(producer.history()).hasSize(2);
  }

  @Test
  void shouldKeepItAlsoWhileTheRegistryThatIsAskedForItsSchemaIsAway() {
    AtomicInteger asked = new AtomicInteger();
    Serializer<String> serializer =
        (topic, text) -> {
          if (asked.getAndIncrement() == 0) {
            throw new RegistryUnavailableException("nobody is there", null);
          }
          return text.getBytes(StandardCharsets.UTF_8);
        };
    Topic<String, String> results =
        new Topic<>(
            "results",
            Serdes.String(),
            Serdes.serdeFrom(serializer, new StringDeserializer()),
            Cleanup.DELETE);

    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(() -> publisher.paidResult(results, "task", "result"));

    Awaitility.await().until(producer::completeNext);
    assertThat(writing).succeedsWithin(Duration.ofSeconds(10));
    assertThat(asked).hasValue(2);
  }

  @Test
  void shouldGiveItUpWhenTheWorkerLeaves() {
    publisher.leave(Duration.ZERO);
    CompletableFuture<Void> writing = paid();

    Awaitility.await().until(() -> producer.errorNext(new TimeoutException("nobody is there")));

    assertThatThrownBy(writing::join)
        .isInstanceOf(CompletionException.class)
        .hasRootCauseInstanceOf(TimeoutException.class);
    assertThat(producer.history()).hasSize(1);
  }

  @Test
  void shouldGoOnTryingWhileRunsAreStillGivenTime() {
    publisher.leave(Duration.ofMinutes(1));
    CompletableFuture<Void> writing = paid();

    Awaitility.await().until(() -> producer.errorNext(new TimeoutException("nobody is there")));
    Awaitility.await().until(producer::completeNext);

    assertThat(writing).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void shouldGiveItUpWhenNoBrokerWillEverTakeIt() {
    CompletableFuture<Void> writing = paid();

    Awaitility.await().until(() -> producer.errorNext(new RecordTooLargeException("too large")));

    assertThatThrownBy(writing::join).hasRootCauseInstanceOf(RecordTooLargeException.class);
    assertThat(producer.history()).hasSize(1);
  }

  private CompletableFuture<Void> paid() {
    return CompletableFuture.runAsync(() -> publisher.paidResult(RESULTS, "task", "result"));
  }
}
