package dev.winnow.streams.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StandbyUpdateListener.SuspendReason;
import org.junit.jupiter.api.Test;

class StandbyAgesTest {
  private static final String STORE = "things-by-key-store";
  private static final TopicPartition CHANGELOG =
      new TopicPartition("winnow-things-by-key-store-changelog", 3);

  private final AtomicLong clock = new AtomicLong(1_000);
  private final StandbyAges ages = new StandbyAges(clock::get);

  @Test
  void shouldKnowNoAgeWhenACopyWasNotSeenAtTheEnd() {
    assertThat(ages.age(STORE, 3)).isEmpty();
    start(0);
    assertThat(ages.age(STORE, 3)).isEmpty();

    look(5, 10);

    assertThat(ages.age(STORE, 3)).isEmpty();
    assertThat(ages.age(STORE, 2)).isEmpty();
    assertThat(ages.age("another-store", 3)).isEmpty();
  }

  @Test
  void shouldGrowOlderWhenTheEndGoesAway() {
    start(0);
    look(10, 10);
    assertAge(0);

    look(10, 20);
    assertAge(1_000);
    clock.addAndGet(500);
    assertAge(1_500);

    look(20, 20);
    assertAge(0);
  }

  @Test
  void shouldBeAsOldAsTheLastEndThatWasReachedWhenTheOwnerIsBusy() {
    start(0);
    look(8, 10);
    look(18, 20);
    assertAge(1_000);
    look(22, 30);
    assertAge(1_000);

    look(31, 40);

    assertAge(1_000);
    assertThat(ages.age(STORE, 3)).isPresent();
  }

  @Test
  void shouldKnowWhereItIsWhenACopyIsFarBehindForLong() {
    start(0);
    for (int end = 100; end < 1_100; end++) {
      look(1, end);
    }
    assertThat(ages.age(STORE, 3)).isEmpty();

    look(150, 1_100);
    assertAge(950_000);

    look(1_100, 1_100);
    assertAge(0);
  }

  @Test
  void shouldPassOverMarkersAndWhatWasAbortedWhenTheyWereFetched() {
    start(7);
    look(7, 9);
    assertThat(ages.age(STORE, 3)).isEmpty();

    ages.fetched(CHANGELOG, OptionalLong.empty(), 9);
    look(7, 9);

    assertAge(0);
  }

  @Test
  void shouldNotCountWhatIsFetchedWhenItIsNotInTheCopyYet() {
    start(7);
    ages.fetched(CHANGELOG, OptionalLong.of(9), 12);
    look(7, 12);
    look(9, 12);
    assertThat(ages.age(STORE, 3)).isEmpty();

    look(10, 12);

    assertAge(0);
  }

  @Test
  void shouldForgetWhenACopyGoesAndComes() {
    start(7);
    look(9, 9);
    ages.stopped(CHANGELOG);
    assertThat(ages.age(STORE, 3)).isEmpty();
    assertThat(ages.isEmpty()).isTrue();
    ages.fetched(CHANGELOG, OptionalLong.empty(), 20);
    look(9, 9);
    assertThat(ages.age(STORE, 3)).isEmpty();

    start(0);
    look(0, 9);

    assertThat(ages.age(STORE, 3)).isEmpty();
  }

  @Test
  void shouldPassOverALookThatBeganBeforeACopyWasThere() {
    long before = ages.now();
    start(0);

    ages.looked(STORE, 3, before, 9, 9);

    assertThat(ages.age(STORE, 3)).isEmpty();
  }

  @Test
  void shouldKnowNoAgeWhenTheThreadThatFillsHasDied() throws Exception {
    Thread filler = new Thread(() -> {});
    filler.start();
    filler.join();
    ages.started(CHANGELOG, STORE, 0, filler);

    look(9, 9);

    assertThat(ages.age(STORE, 3)).isEmpty();
  }

  @Test
  void shouldBeToldByTheConsumerThatFillsStores() {
    Properties streams = new Properties();
    String interceptors =
        StreamsConfig.restoreConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
    streams.put(interceptors, "given.ByHand");
    try (StandbyWatch watch = new StandbyWatch(ages);
        FetchedOffsets fetched = new FetchedOffsets()) {
      watch.configure(streams);
      assertThat(streams.get(interceptors))
          .isEqualTo("given.ByHand," + FetchedOffsets.class.getName());
      fetched.configure(
          Map.of(
              FetchedOffsets.AGES,
              streams.get(StreamsConfig.restoreConsumerPrefix(FetchedOffsets.AGES))));
      watch.onUpdateStart(CHANGELOG, STORE, 4);

      fetched.onConsume(
          records(new ConsumerRecord<>(CHANGELOG.topic(), 3, 5, new byte[0], new byte[0]), 8));
      look(6, 8);
      assertAge(0);

      watch.onUpdateSuspended(CHANGELOG, STORE, 5, 8, SuspendReason.PROMOTED);
      assertThat(ages.age(STORE, 3)).isEmpty();
    }
  }

  @Test
  void shouldTellTheOldestCopyOnceAllHaveCaughtUp() {
    assertThat(ages.oldestSeconds()).isNaN();
    start(0);
    look(10, 10);
    assertThat(ages.oldestSeconds()).isZero();

    ages.started(new TopicPartition(CHANGELOG.topic(), 4), STORE, 0, Thread.currentThread());
    assertThat(ages.oldestSeconds()).isNaN();
    ages.looked(STORE, 4, clock.addAndGet(1_500), 7, 7);

    assertThat(ages.oldestSeconds()).isEqualTo(1.5);
  }

  private static ConsumerRecords<byte[], byte[]> records(
      ConsumerRecord<byte[], byte[]> record, long next) {
    return new ConsumerRecords<>(
        Map.of(CHANGELOG, List.of(record)), Map.of(CHANGELOG, new OffsetAndMetadata(next)));
  }

  private void start(long offset) {
    ages.started(CHANGELOG, STORE, offset, Thread.currentThread());
  }

  /** A second later somebody looks. */
  private void look(long position, long end) {
    ages.looked(STORE, 3, clock.addAndGet(1_000), position, end);
  }

  private void assertAge(long milliseconds) {
    assertThat(ages.age(STORE, 3)).contains(Duration.ofMillis(milliseconds));
  }
}
