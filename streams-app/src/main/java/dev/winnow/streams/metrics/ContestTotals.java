package dev.winnow.streams.metrics;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.Spend;
import dev.winnow.streams.contest.control.Permission;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * What the contests of this instance's partitions come to.
 *
 * @param contests how many there are by status
 * @param attempts attempts that are out, of open contests
 * @param evaluations evaluations that are out
 * @param votes questions to judges that are out
 * @param spent settled money of open contests, in US dollars
 * @param reserved money reserved for what is out, in US dollars
 * @param cap caps on money of the open contests that have one, in US dollars
 * @param overshoot money above the caps of all contests, in US dollars; 0 unless something is wrong
 * @param dearest open contests with the most money spent and reserved, at most {@value #MOST_TASKS}
 */
record ContestTotals(
    Map<ContestStatus, Integer> contests,
    long attempts,
    long evaluations,
    long votes,
    BigDecimal spent,
    BigDecimal reserved,
    BigDecimal cap,
    BigDecimal overshoot,
    List<OpenTask> dearest) {

  /** Label values are kept: a thousand tasks are not a thousand time series each. */
  static final int MOST_TASKS = 20;

  /** Money of one open contest, in US dollars. */
  record OpenTask(String taskId, BigDecimal spent, BigDecimal reserved, Optional<BigDecimal> cap) {
    BigDecimal used() {
      return spent.add(reserved);
    }
  }

  /**
   * Adds contests up.
   *
   * @param cap the cap on money of a task, in US dollars; empty if there is none
   */
  static ContestTotals of(Iterator<Contest> contests, Function<String, Optional<BigDecimal>> cap) {
    Map<ContestStatus, Integer> byStatus = new EnumMap<>(ContestStatus.class);
    long attempts = 0;
    long evaluations = 0;
    long votes = 0;
    BigDecimal spent = BigDecimal.ZERO;
    BigDecimal reserved = BigDecimal.ZERO;
    BigDecimal caps = BigDecimal.ZERO;
    BigDecimal overshoot = BigDecimal.ZERO;
    PriorityQueue<OpenTask> dearest = new PriorityQueue<>(Comparator.comparing(OpenTask::used));
    while (contests.hasNext()) {
      Contest contest = contests.next();
      byStatus.merge(contest.getStatus(), 1, Integer::sum);
      Optional<BigDecimal> most = cap.apply(contest.getTaskId());
      Spend spend = contest.getSpend();
      OpenTask task =
          new OpenTask(contest.getTaskId(), spend.getMoney(), spend.getReserved(), most);
      overshoot =
          overshoot.add(
              most.map(limit -> task.used().subtract(limit).max(BigDecimal.ZERO))
                  .orElse(BigDecimal.ZERO));
      if (Permission.isOpen(contest.getStatus())) {
        attempts += contest.getAttemptsOpen();
        evaluations += contest.getEvaluationsOpen();
        votes += contest.getVotesOpen();
        spent = spent.add(task.spent());
        reserved = reserved.add(task.reserved());
        caps = caps.add(most.orElse(BigDecimal.ZERO));
        dearest.add(task);
        if (dearest.size() > MOST_TASKS) {
          dearest.remove();
        }
      }
    }
    return new ContestTotals(
        byStatus,
        attempts,
        evaluations,
        votes,
        spent,
        reserved,
        caps,
        overshoot,
        List.copyOf(dearest));
  }
}
