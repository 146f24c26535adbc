package dev.winnow.worker.report;

import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.registry.RegistryException;
import dev.winnow.schemas.registry.RegistryUnavailableException;
import dev.winnow.worker.report.PendingReports.Pending;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads reports and posts them, one at a time. Between any two it looks for newer ones, so that a
 * pull request's newest is posted and its older ones are not. A report that has to wait is set
 * aside; what is committed never passes it by, so it is read again after a restart.
 */
final class ReportLoop implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(ReportLoop.class);
  private static final Duration IDLE = Duration.ofMillis(500);

  private final Consumer<String, byte[]> consumer;
  private final Topic<String, PullRequestReport> topic;
  private final ReportPoster poster;
  private final ReportDeadLetters deadLetters;
  private final Backoff backoff;
  private final Clock clock;
  private final ReporterMetrics metrics;
  private final PendingReports pending = new PendingReports();

  ReportLoop(
      Consumer<String, byte[]> consumer,
      Topic<String, PullRequestReport> topic,
      ReportPoster poster,
      ReportDeadLetters deadLetters,
      Backoff backoff,
      Clock clock,
      ReporterMetrics metrics) {
    this.consumer = consumer;
    this.topic = topic;
    this.poster = poster;
    this.deadLetters = deadLetters;
    this.backoff = backoff;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Goes on until it is told to stop. */
  void run(BooleanSupplier isRunning) throws InterruptedException {
    consumer.subscribe(List.of(topic.name()), this);
    while (isRunning.getAsBoolean()) {
      turn();
    }
  }

  private void turn() throws InterruptedException {
    if (pending.isFull(clock.instant())) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
    consumer.poll(untilNextDue()).forEach(record -> pending.add(record, clock.instant()));
    Optional<Pending> due = pending.due(clock.instant());
    if (due.isPresent()) {
      attempt(due.get());
    }
    metrics.waiting(pending.size());
    commit();
  }

  private Duration untilNextDue() {
    Duration wait =
        pending.nextDue().map(due -> Duration.between(clock.instant(), due)).orElse(IDLE);
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(IDLE) < 0 ? wait : IDLE;
  }

  private void attempt(Pending next) throws InterruptedException {
    String key = next.record().key();
    try {
      PullRequestReport report =
          topic.value().deserializer().deserialize(topic.name(), next.record().value());
      PostOutcome outcome = poster.post(report, position(next));
      log.info("Report {} at {}: {}", key, report.getHead(), outcome);
      pending.done(next);
      metrics.posted(outcome);
    } catch (GitHubUnavailableException e) {
      metrics.failed(e.kind());
      switch (e.kind()) {
        case OUTAGE, LOGIN -> outlast(next, e.notBefore(), e.getMessage());
        case LIMIT, UNREADABLE -> retry(next, e.notBefore(), e.getMessage());
        case NOT_ASKED ->
            pending.later(next, next.attempts(), next.failures(), e.notBefore().orElseThrow());
      }
    } catch (RegistryUnavailableException e) {
      metrics.registryFailed();
      outlast(next, Optional.empty(), e.getMessage());
    } catch (SerializationException | RegistryException e) {
      giveUp(next, "the report cannot be read: " + e.getMessage());
    } catch (GitHubRefusedException e) {
      giveUp(next, e.getMessage());
    } catch (RuntimeException e) {
      // One report that nobody had foreseen must not keep all the others from GitHub.
      log.error("Report {} cannot be posted", key, e);
      giveUp(next, "the report cannot be posted: " + e);
    }
  }

  private static Position position(Pending next) {
    return new Position(next.record().offset(), Math.max(0, next.record().timestamp()));
  }

  /** No report is to blame, so none is given up, however long it takes. */
  private void outlast(Pending next, Optional<Instant> notBefore, String reason) {
    int failures = next.failures() + 1;
    Duration wait = backoff.wait(failures, notBefore, clock);
    log.error("Report {} waits {} ms: {}", next.record().key(), wait.toMillis(), reason);
    pending.later(next, next.attempts(), failures, clock.instant().plus(wait));
  }

  private void retry(Pending next, Optional<Instant> notBefore, String reason)
      throws InterruptedException {
    int attempts = next.attempts() + 1;
    int failures = next.failures() + 1;
    if (attempts >= backoff.tries()) {
      giveUp(next, "given up after " + attempts + " attempts: " + reason);
      return;
    }
    Duration wait = backoff.wait(failures, notBefore, clock);
    log.warn("Report {} waits {} ms: {}", next.record().key(), wait.toMillis(), reason);
    pending.later(next, attempts, failures, clock.instant().plus(wait));
  }

  private void giveUp(Pending next, String reason) throws InterruptedException {
    log.warn("Report {} is a dead letter: {}", next.record().key(), reason);
    deadLetters.write(next.record(), reason);
    pending.done(next);
    metrics.givenUp();
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = pending.toCommit();
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets);
      pending.committed(offsets);
    } catch (CommitFailedException | RebalanceInProgressException e) {
      // The next turn commits what is still ours; the rest is posted again and changes nothing.
      log.info("Offsets are not committed yet: {}", e.getMessage());
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    log.info("Reports of {} are ours", partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commit();
    pending.drop(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    pending.drop(partitions);
  }
}
