package dev.winnow.streams.contest.merging;

import dev.winnow.schemas.MergeCandidate;
import dev.winnow.schemas.MergeEntry;
import dev.winnow.schemas.MergeState;
import dev.winnow.schemas.MergeTry;
import dev.winnow.schemas.MetricInterval;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Tournament;
import dev.winnow.streams.contest.ranking.Gain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The queue of a merge tournament. Candidates are tried in their order, each merged into what the
 * branch will be if all before it land, so that several are measured at once; the first is decided
 * when it is known whether it helps, and whatever was made on one that does not is made again
 * without it. How many may be ahead of what is decided is a window that grows by one when a
 * candidate lands and halves when one that was measured fails: the additive increase and
 * multiplicative decrease of Chiu and Jain (1989), which merge queues such as Zuul's use too.
 *
 * <p>The first try is always made on the head. A try that fails is no ground for others, wherever
 * it stands; it leaves when it is the first, for until then what it failed on may itself not land.
 */
public final class MergeQueue {
  /** How many are tried at once at first. */
  public static final int FIRST_WINDOW = 4;

  private final Task task;
  private final Tournament state;

  /**
   * A queue.
   *
   * @param task has a merge
   * @param state how far it is; changed by what is called
   */
  public MergeQueue(Task task, Tournament state) {
    this.task = task;
    this.state = state;
  }

  /**
   * How many combinations a tournament is expected to measure at most: n patches make n, n - 1 more
   * if the first fails and all were ahead, and so on. No more than its budget allows.
   */
  public static int planned(Task task) {
    long patches = task.getMerge().orElseThrow().getCandidates().size();
    return (int) Math.min(task.getBudget().getAttempts(), patches * (patches + 1) / 2);
  }

  /**
   * The state of one that starts.
   *
   * @param headCluster what the task's base is measured as
   */
  public static Tournament start(Task task, String headCluster) {
    String base = task.getRepository().getBase();
    return Tournament.newBuilder()
        .setTaskId(task.getTaskId())
        .setBase(base)
        .setHead(base)
        .setHeadCluster(headCluster)
        .setWindow(Math.min(FIRST_WINDOW, task.getBudget().getConcurrent()))
        .setWaiting(
            task.getMerge().orElseThrow().getCandidates().stream()
                .map(MergeCandidate::getName)
                .toList())
        .build();
  }

  /**
   * Decides what can be decided and says what is to be done next.
   *
   * @param trials what is known of each try
   * @param mayCombine whether the budget allows another combination
   */
  public List<Move> next(Function<MergeTry, Trial> trials, boolean mayCombine) {
    List<Move> moves = new ArrayList<>();
    decide(trials, moves);
    dropDoomed(trials);
    if (mayCombine) {
      combine(trials).ifPresent(moves::add);
    }
    return moves;
  }

  /** Whether every candidate is decided. */
  public boolean isDone() {
    return state.getTries().isEmpty() && state.getWaiting().isEmpty();
  }

  /** The first try is on the branch. */
  public void landed() {
    accept(state.getTries().get(0), state.getLanding().orElseThrow(), state.getLandingCluster());
    state.setLanding(null);
  }

  /**
   * Somebody else moved the branch: what is not decided is made and measured anew on where it is.
   *
   * @param head where it is
   * @param headCluster what that is measured as
   */
  public void moved(String head, String headCluster) {
    state.setLanding(null);
    withdraw(0);
    state.setBase(head);
    state.setHead(head);
    state.setHeadCluster(headCluster);
    state.setMoved(state.getMoved() + 1);
    shrink();
  }

  /**
   * The repository does not let it land, and nobody moved the branch: nothing else would land.
   *
   * @param reason what the repository said
   */
  public void refused(String reason) {
    MergeEntry landing = state.getLanding().orElseThrow();
    landing.setState(MergeState.HELPS);
    landing.setReason("it helps, and could not be landed: " + reason);
    decided(state.getTries().get(0), landing);
    state.setLanding(null);
    abandon("what comes before it could not be landed");
  }

  /** Ends it: what is not decided stays undecided. */
  public void abandon(String reason) {
    if (state.getLanding().isPresent()) {
      MergeEntry landing = state.getLanding().get();
      landing.setState(MergeState.UNDECIDED);
      landing.setReason(reason + ", while it was being landed: look at the branch");
      decided(state.getTries().get(0), landing);
      state.setLanding(null);
    }
    withdraw(0);
    for (String name : state.getWaiting()) {
      add(entry(name).setState(MergeState.UNDECIDED).setReason(reason).build());
    }
    state.setWaiting(List.of());
  }

  private void decide(Function<MergeTry, Trial> trials, List<Move> moves) {
    while (!state.getTries().isEmpty() && state.getLanding().isEmpty()) {
      MergeTry first = state.getTries().get(0);
      Trial trial = trials.apply(first);
      if (trial instanceof Trial.Fails fails) {
        // What was made on it goes first: it stands behind it in the queue.
        fails.commit().ifPresent(this::withdrawMadeOn);
        decided(first, failed(first, fails));
        if (fails.commit().isPresent()) {
          shrink();
        }
      } else if (trial instanceof Trial.Helps helps) {
        MergeEntry entry = helped(first, helps);
        if (task.getMerge().orElseThrow().getLand()) {
          state.setLanding(entry);
          state.setLandingCluster(helps.clusterId());
          moves.add(new Move.Land(first, helps.commit()));
        } else {
          accept(first, entry, helps.clusterId());
        }
      } else {
        return;
      }
    }
  }

