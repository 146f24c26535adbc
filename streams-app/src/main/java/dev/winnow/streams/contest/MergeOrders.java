package dev.winnow.streams.contest;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.Combination;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Landing;
import dev.winnow.schemas.MergeTry;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Tournament;
import dev.winnow.streams.contest.merging.MergeQueue;
import java.time.Instant;

/** Writes the orders of a merge tournament. */
final class MergeOrders {
  private MergeOrders() {}

  /** The commit that a tournament's combinations are made on; empty for the task's base. */
  static String base(Task task, Tournament state) {
    return state.getBase().equals(task.getRepository().getBase()) ? "" : state.getBase();
  }

  /** The order to merge a candidate into what a try is made on. */
  static AttemptOrder combination(
      Task task, Contest contest, Tournament state, MergeTry attempt, int retry, Instant now) {
    AttemptOrder order = order(task, contest, state, attempt, Integer.toString(retry), now);
    order.setMerge(
        new Combination(
            attempt.getOnto(), new MergeQueue(task, state).candidate(attempt.getCandidate())));
    return order;
  }

  /** The order to move the branch from the head to what is landed. */
  static AttemptOrder landing(
      Task task, Contest contest, Tournament state, MergeTry attempt, int retry, Instant now) {
    AttemptOrder order = order(task, contest, state, attempt, "landing-" + retry, now);
    order.setMerge(
        new Landing(
            task.getMerge().orElseThrow().getBranch(),
            state.getHead(),
            state.getLanding().orElseThrow().getMerged()));
    return order;
  }

  private static AttemptOrder order(
      Task task, Contest contest, Tournament state, MergeTry attempt, String last, Instant now) {
    int number = Orders.number(attempt.getAttemptId());
    AttemptOrder order =
        Orders.attempt(task, contest, Orders.variant(task, attempt.getCandidate()), number, 0, now);
    order.setOrderId(task.getTaskId() + '/' + attempt.getAttemptId() + '/' + last);
    Repository repository = task.getRepository();
    order.setRepository(
        new Repository(repository.getUrl(), state.getBase(), repository.getResults()));
    return order;
  }
}
