package dev.winnow.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportLoopTest {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(15), 3);

  private final FakeTime time = new FakeTime();
  private final Topics topics = new Topics(new InMemoryRegistry());
  private final Topic<String, PullRequestReport> topic = topics.pullRequestReports();
  private final TopicPartition partition = new TopicPartition(topic.name(), 0);
  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<String, byte[]> letters =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final ReporterMetrics metrics = new ReporterMetrics();
  private int posts;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldKeepAReportHoweverLongNobodyIsToBlame(boolean isOutage) throws Exception {
    publish(0);

    run(
        40,
        (report, position) -> {
          throw isOutage
              ? GitHubUnavailableException.failed("GitHub answered 502", Optional.empty())
              : GitHubUnavailableException.notLetIn("GitHub refused with 401", null);
        });

    assertThat(posts).isGreaterThan(BACKOFF.tries());
    assertThat(metrics.scrape())
        .contains(
            "winnow_reporter_failures_total{reason=\"%s\"} %d.0"
                .formatted(isOutage ? "outage" : "login", posts))
        .contains("winnow_reporter_waiting 1.0");
    assertThat(letters.history()).isEmpty();
    assertThat(committed()).isZero();
  }

  @Test
  void shouldGiveUpAfterItsTriesWhenGitHubIsAskedTooOften() throws Exception {
    publish(0);

    run(
        10,
        (report, position) -> {
          throw GitHubUnavailableException.limited("GitHub answered 429", time.instant());
        });

    assertThat(posts).isEqualTo(BACKOFF.tries());
    assertThat(letters.history()).hasSize(1);
    assertThat(committed()).isEqualTo(1);
    assertThat(metrics.scrape())
        .contains("winnow_reporter_given_up_total 1.0", "winnow_reporter_waiting 0.0");
  }

  private long committed() {
    return consumer.committed(Set.of(partition)).get(partition).offset();
  }

  private void publish(int offset) {
    byte[] bytes =
        topic.value().serializer().serialize(topic.name(), Reports.withFindings(1).build());
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(partition));
          consumer.updateBeginningOffsets(Map.of(partition, 0L));
          consumer.addRecord(new ConsumerRecord<>(topic.name(), 0, offset, "acme/shop#5", bytes));
        });
  }

  /** Goes round so often; an hour passes each time. */
  private void run(int turns, ReportPoster poster) throws Exception {
    ReportLoop loop =
        new ReportLoop(
            consumer,
            topic,
            (report, position) -> {
              posts++;
              return poster.post(report, position);
            },
            new ReportDeadLetters(letters, topics, "reporter", time),
            BACKOFF,
            time,
            metrics);
    int[] left = {turns};
    loop.run(
        () -> {
          time.take(Duration.ofHours(1));
          return left[0]-- > 0;
        });
  }
}
