package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.Merge;
import dev.winnow.schemas.MergeEntry;
import dev.winnow.schemas.MergeReport;
import dev.winnow.schemas.MergeState;
import dev.winnow.schemas.Rejection;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Tournament;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import dev.winnow.streams.contest.merging.MergeQueue;
import dev.winnow.streams.contest.store.ContestStores;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Writes verdicts of merge tournaments. */
final class MergeVerdicts {
  private final ContestStores stores;
  private final Task task;
  private final Contest contest;

  MergeVerdicts(ContestStores stores, Task task, Contest contest) {
    this.stores = stores;
    this.task = task;
    this.contest = contest;
  }

  /**
   * The verdict on a tournament that has ended; what is not decided is booked as that.
   *
   * @param rejected combinations that are not on the board
   */
  Verdict ended(Ending ending, List<Rejection> rejected, Instant now) {
    Tournament state = closed(ending);
    boolean isAnyGood = state.getDecided().stream().anyMatch(this::isGood);
    VerdictKind kind = isAnyGood ? VerdictKind.WINNER : VerdictKind.NO_WINNER;
    return Verdict.newBuilder(
            new Verdicts(stores, task, contest).ended(ending, rejected, List.of(), now))
        .setKind(ending == Ending.CANCELLED ? VerdictKind.CANCELLED : kind)
        .setReason(reason(ending, state))
        .setKept(isAnyGood ? head(state) : List.of())
        .setTieSet(List.of())
        // What a measurement of every combination by itself would have cost says nothing here.
        .setSavings(null)
        .setMerge(report(state))
        .build();
  }

  private Tournament closed(Ending ending) {
    Tournament state = RunTournamentProcessor.state(stores, task);
    new MergeQueue(task, state).abandon(ending.text() + " before it was decided");
    stores.tournaments().put(state);
    return state;
  }

  /** Whether it landed, or would have if anything was to be landed. */
  private boolean isGood(MergeEntry entry) {
    boolean isPushed = task.getMerge().orElseThrow().getLand();
    return entry.getState() == (isPushed ? MergeState.LANDED : MergeState.HELPS);
  }

  private MergeReport report(Tournament state) {
    Merge merge = task.getMerge().orElseThrow();
    return MergeReport.newBuilder()
        .setBranch(merge.getBranch())
        .setStart(task.getRepository().getBase())
        .setHead(state.getHead())
        .setLand(merge.getLand())
        .setEntries(state.getDecided())
        .setMoved(state.getMoved())
        .setCombinations(state.getCombinations())
        .build();
  }

  private String reason(Ending ending, Tournament state) {
    Merge merge = task.getMerge().orElseThrow();
    List<MergeEntry> good = state.getDecided().stream().filter(this::isGood).toList();
    String ended = ending == Ending.ALL_IN ? "" : ending.text() + ": ";
    String did = merge.getLand() ? "landed on " + merge.getBranch() : "help together";
    if (good.isEmpty()) {
      return ended + "none of " + merge.getCandidates().size() + " patches " + did;
    }
    return ended
        + good.size()
        + " of "
        + merge.getCandidates().size()
        + " patches "
        + did
        + ": "
        + good.stream().map(MergeEntry::getName).collect(Collectors.joining(", "));
  }

  /** What the branch has now, as it was measured. */
  private List<LeaderboardEntry> head(Tournament state) {
    LastRung rung = LastRung.of(stores, task, contest);
    return Boards.entries(stores, rung, Integer.MAX_VALUE).stream()
        .filter(entry -> entry.getClusterId().equals(state.getHeadCluster()))
        .map(entry -> LeaderboardEntry.newBuilder(entry).setRank(1).setTied(false).build())
        .toList();
  }
}
