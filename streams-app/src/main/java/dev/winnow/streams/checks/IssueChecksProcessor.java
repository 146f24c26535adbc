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
import dev.winnow.schemas.RuleSet;
import dev.winnow.streams.checks.report.HeadChecks;
import dev.winnow.streams.checks.report.Heads;
import dev.winnow.streams.checks.report.Neighbours;
import dev.winnow.streams.checks.store.CheckStores;
import dev.winnow.streams.contest.budget.Ledger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Issues what is due: the newest head at once, earlier ones when nothing else of the pull request
 * is out, so that its history is whole. A head is due again when a contract in a neighbouring
 * repository has changed, or the rules have. Money is reserved before an order is issued. When
 * nothing is due for the newest head, its report is.
 *
 * <p>There may be tens of thousands of pull requests, on a thread that has more to do. So a round
 * through all of them is made in turns.
 */
final class IssueChecksProcessor implements Processor<String, Step, String, Object> {
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Of a turn, each some milliseconds of work. */
  static final int MOST_ADVANCED = 100;

  /** Of a turn, each read once at least. */
  private static final int MOST_LOOKED_AT = 2_000;

  private final ChecksConfig config;
  private final IndexRevision index;
  private ProcessorContext<String, Object> context;
  private CheckStores stores;
  private KnownNeighbours neighbours;
  private long seen;
  private long cleanedUpMs;
  private Round round;

  IssueChecksProcessor(ChecksConfig config, IndexRevision index) {
    this.config = config;
    this.index = index;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new CheckStores(context);
    this.neighbours = new KnownNeighbours(config, index, stores.contracts());
    // After a transaction that was aborted this one begins again, and so does its round.
    this.seen = -1;
    this.round = Round.NONE;
    // Not at once: results that came while the application was down are read first.
    this.cleanedUpMs = context.currentSystemTimeMs();
    context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<String, Step> record) {
    if (record.value() instanceof Step.Retry retry) {
      stores
          .pullRequests()
          .get(record.key())
          .ifPresent(progress -> retry(record.key(), progress, retry.failed()));
    }
    advance(record.key());
  }

  /**
   * A round through all pull requests.
   *
   * @param left those that it has not come to
   * @param seen the changes of contracts that there had been when it began
   * @param hasNews whether there had been fewer at the round before
   * @param cleansUp whether it looks for what is overdue
   */
  private record Round(Queue<String> left, long seen, boolean hasNews, boolean cleansUp) {
    static final Round NONE = new Round(new ArrayDeque<>(), -1, false, false);
  }

  /** Goes round when a contract somewhere has changed, and for what is overdue. */
  private void look(long nowMs) {
    if (round.left().isEmpty() && !begin(nowMs)) {
      return;
    }
    int advanced = 0;
    for (int i = 0; i < MOST_LOOKED_AT && advanced < MOST_ADVANCED; i++) {
      String key = round.left().poll();
      if (key == null) {
        break;
      }
      if (isToAdvance(key)) {
        advance(key);
        advanced++;
      }
    }
    if (round.left().isEmpty()) {
      seen = round.seen();
    }
  }

  private boolean begin(long nowMs) {
    long changes = index.changes();
    boolean hasNews = changes != seen;
    boolean cleansUp = nowMs - cleanedUpMs >= config.timeout().toMillis();
    if (hasNews || cleansUp) {
      round = new Round(new ArrayDeque<>(stores.pullRequests().keys()), changes, hasNews, cleansUp);
      cleanedUpMs = cleansUp ? nowMs : cleanedUpMs;
    }
    return hasNews || cleansUp;
  }

  private boolean isToAdvance(String key) {
    PullRequestProgress progress = stores.pullRequests().get(key).orElse(null);
    if (progress == null || (round.cleansUp() && forgetIfLongClosed(key, progress))) {
      return false;
    }
    boolean hasLost = round.cleansUp() && giveUpLost(key, progress);
    // What is closed is not checked again, and its report has been published.
    return hasLost || (round.hasNews() && isOpen(progress));
  }

  private static boolean isOpen(PullRequestProgress progress) {
    return Heads.newest(progress.getHeads()).getState() == PullRequestState.OPEN;
  }

  private void advance(String key) {
    PullRequestProgress progress = stores.pullRequests().get(key).orElse(null);
    if (progress == null) {
      return;
    }
    List<PullRequestHead> heads = Heads.distinct(progress.getHeads());
    // What is closed is not checked again: nobody would act on it.
    boolean isOpen = isOpen(progress);
    for (int i = heads.size() - 1; i >= 0; i--) {
      PullRequestHead head = heads.get(i);
      boolean isNewest = i == heads.size() - 1;
      if (!isNewest && !progress.getOpen().isEmpty()) {
        return;
      }
      Optional<HeadCheck> check = check(key, head);
      Neighbours neighbours = neighbours(progress, check);
      boolean isDue = check.isEmpty() || (isOpen && isOutdated(check.get(), neighbours));
      boolean isDone =
          !isDue
              || (!OpenChecks.isOut(progress, head)
                  && !issue(key, progress, head, check, neighbours, 0));
      if (isNewest && isDone) {
        context.forward(
            new Record<>(key, new Step.Advance(), now().toEpochMilli()),
            ChecksTopology.PUBLISH_REPORT);
      }
    }
  }

