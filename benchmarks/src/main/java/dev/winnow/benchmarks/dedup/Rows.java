package dev.winnow.benchmarks.dedup;

import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.Direction;
import dev.winnow.schemas.MetricSummary;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.streams.contest.ranking.ScoreKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Bids as standings: the auction is the task, the bidder the cluster, the price the score. */
final class Rows {
  private static final String PRICE = "price";
  private static final List<Objective> OBJECTIVES =
      List.of(Objective.newBuilder().setMetric(PRICE).setDirection(Direction.MAXIMIZE).build());
  private static final BigDecimal FREE = BigDecimal.valueOf(0, 6);
  private static final DiffStatistics NONE = new DiffStatistics(0, 0, 0);

  private Rows() {}

  static Standing of(Bid bid) {
    Standing row = new Standing();
    row.setTaskId(task(bid));
    row.setClusterId(cluster(bid));
    row.setAttemptId(bid.channel());
    row.setVariant("");
    row.setCommit(bid.url());
    row.setSize(1);
    row.setDiff(NONE);
    row.setState(StandingState.MEASURED);
    row.setReason(bid.extra());
    row.setMetrics(
        Map.of(
            PRICE,
            new MetricSummary(
                1L, (double) bid.price(), 0.0, (double) bid.price(), (double) bid.price(), -1.0)));
    row.setFresh(Map.of());
    row.setScreening(Map.of());
    row.setFamilyId("");
    row.setBehaviour("");
    row.setBase("");
    row.setCost(FREE);
    row.setUpdatedAt(Instant.ofEpochMilli(bid.time()));
    return row;
  }

  static String task(Bid bid) {
    return Integer.toString(bid.auction());
  }

  /** A name as long as a cluster's. */
  static String cluster(Bid bid) {
    String digits = Integer.toString(bid.bidder());
    return "0".repeat(16 - digits.length()) + digits;
  }

  static byte[] key(Standing row) {
    return ScoreKey.of(OBJECTIVES, row);
  }

  static long digest(Standing row) {
    return new Bid(
            Integer.parseInt(row.getTaskId()),
            Integer.parseInt(row.getClusterId()),
            (long) row.getMetrics().get(PRICE).getMean(),
            "",
            "",
            0,
            "")
        .digest();
  }
}
