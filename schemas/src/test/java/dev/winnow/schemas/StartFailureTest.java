package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class StartFailureTest {
  @Test
  void shouldNameTheSettingThatKafkaCannotUse() {
    KafkaException failure =
        assertThrows(
            KafkaException.class,
            () ->
                new KafkaProducer<>(
                    Map.of("bootstrap.servers", "broker"),
                    new StringSerializer(),
                    new StringSerializer()));

    assertThat(StartFailure.text(failure))
        .isEqualTo("Failed to construct kafka producer: Invalid url in bootstrap.servers: broker");
  }

  @Test
  void shouldSayTheMessageOnceWhenTheCauseHasItToo() {
    IllegalStateException cause = new IllegalStateException("no folder");

    assertThat(StartFailure.text(new IllegalStateException(cause)))
        .isEqualTo("java.lang.IllegalStateException: no folder");
    assertThat(StartFailure.text(cause)).isEqualTo("no folder");
  }

  @Test
  void shouldNameTheKindOfAFailureWithoutAMessage() {
    assertThat(StartFailure.text(new IllegalStateException())).isEqualTo("IllegalStateException");
  }
}
