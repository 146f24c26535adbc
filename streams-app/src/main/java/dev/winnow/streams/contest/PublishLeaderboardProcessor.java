package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.racing.RaceThinning;
import dev.winnow.streams.contest.store.BoardSnapshots;
import dev.winnow.streams.contest.store.ContestStores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Publishes the top of the board when a change of rank reaches it; below that nothing is written.
 */
final class PublishLeaderboardProcessor
    implements Processor<String, Step.RankChanged, String, Leaderboard> {
  /**
   * So many from the top are held against each other. Those further down could be the best with a
   * probability that no table shows.
   */
  private static final int LOOKED_AT = 256;

  private final int size;
  private final BoardSnapshots snapshots;
  private BoardSnapshots.Partition partition;
  private ProcessorContext<String, Leaderboard> context;
  private ContestStores stores;
  private PromptCommits commits;

  /**
   * @param size how many entries a published board has at most
   * @param snapshots where queries find what was published last
   */
  PublishLeaderboardProcessor(int size, BoardSnapshots snapshots) {
    this.size = size;
    this.snapshots = snapshots;
  }

  @Override
  public void init(ProcessorContext<String, Leaderboard> context) {
    this.context = context;
    this.stores = new ContestStores(context);
    this.commits = new PromptCommits(context);
    this.partition = snapshots.open(context.taskId().partition());
  }

  @Override
  public void close() {
    partition.close();
  }

  @Override
  public void process(Record<String, Step.RankChanged> record) {
    String taskId = record.value().taskId();
    List<String> top = stores.ranks().top(taskId, size);
    var last = stores.leaderboards().get(taskId);
    boolean reached =
        record.value().clusterId().map(changed -> isOn(changed, top, last)).orElse(true);
    if (!reached) {
      return;
    }
    Task task = stores.tasks().get(taskId).orElseThrow();
    Contest contest = stores.contests().require(taskId);
    LastRung rung = LastRung.top(stores, task, contest, Math.max(size, LOOKED_AT));
    Boards.next(
            contest,
            last,
            Boards.entries(stores, rung, size),
            Boards.control(stores, task, rung),
            Instant.ofEpochMilli(record.timestamp()))
        .ifPresent(
            board -> {
              stores.leaderboards().put(board);
              partition.put(board);
              keep(task, contest, board);
              context.forward(
                  record.withKey(taskId).withValue(board), ContestTopology.LEADERBOARDS_SINK);
              commits.ask(record.timestamp());
            });
  }

  /** Adds the board to the history of its race. */
  private void keep(Task task, Contest contest, Leaderboard board) {
    stores.race().remove(task.getTaskId(), RaceThinning.dropped(board.getVersion()));
    if (RaceThinning.isKept(board.getVersion())) {
      stores.race().put(RacePoints.of(task, contest, board));
    }
  }

  private static boolean isOn(String clusterId, List<String> top, Optional<Leaderboard> last) {
    return clusterId.equals(Control.CLUSTER_ID)
        || top.contains(clusterId)
        || last.stream()
            .flatMap(board -> board.getEntries().stream())
            .anyMatch(entry -> entry.getClusterId().equals(clusterId));
  }
}
