package dev.winnow.streams.checks;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.HeadCheck;
import dev.winnow.schemas.OpenCheck;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PullRequestProgress;
import dev.winnow.streams.checks.report.HeadChecks;
import dev.winnow.streams.checks.store.CheckStores;
import dev.winnow.streams.deadletter.DeadLetters;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each result once: it closes the order and books what it cost. A result whose order is not
 * open (redelivered, replayed) changes nothing; one that was given up as lost is still welcome.
 */
final class SettleCheckProcessor implements Processor<String, CheckResult, String, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(SettleCheckProcessor.class);

  private final ChecksConfig config;
  private ProcessorContext<String, Object> context;
  private CheckStores stores;

  SettleCheckProcessor(ChecksConfig config) {
    this.config = config;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new CheckStores(context);
  }

  @Override
  public void process(Record<String, CheckResult> record) {
    if (record.value() == null) {
      return;
    }
    CheckResult result = record.value();
    if (!result.getSubject().equals(record.key())) {
      String reason = "the record's key is not its subject '" + result.getSubject() + "'";
      context.forward(
          record.withValue(DeadLetters.of(context, result, reason)),
          ChecksTopology.DEAD_LETTERS_SINK);
      return;
    }
    if (result.getKind() == CheckKind.INDEX) {
      context.forward(record, ChecksTopology.INDEX_REPOSITORY);
      return;
    }
    if (result.getKind() == CheckKind.SCAN) {
      context.forward(record, ChecksTopology.SCAN_REPOSITORY);
      return;
    }
    stores.pullRequests().get(record.key()).ifPresent(progress -> settle(record, progress));
  }

  private void settle(Record<String, CheckResult> record, PullRequestProgress progress) {
    CheckResult result = record.value();
    Optional<OpenCheck> open = OpenChecks.close(progress, result.getOrderId());
    if (open.isPresent()) {
      book(record, progress, open.get().getReserved());
      if (isInfrastructure(result) && open.get().getRetry() < config.retryLimit()) {
        context.forward(record.withValue(new Step.Retry(open.get())), ChecksTopology.ISSUE_CHECKS);
      } else {
        keep(record, progress, open.get());
      }
      return;
    }
    Optional<OpenCheck> lost = OpenChecks.closeLost(progress, result.getOrderId());
    if (lost.isEmpty()) {
      LOG.debug("Result without an order: dropped. order={}", result.getOrderId());
      return;
    }
    // What was reserved was booked when it was given up.
    BigDecimal booked = lost.get().getReserved();
    OpenChecks.book(progress, BigDecimal.ZERO.setScale(booked.scale()), booked.negate(), 0);
    book(record, progress, BigDecimal.ZERO.setScale(booked.scale()));
    if (result.getOutcome() == Outcome.SUCCEEDED && isWanted(record.key(), lost.get())) {
      keep(record, progress, lost.get());
    }
  }

  /** A late result must not take the place of one with newer neighbours. */
  private boolean isWanted(String key, OpenCheck lost) {
    return earlier(key, lost)
        .filter(HeadChecks::isGood)
        .map(good -> good.getNeighbours().equals(lost.getNeighbours()))
        .orElse(true);
  }

  private void book(
      Record<String, CheckResult> record, PullRequestProgress progress, BigDecimal reserved) {
    long ms = Math.max(0, record.value().getCheckMs());
    OpenChecks.book(progress, reserved, config.cost(ms), ms);
    stores.pullRequests().put(record.key(), progress);
  }

  private void keep(
      Record<String, CheckResult> record, PullRequestProgress progress, OpenCheck order) {
    String key = record.key();
    stores
        .headChecks()
        .put(key, HeadChecks.after(progress, earlier(key, order), order, record.value()));
    context.forward(record.withValue(new Step.Advance()), ChecksTopology.ISSUE_CHECKS);
  }

  private Optional<HeadCheck> earlier(String key, OpenCheck order) {
    return stores.headChecks().get(key, order.getHead(), order.getBase());
  }

  private static boolean isInfrastructure(CheckResult result) {
    return result.getOutcome() == Outcome.INFRASTRUCTURE_FAILED;
  }
}
