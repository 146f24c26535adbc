package dev.winnow.streams.checks;

import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PushEvent;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.schemas.RepositoryProgress;
import dev.winnow.schemas.RuleSet;
import dev.winnow.streams.checks.report.Pushes;
import dev.winnow.streams.checks.store.CheckStores;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
  private static final Duration UNTIL_NEXT_TRY = Duration.ofHours(1);

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
    context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    String key = record.key();
    Optional<RepositoryProgress> known = stores.repositories().get(key);
    if (record.value() == null) {
      stores.repositories().delete(key);
      // Also when nothing is kept of it: what another rule set or partition wrote goes too.
      context.forward(record, ChecksTopology.CONTRACTS_SINK);
    } else if (record.value() instanceof PushEvent push) {
      RepositoryProgress progress =
          known.orElseGet(() -> RepositoryProgress.newBuilder().setNewest(push).build());
      progress.setNewest(Pushes.newer(progress.getNewest(), push));
      advance(key, progress);
    } else if (record.value() instanceof CheckResult result) {
      known
          .filter(progress -> progress.getOpenOrder().equals(result.getOrderId()))
          .ifPresent(progress -> settle(key, progress, result));
    }
  }

  private void settle(String key, RepositoryProgress progress, CheckResult result) {
    long checkMs = Math.max(0, result.getCheckMs());
    IndexBudget.settle(progress, config, config.mostOfOne(), checkMs, now());
    if (result.getOutcome() == Outcome.SUCCEEDED && result.getContracts().isPresent()) {
      PushEvent read = progress.getReading().orElseThrow();
      RepositoryContracts contracts =
          RepositoryContracts.newBuilder(result.getContracts().get())
              .setRepository(read.getRepository())
              .setSource(read.getSource())
              .setPushedAt(read.getPushedAt())
              .build();
      context.forward(
          new Record<>(key, contracts, now().toEpochMilli()), ChecksTopology.CONTRACTS_SINK);
      progress.setFailedAt(null);
      done(key, progress);
    } else {
      failed(key, progress, result.getOutcome(), result.getReason());
    }
  }

  private void failed(String key, RepositoryProgress progress, Outcome outcome, String reason) {
    PushEvent read = progress.getReading().orElseThrow();
    boolean isWorthAnother =
        outcome == Outcome.INFRASTRUCTURE_FAILED && progress.getRetry() < config.retryLimit();
    if (isWorthAnother) {
      issue(key, progress, read, progress.getRetry() + 1);
      return;
    }
    LOG.warn(
        "What {} provides and consumes is not known. commit={} reason={}",
        key,
        read.getCommit(),
        reason);
    progress.setFailedAt(outcome == Outcome.INFRASTRUCTURE_FAILED ? now() : null);
    done(key, progress);
  }

  private void done(String key, RepositoryProgress progress) {
    progress.setOpenOrder("");
    progress.setIndexed(progress.getReading().orElseThrow());
    progress.setReading(null);
    advance(key, progress);
  }

  private void advance(String key, RepositoryProgress progress) {
    if (progress.getOpenOrder().isEmpty() && isDue(progress)) {
      issue(key, progress, progress.getNewest(), 0);
    } else {
      stores.repositories().put(key, progress);
    }
  }

  private boolean isDue(RepositoryProgress progress) {
    boolean isIndexed =
        progress.getRuleSet() == RuleSet.VERSION
            && progress
                .getIndexed()
                .filter(read -> read.getCommit().equals(progress.getNewest().getCommit()))
                .isPresent();
    boolean isToBeTriedAgain =
        progress.getFailedAt().filter(at -> at.plus(UNTIL_NEXT_TRY).isBefore(now())).isPresent();
    return !isIndexed || isToBeTriedAgain;
  }

  /** Issues an order; or none today, if the day's money is spent. */
  private void issue(String key, RepositoryProgress progress, PushEvent push, int retry) {
    if (!IndexBudget.reserve(progress, config, config.mostOfOne(), now())) {
      LOG.warn("Reading {} has used up checks.index.budget for today.", key);
      progress.setOpenOrder("");
      progress.setReading(null);
      stores.repositories().put(key, progress);
      return;
    }
    CheckOrder order = CheckOrders.index(push, retry, config.timeout(), now());
    progress.setOpenOrder(order.getOrderId());
    progress.setReading(push);
    progress.setRetry(retry);
    progress.setRuleSet(order.getRuleSet());
    progress.setIssuedAt(now());
    stores.repositories().put(key, progress);
    context.forward(
        new Record<>(order.getOrderId(), order, now().toEpochMilli()), ChecksTopology.CHECKS_SINK);
  }

  private void look(long nowMs) {
    for (String key : stores.repositories().keys()) {
      RepositoryProgress progress = stores.repositories().get(key).orElseThrow();
      if (progress.getOpenOrder().isEmpty()) {
        if (isDue(progress)) {
          advance(key, progress);
        }
      } else if (progress.getIssuedAt().orElseThrow().plus(config.lostAfter()).isBefore(now())) {
        IndexBudget.settle(
            progress, config, config.mostOfOne(), config.timeout().toMillis(), now());
        failed(key, progress, Outcome.INFRASTRUCTURE_FAILED, CheckOrders.LOST);
      }
    }
  }

  /** The clock's time: a record's may be long ago when the application was down. */
  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
