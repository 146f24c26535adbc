package dev.winnow.streams.contest;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.MergeConflict;
import dev.winnow.schemas.MergeState;
import dev.winnow.schemas.MergeTry;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.merging.Trial;
import dev.winnow.streams.contest.racing.Cascade;
import dev.winnow.streams.contest.ranking.Criteria;
import dev.winnow.streams.contest.ranking.Gain;
import dev.winnow.streams.contest.ranking.PairedDifferences;
import dev.winnow.streams.contest.store.ContestStores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the stores know of the combinations of a merge tournament; of one event, for it looks at
 * each only once.
 */
final class MergeTrials {
  private final ContestStores stores;
  private final Task task;
  private final Criteria criteria;
  private final Cascade cascade;
  private final Map<String, Trial> known = new HashMap<>();

  MergeTrials(ContestStores stores, Task task, Contest contest) {
    this.stores = stores;
    this.task = task;
    this.criteria = Candidates.criteria(task, contest);
    this.cascade = new Cascade(task);
  }

  /** What is known of a try. */
  Trial of(MergeTry attempt) {
    return known.computeIfAbsent(attempt.getAttemptId(), id -> look(attempt));
  }

  private Trial look(MergeTry attempt) {
    Attempt made = stores.attempts().get(task.getTaskId(), attempt.getAttemptId()).orElseThrow();
    Optional<Outcome> outcome = made.getOutcome();
    if (outcome.isEmpty()) {
      return new Trial.Out();
    }
    if (outcome.get() != Outcome.SUCCEEDED) {
      return fails(null, state(made), made.getReason(), made.getConflicts());
    }
    String commit = made.getCommit().orElseThrow();
    String cluster = made.getClusterId().orElseThrow();
    if (cluster.equals(attempt.getOntoCluster())) {
      String reason = "it brings nothing but another form of what is there already";
      return fails(null, MergeState.CONTAINED, reason, List.of());
    }
    Standing merged = standing(cluster);
    if (merged.getState() == StandingState.REJECTED) {
      return fails(commit, MergeState.REJECTED, merged.getReason(), List.of());
    }
    Optional<Standing> before = measuredBefore(attempt);
    return isMeasured(merged) && before.isPresent()
        ? measured(commit, merged, before.get())
        : new Trial.Made(commit, cluster);
  }

  private Trial measured(String commit, Standing merged, Standing before) {
    var blocks =
        Map.of(
            merged.getClusterId(), blocks(merged.getClusterId()),
            before.getClusterId(), blocks(before.getClusterId()));
    Gain gain =
        Gain.of(
            criteria,
            criteria.contender(Candidates.of(merged)),
            criteria.contender(Candidates.of(before)),
            new PairedDifferences(criteria, blocks));
    long pairs =
        blocks.get(merged.getClusterId()).keySet().stream()
            .filter(blocks.get(before.getClusterId())::containsKey)
            .count();
    return switch (gain.kind()) {
      case HELPS -> new Trial.Helps(commit, merged.getClusterId(), gain, pairs);
      case DOES_NOT ->
          noGain(commit, "it does not make what it was merged into better", gain, pairs);
      case OPEN ->
          isExhausted(merged) && isExhausted(before)
              ? noGain(
                  commit,
                  "no gain is shown by the " + pairs + " pairs of samples that may be taken",
                  gain,
                  pairs)
              : new Trial.Made(commit, merged.getClusterId());
    };
  }

  private static Trial noGain(String commit, String reason, Gain gain, long pairs) {
    return new Trial.Fails(
        Optional.of(commit), MergeState.NO_GAIN, reason, Optional.of(gain), pairs, List.of());
  }

  private static Trial fails(
      String commit, MergeState state, String reason, List<MergeConflict> conflicts) {
    return new Trial.Fails(
        Optional.ofNullable(commit), state, reason, Optional.empty(), 0, conflicts);
  }

  private static MergeState state(Attempt made) {
    if (!made.getConflicts().isEmpty()) {
      return MergeState.CONFLICT;
    }
    return switch (made.getOutcome().orElseThrow()) {
      case NO_CHANGE -> MergeState.CONTAINED;
      case INFRASTRUCTURE_FAILED -> MergeState.UNDECIDED;
      default -> MergeState.REJECTED;
    };
  }

  /**
   * How many further samples each of the two needs that a try is about: as many as the other has,
   * or one order more of both if that does not tell.
   *
   * @return by cluster; empty if nothing is to be ordered now
   */
  Map<String, Integer> due(MergeTry attempt) {
    if (!(of(attempt) instanceof Trial.Made open)) {
      return Map.of();
    }
    Standing merged = standing(open.clusterId());
    Optional<Standing> before = measuredBefore(attempt);
    if (!isMeasured(merged) || before.isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> out = LastRung.out(stores, task.getTaskId());
    if (out.containsKey(merged.getClusterId()) || out.containsKey(before.get().getClusterId())) {
      return Map.of();
    }
    int most = Math.max(cascade.ordered(merged), cascade.ordered(before.get()));
    int target =
        cascade.ordered(merged) == cascade.ordered(before.get())
            ? Math.min(cascade.mostSamples(), most + batch())
            : most;
    Map<String, Integer> due = new HashMap<>();
    for (Standing each : List.of(merged, before.get())) {
      int missing = Math.min(batch(), target - cascade.ordered(each));
      if (missing > 0) {
        due.put(each.getClusterId(), missing);
      }
    }
    return due;
  }

  private int batch() {
    return cascade.samples(cascade.decisive());
  }

  private boolean isExhausted(Standing standing) {
    return cascade.ordered(standing) >= cascade.mostSamples()
        && !LastRung.out(stores, task.getTaskId()).containsKey(standing.getClusterId());
  }

  /** What a try is made on; empty while that is not measured. */
  private Optional<Standing> measuredBefore(MergeTry attempt) {
    return stores
        .standings()
        .get(task.getTaskId(), attempt.getOntoCluster())
        .filter(this::isMeasured);
  }

  private boolean isMeasured(Standing standing) {
    return standing.getState() == StandingState.MEASURED;
  }

  private Standing standing(String cluster) {
    return stores.standings().get(task.getTaskId(), cluster).orElseThrow();
  }

  private SortedMap<Long, Map<String, Double>> blocks(String cluster) {
    SortedMap<Long, Map<String, Double>> blocks = new TreeMap<>();
    stores
        .samples()
        .of(task.getTaskId(), cluster)
        .forEach((block, sample) -> blocks.put(block, sample.getMetrics()));
    return blocks;
  }
}
