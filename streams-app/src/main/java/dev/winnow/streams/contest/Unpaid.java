package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Standing;
import java.util.ArrayList;
import java.util.List;

/** Clusters whose next evaluation is due and that the money did not allow: they are next. */
final class Unpaid {
  private Unpaid() {}

  static void add(Contest contest, Standing due) {
    List<String> unpaid = new ArrayList<>(contest.getUnpaid());
    unpaid.add(due.getClusterId());
    contest.setUnpaid(unpaid);
  }

  static void remove(Contest contest, String clusterId) {
    List<String> unpaid = new ArrayList<>(contest.getUnpaid());
    unpaid.remove(clusterId);
    contest.setUnpaid(unpaid);
  }
}
