package dev.winnow.streams.checks;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.HeadCheck;
import dev.winnow.schemas.OpenCheck;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PullRequestProgress;
import dev.winnow.schemas.RuleSet;
import dev.winnow.schemas.Spend;
import dev.winnow.streams.checks.store.CheckStores;
import dev.winnow.streams.contest.budget.Ledger;
import dev.winnow.streams.deadletter.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each result once: it closes the order and books what it cost. A result whose order is not
 * open (redelivered, replayed) changes nothing.
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
    stores.pullRequests().get(record.key()).ifPresent(progress -> settle(record, progress));
  }

  private void settle(Record<String, CheckResult> record, PullRequestProgress progress) {
    CheckResult result = record.value();
    Optional<OpenCheck> order = close(progress, result.getOrderId());
    if (order.isEmpty()) {
      LOG.debug("Result without an open order: dropped. order={}", result.getOrderId());
      return;
    }
    OpenCheck closed = order.get();
    Spend spend =
        new Ledger(Optional.empty(), progress.getSpend())
            .settle(closed.getReserved(), config.cost(Math.max(0, result.getCheckMs())))
            .spend();
    spend.setEvaluationMs(spend.getEvaluationMs() + Math.max(0, result.getCheckMs()));
    progress.setSpend(spend);
    stores.pullRequests().put(record.key(), progress);
    if (result.getOutcome() == Outcome.INFRASTRUCTURE_FAILED
        && closed.getRetry() < config.retryLimit()) {
      context.forward(record.withValue(new Step.Retry(closed)), ChecksTopology.ISSUE_CHECKS);
      return;
    }
    stores
        .headChecks()
        .put(
            record.key(),
            new HeadCheck(
                closed.getHead(),
                closed.getBase(),
                closed.getNeighbours(),
                RuleSet.VERSION,
                withoutCircumstances(result)));
    context.forward(record.withValue(new Step.Advance()), ChecksTopology.ISSUE_CHECKS);
    context.forward(record.withValue(new Step.Advance()), ChecksTopology.PUBLISH_REPORT);
  }

  /** Which worker, which delivery and how long must not show in what is made of the result. */
  private static CheckResult withoutCircumstances(CheckResult result) {
    return CheckResult.newBuilder(result).setDelivery(1).setWorker("").setCheckMs(0).build();
  }

  private static Optional<OpenCheck> close(PullRequestProgress progress, String orderId) {
    List<OpenCheck> open = new ArrayList<>(progress.getOpen());
    Optional<OpenCheck> order =
        open.stream().filter(each -> each.getOrderId().equals(orderId)).findFirst();
    order.ifPresent(
        found -> {
          open.remove(found);
          progress.setOpen(open);
        });
    return order;
  }
}