  private static boolean isOutdated(HeadCheck check, Neighbours neighbours) {
    return check.getRuleSet() != RuleSet.VERSION
        || !check.getNeighbours().equals(neighbours.digest());
  }

  private Optional<HeadCheck> check(String key, PullRequestHead head) {
    return stores.headChecks().get(key, head.getHead(), head.getBase());
  }

  private Neighbours neighbours(PullRequestProgress progress, Optional<HeadCheck> check) {
    return neighbours.of(
        progress.getRepository(), check.flatMap(known -> known.getResult().getContracts()));
  }

  /** Issues an order again that did not come to a result, if its head still counts. */
  private void retry(String key, PullRequestProgress progress, OpenCheck failed) {
    for (PullRequestHead head : Heads.distinct(progress.getHeads())) {
      if (head.getHead().equals(failed.getHead()) && head.getBase().equals(failed.getBase())) {
        Optional<HeadCheck> check = check(key, head);
        issue(key, progress, head, check, neighbours(progress, check), failed.getRetry() + 1);
        return;
      }
    }
  }

  /**
   * Issues an order.
   *
   * @param check what is known of the head so far
   * @return false if the budget does not allow it, which is noted then
   */
  private boolean issue(
      String key,
      PullRequestProgress progress,
      PullRequestHead head,
      Optional<HeadCheck> check,
      Neighbours neighbours,
      int retry) {
    CheckOrder order = CheckOrders.pullRequest(progress, head, neighbours, retry, config, now());
    OpenCheck open = CheckOrders.open(order, neighbours.digest(), retry, config.mostOfOne());
    boolean isRecheck = check.filter(HeadChecks::isGood).isPresent();
    BigDecimal cap = isRecheck ? config.budgetOfRechecks() : config.budget();
    if (!new Ledger(Optional.of(cap), progress.getSpend()).affords(config.mostOfOne())) {
      String reason =
          "the checks of this pull request have used up checks.budget, "
              + config.budget().toPlainString()
              + " US dollars";
      fail(key, progress, open, Outcome.REJECTED_BY_GATE, reason);
      return false;
    }
    OpenChecks.open(progress, open);
    stores.pullRequests().put(key, progress);
    context.forward(
        new Record<>(order.getOrderId(), order, order.getIssuedAt().toEpochMilli()),
        ChecksTopology.CHECKS_SINK);
    return true;
  }

  /**
   * An order whose result never came is not waited for longer.
   *
   * @return whether there was one
   */
  private boolean giveUpLost(String key, PullRequestProgress progress) {
    boolean hasLost = false;
    for (OpenCheck open : List.copyOf(progress.getOpen())) {
      if (open.getIssuedAt().plus(config.lostAfter()).isAfter(now())) {
        continue;
      }
      hasLost = true;
      OpenChecks.lose(progress, open);
      stores.pullRequests().put(key, progress);
      if (open.getRetry() < config.retryLimit()) {
        retry(key, progress, open);
      } else {
        fail(key, progress, open, Outcome.INFRASTRUCTURE_FAILED, CheckOrders.LOST);
      }
    }
    return hasLost;
  }

  /** Nobody asks for what was closed long ago, and stores must not grow for ever. */
  private boolean forgetIfLongClosed(String key, PullRequestProgress progress) {
    if (progress.getHeardAt().isEmpty()) {
      progress.setHeardAt(now());
      stores.pullRequests().put(key, progress);
      return false;
    }
    if (isOpen(progress)
        || !progress.getOpen().isEmpty()
        || progress.getHeardAt().get().plus(config.closedKept()).isAfter(now())) {
      return false;
    }
    stores.headChecks().keep(key, List.of());
    stores.pullRequests().delete(key);
    context.forward(
        new Record<>(key, new Step.Forget(), now().toEpochMilli()), ChecksTopology.PUBLISH_REPORT);
    return true;
  }

  private void fail(
      String key, PullRequestProgress progress, OpenCheck order, Outcome outcome, String reason) {
    CheckResult result =
        CheckResult.newBuilder()
            .setOrderId(order.getOrderId())
            .setSubject(key)
            .setKind(CheckKind.PULL_REQUEST)
            .setDelivery(1)
            .setWorker("")
            .setOutcome(outcome)
            .setReason(reason)
            .setStartedAt(Instant.EPOCH)
            .build();
    Optional<HeadCheck> earlier = stores.headChecks().get(key, order.getHead(), order.getBase());
    stores.headChecks().put(key, HeadChecks.after(progress, earlier, order, result));
  }

  /** The clock's time: a record's may be long ago when the application was down. */
  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
