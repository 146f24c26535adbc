package dev.winnow.streams.checks;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.HeadCheck;
import dev.winnow.schemas.OpenCheck;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PullRequestHead;
import dev.winnow.schemas.PullRequestProgress;
import dev.winnow.schemas.PullRequestState;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.schemas.RuleSet;
import dev.winnow.streams.checks.report.Heads;
import dev.winnow.streams.checks.report.Neighbours;
import dev.winnow.streams.checks.store.CheckStores;
import dev.winnow.streams.contest.budget.Ledger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Issues what is due: the newest head at once, earlier ones when nothing else of the pull request
 * is out, so that its history is whole. A head is due again when a contract in a neighbouring
 * repository has changed, or the rules have. Money is reserved before an order is issued.
 */
final class IssueChecksProcessor implements Processor<String, Step, String, Object> {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ChecksConfig config;
  private final IndexRevision index;
  private ProcessorContext<String, Object> context;
  private CheckStores stores;
  private long seen = -1;
  private long loaded = -1;
  private List<Neighbours.Known> known = List.of();
  private long lookedForLostMs;

  IssueChecksProcessor(ChecksConfig config, IndexRevision index) {
    this.config = config;
    this.index = index;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new CheckStores(context);
    context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<String, Step> record) {
    Instant now = Instant.ofEpochMilli(record.timestamp());
    if (record.value() instanceof Step.Retry retry) {
      OpenCheck failed = retry.failed();
      stores
          .pullRequests()
          .get(record.key())
          .ifPresent(
              progress -> {
                PullRequestHead head = head(progress, failed.getHead(), failed.getBase());
                if (head != null) {
                  retry(record.key(), progress, head, failed, now);
                }
              });
      return;
    }
    advance(record.key(), now);
  }

  /** Looks at all pull requests when a contract somewhere has changed, and for lost orders. */
  private void look(long nowMs) {
    long revision = index.get();
    boolean looksForLost = nowMs - lookedForLostMs >= config.timeout().toMillis();
    if (revision == seen && !looksForLost) {
      return;
    }
    Instant now = Instant.ofEpochMilli(nowMs);
    for (String key : stores.pullRequests().keys()) {
      if (looksForLost) {
        giveUpLost(key, now);
      }
      if (revision != seen) {
        advance(key, now);
      }
    }
    seen = revision;
    lookedForLostMs = looksForLost ? nowMs : lookedForLostMs;
  }

  private void advance(String key, Instant now) {
    PullRequestProgress progress = stores.pullRequests().get(key).orElse(null);
    if (progress == null) {
      return;
    }
    List<PullRequestHead> heads = Heads.distinct(progress.getHeads());
    boolean isOpen = Heads.newest(heads).getState() == PullRequestState.OPEN;
    for (int i = heads.size() - 1; i >= 0; i--) {
      PullRequestHead head = heads.get(i);
      boolean isNewest = i == heads.size() - 1;
      if (!isNewest && !progress.getOpen().isEmpty()) {
        return;
      }
      Optional<HeadCheck> check = stores.headChecks().get(key, head.getHead(), head.getBase());
      // What is closed is not looked at again: nobody would act on it.
      if (check.isPresent() && !isOpen) {
        continue;
      }
      Neighbours neighbours = neighbours(progress, check);
      if (check.isEmpty() || isOutdated(check.get(), neighbours)) {
        if (!isOut(progress, head, neighbours)) {
          issue(key, progress, head, neighbours, 0, now);
        }
        return;
      }
    }
  }

  private static boolean isOutdated(HeadCheck check, Neighbours neighbours) {
    return check.getRuleSet() != RuleSet.VERSION
        || !check.getNeighbours().equals(neighbours.digest());
  }

  private static boolean isOut(
      PullRequestProgress progress, PullRequestHead head, Neighbours neighbours) {
    return progress.getOpen().stream()
        .anyMatch(
            open ->
                open.getHead().equals(head.getHead())
                    && open.getBase().equals(head.getBase())
                    && open.getNeighbours().equals(neighbours.digest()));
  }

  private Neighbours neighbours(PullRequestProgress progress, Optional<HeadCheck> check) {
    String repository = progress.getRepository().getName();
    List<RepositoryContracts> own = new ArrayList<>();
    stores.contracts().get(repository).ifPresent(own::add);
    check.flatMap(known -> known.getResult().getContracts()).ifPresent(own::add);
    return Neighbours.of(repository, own, known());
  }

