package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Judge;
import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Vote;
import dev.winnow.schemas.VoteState;
import dev.winnow.streams.contest.budget.Quota;
import dev.winnow.streams.contest.judging.Ballot;
import dev.winnow.streams.contest.judging.Showing;
import dev.winnow.streams.contest.store.ContestStores;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Asks the task's judge when everything is measured and nothing sets the first apart from others,
 * and lets the contest be decided when the judge has answered. What it asks is paid for first.
 */
final class AskJudgeProcessor implements Processor<String, Step, String, Object> {
  private ProcessorContext<String, Object> context;
  private ContestStores stores;
  private ContestMeters meters;

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new ContestStores(context);
    this.meters = new ContestMeters(context);
  }

  @Override
  public void process(Record<String, Step> record) {
    Task task = stores.tasks().get(record.key()).orElseThrow();
    Contest contest = stores.contests().require(record.key());
    if (task.getJudge().isPresent() && isMeasured(task, contest)) {
      ask(record, task, contest, task.getJudge().get());
    }
    context.forward(record, ContestTopology.DECIDE_CONTEST);
  }

  private static boolean isMeasured(Task task, Contest contest) {
    return contest.getStatus() == ContestStatus.RUNNING
        && contest.getAttemptsOpen() == 0
        && contest.getEvaluationsOpen() == 0
        && Quota.of(task, contest) != Quota.OPEN;
  }

  private void ask(Record<String, Step> record, Task task, Contest contest, Judge judge) {
    List<Vote> votes = stores.votes().of(task.getTaskId());
    if (contest.getVotesOpen() == 0) {
      reserve(task, contest, judge, votes);
    }
    if (contest.getVotesOpen() > 0) {
      int slots = task.getBudget().getConcurrent() - count(votes, VoteState.OUT);
      votes.stream()
          .filter(vote -> vote.getState() == VoteState.DUE)
          .limit(Math.max(0, slots))
          .forEach(vote -> issue(record, task, contest, judge, vote));
      stores.contests().put(contest, record.timestamp());
    }
  }

  /** Takes the next round up, and sets the money for all of it aside. */
  private void reserve(Task task, Contest contest, Judge judge, List<Vote> votes) {
    List<String> tied = Tie.of(LastRung.of(stores, task, contest));
    Purse purse = new Purse(task, contest);
    List<Showing> due =
        new Ballot(task.getTaskId(), tied, votes)
            .due(judge.getRounds(), count -> purse.affords(price(judge, count)));
    if (due.isEmpty()) {
      return;
    }
    if (!purse.reserve(price(judge, due.size()))) {
      throw new IllegalStateException("votes that the cap does not allow: " + due.size());
    }
    int number = votes.isEmpty() ? 0 : votes.get(votes.size() - 1).getNumber();
    for (Showing showing : due) {
      number++;
      votes.add(
          Vote.newBuilder()
              .setTaskId(task.getTaskId())
              .setNumber(number)
              .setRound(showing.round())
              .setFirst(showing.first())
              .setSecond(showing.second())
              .setState(VoteState.DUE)
              .setCost(BigDecimal.ZERO)
              .build());
      stores.votes().put(votes.get(votes.size() - 1));
    }
    contest.setVotesAsked(contest.getVotesAsked() + due.size());
    contest.setVotesOpen(due.size());
  }

  private void issue(
      Record<String, Step> record, Task task, Contest contest, Judge judge, Vote vote) {
    EvaluationOrder order =
        Orders.question(
            task,
            contest,
            vote,
            stores.standings().get(task.getTaskId(), vote.getFirst()).orElseThrow(),
            stores.standings().get(task.getTaskId(), vote.getSecond()).orElseThrow(),
            Instant.ofEpochMilli(record.timestamp()));
    vote.setState(VoteState.OUT);
    stores.votes().put(vote);
    stores.openOrders().put(Orders.open(order, vote, judge.getMaxCost()));
    meters.issued(OrderKind.VOTE);
    context.forward(
        record.withKey(order.getOrderId()).withValue(order), ContestTopology.EVALUATIONS_SINK);
  }

  private static int count(List<Vote> votes, VoteState state) {
    return (int) votes.stream().filter(vote -> vote.getState() == state).count();
  }

  private static BigDecimal price(Judge judge, int votes) {
    return judge.getMaxCost().multiply(BigDecimal.valueOf(votes));
  }
}
