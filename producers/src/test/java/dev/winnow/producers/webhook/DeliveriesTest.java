package dev.winnow.producers.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveriesTest {
  @Test
  void shouldForgetTheLeastLatelyUsedWhenThereAreTooMany() {
    Deliveries deliveries = new Deliveries(2);
    deliveries.take("a");
    deliveries.take("b");
    deliveries.isTaken("a");

    deliveries.take("c");

    assertThat(deliveries.isTaken("a")).isTrue();
    assertThat(deliveries.isTaken("b")).isFalse();
    assertThat(deliveries.isTaken("c")).isTrue();
  }

  @Test
  void shouldCountUnderOneNameWhenThereAreTooManyEvents() {
    DeliveryCounts counts = new DeliveryCounts();

    for (int i = 0; i < 1_000; i++) {
      counts.add("event_" + i, Outcome.COUNTED);
    }

    assertThat(counts.json().path("events").size()).isEqualTo(201);
    assertThat(counts.json().path("events").path("others").path("counted").asInt()).isEqualTo(800);
  }
}
