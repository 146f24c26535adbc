package dev.winnow.streams.checks;

import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PushEvent;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.schemas.RepositoryProgress;
import dev.winnow.streams.checks.store.CheckStores;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is known of a repository's default branch up to its newest commit: one order at a
 * time, and the next one when another commit has come meanwhile.
 */
final class IndexRepositoryProcessor
    implements Processor<String, SpecificRecord, String, SpecificRecord> {
  private static final Logger LOG = LoggerFactory.getLogger(IndexRepositoryProcessor.class);
  private static final Duration LOOK = Duration.ofMinutes(1);

  /** A push that is known stands before what pull requests say; then the newer one does. */
  private static final Comparator<PushEvent> ORDER =
      Comparator.comparing(PushEvent::getSource)
          .thenComparing(PushEvent::getPushedAt)
          .thenComparing(PushEvent::getCommit);

  private final ChecksConfig config;
  private ProcessorContext<String, SpecificRecord> context;
  private CheckStores stores;

  IndexRepositoryProcessor(ChecksConfig config) {
    this.config = config;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    this.context = context;
    this.stores = new CheckStores(context);
    context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::giveUpLost);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    Instant now = Instant.ofEpochMilli(record.timestamp());
    if (record.value() instanceof PushEvent push) {
      RepositoryProgress progress =
          stores
              .repositories()
              .get(record.key())
              .orElseGet(() -> RepositoryProgress.newBuilder().setNewest(push).build());
      if (ORDER.compare(push, progress.getNewest()) > 0) {
        progress.setNewest(push);
      }
      advance(record.key(), progress, now);
    } else if (record.value() instanceof CheckResult result) {
      stores
          .repositories()
          .get(record.key())
          .filter(progress -> progress.getOpenOrder().equals(result.getOrderId()))
          .ifPresent(progress -> settle(record.key(), progress, result, now));
    }
  }

  private void settle(String key, RepositoryProgress progress, CheckResult result, Instant now) {
    PushEvent read = progress.getReading().orElseThrow();
    if (result.getOutcome() == Outcome.SUCCEEDED && result.getContracts().isPresent()) {
      RepositoryContracts contracts =
          RepositoryContracts.newBuilder(result.getContracts().get())
              .setRepository(read.getRepository())
              .setSource(read.getSource())
              .setPushedAt(read.getPushedAt())
              .build();
      context.forward(
          new Record<>(key, contracts, now.toEpochMilli()), ChecksTopology.CONTRACTS_SINK);
      done(key, progress, read, now);
    } else {
      failed(key, progress, result.getReason(), now);
    }
  }

  private void failed(String key, RepositoryProgress progress, String reason, Instant now) {
    PushEvent read = progress.getReading().orElseThrow();
    if (progress.getRetry() < config.retryLimit()) {
      issue(key, progress, read, progress.getRetry() + 1, now);
      return;
    }
    LOG.warn(
        "What {} provides and consumes is not known. commit={} reason={}",
        key,
        read.getCommit(),
        reason);
    // Not tried again before the next push.
    done(key, progress, read, now);
  }

  private void done(String key, RepositoryProgress progress, PushEvent read, Instant now) {
    progress.setOpenOrder("");
    progress.setReading(null);
    progress.setIndexed(read);
    advance(key, progress, now);
  }

  private void advance(String key, RepositoryProgress progress, Instant now) {
    boolean isIndexed =
        progress
            .getIndexed()
            .map(indexed -> indexed.getCommit().equals(progress.getNewest().getCommit()))
            .orElse(false);
    if (progress.getOpenOrder().isEmpty() && !isIndexed) {
      issue(key, progress, progress.getNewest(), 0, now);
    } else {
      stores.repositories().put(key, progress);
    }
  }

  private void issue(
      String key, RepositoryProgress progress, PushEvent push, int retry, Instant now) {
    CheckOrder order = CheckOrders.index(push, retry, config.timeout(), now);
    progress.setOpenOrder(order.getOrderId());
    progress.setReading(push);
    progress.setRetry(retry);
    progress.setIssuedAt(now);
    stores.repositories().put(key, progress);
    context.forward(
        new Record<>(order.getOrderId(), order, now.toEpochMilli()), ChecksTopology.CHECKS_SINK);
  }

  private void giveUpLost(long nowMs) {
    Instant now = Instant.ofEpochMilli(nowMs);
    for (String key : stores.repositories().keys()) {
      RepositoryProgress progress = stores.repositories().get(key).orElseThrow();
      boolean isLost =
          progress.getIssuedAt().map(at -> at.plus(config.lostAfter()).isBefore(now)).orElse(false);
      if (!progress.getOpenOrder().isEmpty() && isLost) {
        failed(key, progress, "no worker came back with a result", now);
      }
    }
  }
}