  /** All repositories, read again when one has changed: there may be thousands. */
  private List<Neighbours.Known> known() {
    long revision = index.get();
    if (revision != loaded) {
      known = stores.contracts().all().stream().map(Neighbours.Known::of).toList();
      loaded = revision;
    }
    return known;
  }

  /** Issues an order again that did not come to a result. */
  private void retry(
      String key,
      PullRequestProgress progress,
      PullRequestHead head,
      OpenCheck failed,
      Instant now) {
    Neighbours neighbours =
        neighbours(progress, stores.headChecks().get(key, head.getHead(), head.getBase()));
    issue(key, progress, head, neighbours, failed.getRetry() + 1, now);
  }

  private void issue(
      String key,
      PullRequestProgress progress,
      PullRequestHead head,
      Neighbours neighbours,
      int retry,
      Instant now) {
    BigDecimal most = config.cost(config.timeout().toMillis());
    Ledger ledger = new Ledger(Optional.of(config.budget()), progress.getSpend());
    CheckOrder order =
        CheckOrders.pullRequest(
            progress.getRepository(),
            progress.getNumber(),
            head.getHead(),
            head.getBase(),
            neighbours,
            retry,
            config.timeout(),
            now);
    if (!ledger.affords(most)) {
      refuse(key, order, neighbours, now);
      return;
    }
    progress.setSpend(ledger.reserve(most).spend());
    List<OpenCheck> open = new ArrayList<>(progress.getOpen());
    open.add(CheckOrders.open(order, neighbours.digest(), retry, most));
    progress.setOpen(open);
    progress.setOrders(progress.getOrders() + 1);
    stores.pullRequests().put(key, progress);
    context.forward(
        new Record<>(order.getOrderId(), order, now.toEpochMilli()), ChecksTopology.CHECKS_SINK);
  }

  private void refuse(String key, CheckOrder order, Neighbours neighbours, Instant now) {
    String reason =
        "the checks of this pull request have used up checks.budget, "
            + config.budget().toPlainString()
            + " US dollars";
    finish(
        key,
        order.getHead(),
        order.getBase().orElseThrow(),
        neighbours.digest(),
        failed(key, order.getOrderId(), Outcome.REJECTED_BY_GATE, reason),
        now);
  }

  /** An order whose result never came is not waited for longer. */
  private void giveUpLost(String key, Instant now) {
    PullRequestProgress progress = stores.pullRequests().get(key).orElseThrow();
    for (OpenCheck open : List.copyOf(progress.getOpen())) {
      if (open.getIssuedAt().plus(config.lostAfter()).isAfter(now)) {
        continue;
      }
      List<OpenCheck> left = new ArrayList<>(progress.getOpen());
      left.remove(open);
      progress.setOpen(left);
      // It may have run: what was reserved for it counts as spent.
      progress.setSpend(
          new Ledger(Optional.empty(), progress.getSpend())
              .settle(open.getReserved(), open.getReserved())
              .spend());
      stores.pullRequests().put(key, progress);
      PullRequestHead head = head(progress, open.getHead(), open.getBase());
      if (open.getRetry() < config.retryLimit() && head != null) {
        retry(key, progress, head, open, now);
      } else {
        String reason = "no worker came back with a result";
        finish(
            key,
            open.getHead(),
            open.getBase(),
            open.getNeighbours(),
            failed(key, open.getOrderId(), Outcome.INFRASTRUCTURE_FAILED, reason),
            now);
      }
    }
  }

  private void finish(
      String key, String head, String base, String neighbours, CheckResult result, Instant now) {
    stores.headChecks().put(key, new HeadCheck(head, base, neighbours, RuleSet.VERSION, result));
    context.forward(
        new Record<>(key, new Step.Advance(), now.toEpochMilli()), ChecksTopology.PUBLISH_REPORT);
  }

  private static CheckResult failed(String key, String orderId, Outcome outcome, String reason) {
    return CheckResult.newBuilder()
        .setOrderId(orderId)
        .setSubject(key)
        .setKind(CheckKind.PULL_REQUEST)
        .setDelivery(1)
        .setWorker("")
        .setOutcome(outcome)
        .setReason(reason)
        .setStartedAt(Instant.EPOCH)
        .build();
  }

  private static PullRequestHead head(PullRequestProgress progress, String head, String base) {
    return progress.getHeads().stream()
        .filter(each -> each.getHead().equals(head) && each.getBase().equals(base))
        .findFirst()
        .orElse(null);
  }
}
