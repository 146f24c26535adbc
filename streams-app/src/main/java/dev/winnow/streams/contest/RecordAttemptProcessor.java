package dev.winnow.streams.contest;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PatchFingerprint;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.budget.Prices;
import dev.winnow.streams.contest.dedup.Clusters;
import dev.winnow.streams.contest.dedup.NamedParameters;
import dev.winnow.streams.contest.store.ContestStores;
import dev.winnow.streams.contest.store.StandingStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Books an attempt and puts its patch into a cluster: a new one is evaluated, a known one is
 * credited.
 */
final class RecordAttemptProcessor
    implements Processor<String, Step.AttemptSettled, String, Object> {
  private final int retryLimit;
  private ProcessorContext<String, Object> context;
  private ContestStores stores;
  private ContestMeters meters;
  private FamilyRegister families;

  /**
   * @param retryLimit how often an attempt that infrastructure failed is issued again
   */
  RecordAttemptProcessor(int retryLimit) {
    this.retryLimit = retryLimit;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new ContestStores(context);
    this.meters = new ContestMeters(context);
    this.families = new FamilyRegister(stores);
  }

  @Override
  public void process(Record<String, Step.AttemptSettled> record) {
    AttemptResult settled = record.value().result();
    OpenOrder order = record.value().order();
    Instant now = Instant.ofEpochMilli(record.timestamp());
    Contest contest = stores.contests().require(settled.getTaskId());
    InfrastructureFailure failure =
        InfrastructureFailure.of(settled.getOutcome(), order, retryLimit);
    if (failure == InfrastructureFailure.RETRY) {
      context.forward(
          record.withValue(
              new Step.RetryAttempt(
                  settled.getAttemptId(), settled.getVariant(), order.getRetry() + 1)),
          ContestTopology.ISSUE_ATTEMPTS);
      return;
    }
    Task task = stores.tasks().get(settled.getTaskId()).orElseThrow();
    AttemptResult result = ParameterPoint.counted(task, settled);
    SortedMap<String, String> parameters = NamedParameters.of(task, result.getVariant());
    Attempt attempt = finished(result, parameters, Costs.ofAttempt(settled, task), now);
    if (result.getOutcome() == Outcome.SUCCEEDED) {
      // How alike two patches are says little of them where their parameters count as well.
      Optional<PatchFingerprint> fingerprint =
          parameters.isEmpty() ? result.getFingerprint() : Optional.empty();
      cluster(record, task, contest, attempt, fingerprint);
    } else {
      Tally.add(contest, result.getOutcome(), 1);
      stores.contests().put(contest, record.timestamp());
    }
    stores.attempts().put(attempt);
  }

  private Attempt finished(
      AttemptResult result, SortedMap<String, String> parameters, BigDecimal cost, Instant now) {
    Attempt attempt =
        stores
            .attempts()
            .get(result.getTaskId(), result.getAttemptId())
            .orElseThrow(() -> new IllegalStateException("no attempt " + result.getAttemptId()));
    attempt.setFinishedAt(now);
    attempt.setOutcome(result.getOutcome());
    attempt.setReason(result.getReason());
    attempt.setCommit(result.getCommit().orElse(null));
    attempt.setDiff(result.getDiff().orElse(null));
    attempt.setExitStatus(result.getExitStatus().orElse(null));
    attempt.setCost(cost);
    attempt.setSandboxMs(result.getSandboxMs());
    attempt.setAgentMs(result.getAgentMs());
    attempt.setWorker(result.getWorker());
    attempt.setLogTail(result.getLogTail());
    attempt.setConflicts(result.getConflicts());
    attempt.setClusterId(
        result
            .getDiffHash()
            .map(hash -> Clusters.idOf(hash, result.getRenamedHash(), parameters))
            .map(id -> Clusters.on(id, attempt.getBase()))
            .orElse(null));
    return attempt;
  }

  private void cluster(
      Record<?, ?> record,
      Task task,
      Contest contest,
      Attempt attempt,
      Optional<PatchFingerprint> fingerprint) {
    String clusterId = attempt.getClusterId().orElseThrow();
    Standing known = stores.standings().get(attempt.getTaskId(), clusterId).orElse(null);
    if (known != null) {
      attempt.setDuplicate(true);
      meters.duplicate();
      contest.setDuplicates(contest.getDuplicates() + 1);
      known.getOutcome().ifPresent(outcome -> Tally.add(contest, outcome, 1));
      stores.contests().put(contest, record.timestamp());
      credit(record, task, known, attempt);
      return;
    }
    contest.setClusters(contest.getClusters() + 1);
    Standing opened =
        families.enter(task, contest, open(attempt, clusterId, contest.getClusters()), fingerprint);
    boolean isDue = opened.getState() == StandingState.EVALUATING;
    boolean isPaid = isDue && new Purse(task, contest).reserve(new Prices(task).from(0));
    if (isDue && !isPaid) {
      Unpaid.add(contest, opened);
    }
    stores.contests().put(contest, record.timestamp());
    save(record, opened);
    if (isPaid) {
      forward(record, Step.EvaluateCluster.next(task, opened), ContestTopology.ISSUE_EVALUATION);
    }
  }

  /** The attempt that was issued first stands for the cluster, whichever came back first. */
  private void credit(Record<?, ?> record, Task task, Standing before, Attempt attempt) {
    Standing.Builder credited =
        Standing.newBuilder(before)
            .setSize(before.getSize() + 1)
            .setCost(before.getCost().add(attempt.getCost().orElseThrow()))
            .setUpdatedAt(Instant.ofEpochMilli(record.timestamp()));
    if (Orders.isIssuedBefore(task, attempt, before)) {
      credited
          .setAttemptId(attempt.getAttemptId())
          .setVariant(attempt.getVariant())
          .setCommit(attempt.getCommit().orElseThrow())
          .setDiff(diff(attempt));
    }
    Standing after = credited.build();
    save(record, after);
    if (after.getState() == StandingState.MEASURED) {
      String id = after.getClusterId();
      stores.ranks().remove(task.getTaskId(), Candidates.key(task, before), id);
      stores.ranks().add(task.getTaskId(), Candidates.key(task, after), id);
      forward(record, new Step.RankChanged(after), ContestTopology.PUBLISH_LEADERBOARD);
    }
  }

  private void save(Record<?, ?> record, Standing standing) {
    stores.standings().put(standing);
    context.forward(
        new Record<>(
            StandingStore.key(standing.getTaskId(), standing.getClusterId()),
            standing,
            record.timestamp()),
        ContestTopology.STANDINGS_SINK);
  }

  private void forward(Record<?, ?> record, Step step, String processor) {
    context.forward(
        new Record<>(String.valueOf(record.key()), step, record.timestamp()), processor);
  }

  private static Standing open(Attempt attempt, String clusterId, int arrival) {
    return Standing.newBuilder()
        .setTaskId(attempt.getTaskId())
        .setClusterId(clusterId)
        .setAttemptId(attempt.getAttemptId())
        .setVariant(attempt.getVariant())
        .setCommit(attempt.getCommit().orElseThrow())
        .setBase(attempt.getBase())
        .setSize(1)
        .setDiff(diff(attempt))
        .setState(StandingState.EVALUATING)
        .setArrival(arrival)
        .setCost(attempt.getCost().orElseThrow())
        .setUpdatedAt(attempt.getFinishedAt().orElseThrow())
        .build();
  }

  private static DiffStatistics diff(Attempt attempt) {
    return attempt.getDiff().orElseGet(() -> new DiffStatistics(0, 0, 0));
  }
}
