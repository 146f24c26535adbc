package dev.winnow.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.report.PendingReports.Pending;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PendingReportsTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final TopicPartition FIRST = new TopicPartition("reports", 0);
  private static final TopicPartition SECOND = new TopicPartition("reports", 1);

  private final PendingReports pending = new PendingReports();

  @Test
  void shouldKeepTheNewestOfEachPullRequest() {
    add(0, 10, "a", "old");
    add(0, 11, "b", "b");
    add(0, 12, "a", "new");

    assertThat(take()).isEqualTo("new");
    assertThat(take()).isEqualTo("b");
    assertThat(pending.size()).isZero();
  }

  @Test
  void shouldForgetAReportWhenItsRecordIsDeleted() {
    add(0, 10, "a", "old");
    add(0, 11, "a", null);

    assertThat(pending.due(NOW)).isEmpty();
    assertThat(pending.toCommit()).isEqualTo(offsets(FIRST, 12));
  }

  @Test
  void shouldNotLetOneThatWaitsHoldUpOthers() {
    add(0, 10, "a", "a");
    add(0, 11, "b", "b");

    pending.later(pending.due(NOW).orElseThrow(), 1, 1, NOW.plusSeconds(9));

    assertThat(take()).isEqualTo("b");
    assertThat(pending.due(NOW)).isEmpty();
    assertThat(pending.nextDue()).contains(NOW.plusSeconds(9));
    assertThat(pending.due(NOW.plusSeconds(9)).map(Pending::attempts)).contains(1);
  }

  @Test
  void shouldBeFullOfThoseThatAreDueAndNotOfThoseThatWait() {
    for (int i = 0; i < PendingReports.MOST_DUE; i++) {
      add(0, i, "a" + i, "a");
    }
    assertThat(pending.isFull(NOW)).isTrue();

    while (pending.due(NOW).isPresent()) {
      pending.later(pending.due(NOW).get(), 1, 1, NOW.plusSeconds(9));
    }

    assertThat(pending.isFull(NOW)).isFalse();
    assertThat(pending.isFull(NOW.plusSeconds(9))).isTrue();
  }

  @Test
  void shouldBeFullWhenMuchIsKept() {
    for (int i = 0; i < 64; i++) {
      assertThat(pending.isFull(NOW)).isFalse();
      pending.add(new ConsumerRecord<>("reports", 0, i, "a" + i, new byte[1 << 20]), NOW);
    }

    assertThat(pending.isFull(NOW)).isTrue();
  }

  @Test
  void shouldNeverCommitPastWhatIsPending() {
    add(0, 10, "a", "a");
    add(0, 11, "b", "b");
    add(1, 5, "c", "c");
    Pending a = pending.due(NOW).orElseThrow();
    pending.later(a, 1, 1, NOW.plusSeconds(9));
    take();
    take();

    Map<TopicPartition, OffsetAndMetadata> before = pending.toCommit();
    pending.committed(before);
    assertThat(before)
        .containsOnly(
            Map.entry(FIRST, new OffsetAndMetadata(10)),
            Map.entry(SECOND, new OffsetAndMetadata(6)));
    assertThat(pending.toCommit()).isEmpty();
    pending.done(a);
    assertThat(pending.toCommit()).isEqualTo(offsets(FIRST, 12));
  }

  @Test
  void shouldDropWhatIsNoLongerOurs() {
    add(0, 10, "a", "a");
    add(1, 5, "c", "c");

    pending.drop(List.of(FIRST));

    assertThat(take()).isEqualTo("c");
    assertThat(pending.toCommit()).isEqualTo(offsets(SECOND, 6));
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(TopicPartition in, long offset) {
    return Map.of(in, new OffsetAndMetadata(offset));
  }

  private void add(int partition, long offset, String key, String value) {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    pending.add(new ConsumerRecord<>("reports", partition, offset, key, bytes), NOW);
  }

  private String take() {
    Pending next = pending.due(NOW).orElseThrow();
    pending.done(next);
    return new String(next.record().value(), StandardCharsets.UTF_8);
  }
}
