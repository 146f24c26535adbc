package dev.winnow.streams.checks;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.OpenScan;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.PushEvent;
import dev.winnow.schemas.RepositoryProgress;
import dev.winnow.schemas.RepositoryScan;
import dev.winnow.schemas.RuleSet;
import dev.winnow.schemas.ScanInput;
import dev.winnow.streams.checks.report.Neighbours;
import dev.winnow.streams.checks.report.Pushes;
import dev.winnow.streams.checks.report.Scans;
import dev.winnow.streams.checks.store.CheckStores;
import dev.winnow.streams.checks.store.PullRequestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has each default branch scanned when it is its turn, unless a scan could find nothing new: the
 * commit, the contracts of its neighbours and the rules are those of the scan before.
 */
final class ScanRepositoryProcessor implements Processor<String, SpecificRecord, String, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(ScanRepositoryProcessor.class);
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration UNTIL_NEXT_TRY = Duration.ofHours(1);

  private final ChecksConfig config;
  private final IndexRevision index;
  private final ScanTurns turns;
  private ProcessorContext<String, Object> context;
  private CheckStores stores;
  private KnownNeighbours neighbours;

  ScanRepositoryProcessor(ChecksConfig config, IndexRevision index) {
    this.config = config;
    this.index = index;
    this.turns = new ScanTurns(config.scanEvery());
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new CheckStores(context);
    this.neighbours = new KnownNeighbours(config, index, stores.contracts());
    context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    String key = record.key();
    if (record.value() == null) {
      stores.scans().delete(key);
      publish(key, new Step.Forget());
    } else if (record.value() instanceof CheckResult result) {
      settle(key, result);
    } else if (record.value() instanceof PushEvent push) {
      recall(key, push);
    }
  }

  /** What was found while the repository was private may name others that are. */
  private void recall(String key, PushEvent push) {
    RepositoryScan scan = stores.scans().get(key).orElse(null);
    if (scan == null) {
      return;
    }
    PushEvent newest =
        stores
            .repositories()
            .get(key)
            .map(known -> Pushes.newer(known.getNewest(), push))
            .orElse(push);
    if (scan.getFound().filter(found -> isForFewer(found, newest)).isPresent()) {
      scan.setFound(null);
      scan.setLast(null);
      stores.scans().put(key, scan);
      publish(key, new Step.Forget());
    }
  }

  private void look(long nowMs) {
    for (String key : stores.repositories().keys()) {
      RepositoryProgress repository = stores.repositories().get(key).orElseThrow();
      RepositoryScan scan = stores.scans().get(key).orElse(null);
      if (scan != null && scan.getOpen().isPresent()) {
        giveUpIfLost(key, scan.getOpen().get());
      } else if (isOn()) {
        look(key, repository, scan);
      }
    }
  }

  private void look(String key, RepositoryProgress repository, RepositoryScan known) {
    Instant turn = turns.next(key, now());
    if (known == null || known.getNextAt().isAfter(turn)) {
      // It is new, or the interval is shorter than it was.
      RepositoryScan scan =
          known == null ? RepositoryScan.newBuilder().setNextAt(turn).build() : known;
      scan.setNextAt(turn);
      stores.scans().put(key, scan);
      return;
    }
    // What is being read says who the neighbours are.
    if (known.getNextAt().isAfter(now()) || !repository.getOpenOrder().isEmpty()) {
      return;
    }
    ScanInput input = input(repository, neighboursOf(repository));
    if (known.getLast().filter(last -> isSame(last, input)).isPresent()) {
      known.setNextAt(turn);
      stores.scans().put(key, known);
    } else {
      issue(key, repository, known, 0);
    }
  }

  /** Issues an order; or none today, if the day's money is spent. */
  private void issue(String key, RepositoryProgress repository, RepositoryScan scan, int retry) {
    scan.setOpen(null);
    if (IndexBudget.reserve(repository, config, config.mostOfScan(), now())) {
      Neighbours others = neighboursOf(repository);
      CheckOrder order = CheckOrders.scan(repository.getNewest(), others, retry, config, now());
      scan.setOpen(new OpenScan(order.getOrderId(), input(repository, others), retry, now()));
      scan.setNextAt(turns.next(key, now()));
      stores.repositories().put(key, repository);
      context.forward(
          new Record<>(order.getOrderId(), order, now().toEpochMilli()),
          ChecksTopology.CHECKS_SINK);
    } else {
      LOG.warn("Scanning {} waits for tomorrow: checks.index.budget is used up for today.", key);
      scan.setNextAt(tomorrow());
    }
    stores.scans().put(key, scan);
  }

  /** Takes each result once: one whose order is not open changes nothing. */
  private void settle(String key, CheckResult result) {
    RepositoryScan scan = stores.scans().get(key).orElse(null);
    RepositoryProgress repository = stores.repositories().get(key).orElse(null);
    if (scan == null
        || repository == null
        || scan.getOpen().filter(open -> open.getOrderId().equals(result.getOrderId())).isEmpty()) {
      LOG.debug("Result without an order: dropped. order={}", result.getOrderId());
      return;
    }
    long checkMs = Math.max(0, result.getCheckMs());
    IndexBudget.settle(repository, config, config.mostOfScan(), checkMs, now());
    stores.repositories().put(key, repository);
    end(key, repository, scan, result);
  }

  private void end(
      String key, RepositoryProgress repository, RepositoryScan scan, CheckResult result) {
    OpenScan open = scan.getOpen().orElseThrow();
    ScanInput input = open.getInput();
    boolean isInfrastructure = result.getOutcome() == Outcome.INFRASTRUCTURE_FAILED;
    scan.setOpen(null);
    if (input.getRuleSet() != RuleSet.VERSION || isForFewer(input, repository.getNewest())) {
      scan.setNextAt(now());
    } else if (isInfrastructure && open.getRetry() < config.retryLimit() && isOn()) {
      issue(key, repository, scan, open.getRetry() + 1);
      return;
    } else if (result.getOutcome() == Outcome.SUCCEEDED) {
      publishFound(key, scan, input, result);
      scan.setLast(input);
      scan.setFound(input);
    } else {
      publishFailed(key, input, result);
      scan.setLast(isInfrastructure ? null : input);
      if (isInfrastructure) {
        scan.setNextAt(now().plus(UNTIL_NEXT_TRY));
      }
    }
    stores.scans().put(key, scan);
  }

  private void publishFound(String key, RepositoryScan scan, ScanInput input, CheckResult result) {
    boolean isComparable =
        scan.getFound().filter(found -> found.getRuleSet() == input.getRuleSet()).isPresent();
    Collection<Finding> before = isComparable ? published(key) : List.of();
    List<Finding> findings = Scans.findings(before, input.getPush().getCommit(), result);
    publish(key, new Step.Publish(findings, Scans.report(input.getPush(), result, findings)));
  }

  /** What is known of the same commit stays; of another one nothing is known then. */
  private void publishFailed(String key, ScanInput input, CheckResult result) {
    PushEvent push = input.getPush();
    LOG.warn(
        "The scan of {} came to nothing. commit={} reason={}",
        key,
        push.getCommit(),
        result.getReason());
    PullRequestReport report =
        stores
            .reports()
            .get(reportKey(key))
            .filter(known -> known.getConclusion() != Conclusion.NEUTRAL)
            .filter(known -> known.getHead().equals(push.getCommit()))
            .filter(known -> known.getRuleSet() == input.getRuleSet())
            .map(Scans::withOldNeighbours)
            .orElseGet(() -> Scans.report(push, result, List.of()));
    publish(key, new Step.Publish(List.copyOf(published(key)), report));
  }

  private void giveUpIfLost(String key, OpenScan open) {
    if (open.getIssuedAt().plus(config.lostAfter()).isBefore(now())) {
      settle(
          key,
          CheckResult.newBuilder()
              .setOrderId(open.getOrderId())
              .setSubject(key)
              .setKind(CheckKind.SCAN)
              .setDelivery(1)
              .setWorker("")
              .setOutcome(Outcome.INFRASTRUCTURE_FAILED)
              .setReason(CheckOrders.LOST)
              .setStartedAt(open.getIssuedAt())
              // It may have run.
              .setCheckMs(config.scanTimeout().toMillis())
              .build());
    }
  }

  private void publish(String key, Step step) {
    context.forward(
        new Record<>(reportKey(key), step, now().toEpochMilli()), ChecksTopology.PUBLISH_REPORT);
  }

  private Collection<Finding> published(String key) {
    return stores.findings().of(reportKey(key)).values();
  }

  private static String reportKey(String repository) {
    return PullRequestStore.key(repository, Scans.NUMBER);
  }

  private Neighbours neighboursOf(RepositoryProgress repository) {
    return neighbours.of(repository.getNewest().getRepository(), Optional.empty());
  }

  private static ScanInput input(RepositoryProgress repository, Neighbours neighbours) {
    return new ScanInput(repository.getNewest(), neighbours.digest(), RuleSet.VERSION);
  }

  private static boolean isSame(ScanInput one, ScanInput other) {
    return one.getPush().getCommit().equals(other.getPush().getCommit())
        && one.getNeighbours().equals(other.getNeighbours())
        && one.getRuleSet() == other.getRuleSet();
  }

  /** Whether it was for the eyes of fewer people than those who may read the repository now. */
  private static boolean isForFewer(ScanInput input, PushEvent newest) {
    return input.getPush().getRepository().getIsPrivate() && !newest.getRepository().getIsPrivate();
  }

  private boolean isOn() {
    return !config.scanEvery().isZero();
  }

  private Instant tomorrow() {
    LocalDate today = LocalDate.ofInstant(now(), ZoneOffset.UTC);
    return today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The clock's time: a record's may be long ago when the application was down. */
  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