  /** What is made on a try that fails is of no use, whatever becomes of those before that one. */
  private void dropDoomed(Function<MergeTry, Trial> trials) {
    for (MergeTry attempt : List.copyOf(state.getTries())) {
      if (trials.apply(attempt) instanceof Trial.Fails fails) {
        fails.commit().ifPresent(this::withdrawMadeOn);
      }
    }
  }

  private Optional<Move> combine(Function<MergeTry, Trial> trials) {
    if (state.getWaiting().isEmpty() || state.getTries().size() >= state.getWindow()) {
      return Optional.empty();
    }
    String onto = state.getHead();
    String ontoCluster = state.getHeadCluster();
    for (MergeTry attempt : state.getTries()) {
      Trial trial = trials.apply(attempt);
      if (trial instanceof Trial.Out) {
        return Optional.empty();
      } else if (trial instanceof Trial.Made made) {
        onto = made.commit();
        ontoCluster = made.clusterId();
      } else if (trial instanceof Trial.Helps helps) {
        onto = helps.commit();
        ontoCluster = helps.clusterId();
      }
    }
    state.setCombinations(state.getCombinations() + 1);
    String name = state.getWaiting().get(0);
    MergeTry attempt = new MergeTry(name, name + "-" + state.getCombinations(), onto, ontoCluster);
    List<MergeTry> tries = new ArrayList<>(state.getTries());
    tries.add(attempt);
    state.setTries(tries);
    state.setWaiting(state.getWaiting().subList(1, state.getWaiting().size()));
    return Optional.of(new Move.Combine(attempt));
  }

  private void withdrawMadeOn(String commit) {
    for (int index = 1; index < state.getTries().size(); index++) {
      if (state.getTries().get(index).getOnto().equals(commit)) {
        withdraw(index);
        return;
      }
    }
  }

  /** Takes the tries from this one on back into the line of those that wait, at its front. */
  private void withdraw(int from) {
    List<MergeTry> tries = state.getTries();
    List<String> waiting = new ArrayList<>();
    tries.subList(from, tries.size()).forEach(attempt -> waiting.add(attempt.getCandidate()));
    waiting.addAll(state.getWaiting());
    state.setWaiting(waiting);
    state.setTries(List.copyOf(tries.subList(0, from)));
  }

  private void accept(MergeTry first, MergeEntry entry, String clusterId) {
    decided(first, entry);
    state.setHead(entry.getMerged());
    state.setHeadCluster(clusterId);
    state.setWindow(Math.min(state.getWindow() + 1, task.getBudget().getConcurrent()));
  }

  private void decided(MergeTry first, MergeEntry entry) {
    add(entry);
    state.setTries(
        state.getTries().stream()
            .filter(attempt -> !attempt.getAttemptId().equals(first.getAttemptId()))
            .toList());
  }

  private MergeEntry helped(MergeTry first, Trial.Helps helps) {
    boolean isPushed = task.getMerge().orElseThrow().getLand();
    return entry(first.getCandidate())
        .setState(isPushed ? MergeState.LANDED : MergeState.HELPS)
        .setReason("it makes what it was merged into better")
        .setOnto(first.getOnto())
        .setMerged(helps.commit())
        .setGain(intervals(helps.gain()))
        .setPairs(helps.pairs())
        .build();
  }

  private MergeEntry failed(MergeTry first, Trial.Fails fails) {
    return entry(first.getCandidate())
        .setState(fails.state())
        .setReason(fails.reason())
        .setOnto(first.getOnto())
        .setMerged(fails.commit().orElse(""))
        .setGain(fails.gain().map(MergeQueue::intervals).orElse(Map.of()))
        .setPairs(fails.pairs())
        .setConflicts(fails.conflicts())
        .build();
  }

  private MergeEntry.Builder entry(String name) {
    MergeCandidate candidate = candidate(name);
    return MergeEntry.newBuilder()
        .setName(name)
        .setTaskId(candidate.getTaskId())
        .setAttemptId(candidate.getAttemptId())
        .setCommit(candidate.getCommit());
  }

  /** The candidate of a name. */
  public MergeCandidate candidate(String name) {
    return task.getMerge().orElseThrow().getCandidates().stream()
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no candidate " + name));
  }

  private static Map<String, MetricInterval> intervals(Gain gain) {
    Map<String, MetricInterval> intervals = new HashMap<>();
    gain.change().forEach((metric, interval) -> intervals.put(metric, interval.toRecord()));
    return intervals;
  }

  private void add(MergeEntry entry) {
    List<MergeEntry> decided = new ArrayList<>(state.getDecided());
    decided.add(entry);
    state.setDecided(decided);
  }

  private void shrink() {
    state.setWindow(Math.max(1, state.getWindow() / 2));
  }
}
