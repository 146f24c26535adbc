package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Vote;
import dev.winnow.schemas.VoteState;
import dev.winnow.streams.contest.store.ContestStores;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Books a vote: it is cast, it is to be asked for again, or it is lost. */
final class RecordVoteProcessor implements Processor<String, Step.VoteSettled, Void, Void> {
  private final int retryLimit;
  private ContestStores stores;

  /**
   * @param retryLimit how often a vote that infrastructure failed is asked for again
   */
  RecordVoteProcessor(int retryLimit) {
    this.retryLimit = retryLimit;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    this.stores = new ContestStores(context);
  }

  @Override
  public void process(Record<String, Step.VoteSettled> record) {
    EvaluationResult result = record.value().result();
    OpenOrder order = record.value().order();
    String taskId = result.getTaskId();
    Task task = stores.tasks().get(taskId).orElseThrow();
    Contest contest = stores.contests().require(taskId);
    Vote vote = stores.votes().get(taskId, Integer.parseInt(order.getSubject())).orElseThrow();
    vote.setCost(vote.getCost().add(Costs.ofVote(result, order)));
    InfrastructureFailure failure =
        InfrastructureFailure.of(result.getOutcome(), order, retryLimit);
    if (failure == InfrastructureFailure.RETRY
        && new Purse(task, contest).reserve(order.getReserved())) {
      vote.setState(VoteState.DUE);
      vote.setRetry(order.getRetry() + 1);
    } else {
      end(vote, result);
      contest.setVotesOpen(contest.getVotesOpen() - 1);
    }
    stores.votes().put(vote);
    stores.contests().put(contest, record.timestamp());
  }

  private static void end(Vote vote, EvaluationResult result) {
    boolean isCast = result.getOutcome() == Outcome.SUCCEEDED && result.getPreference().isPresent();
    vote.setState(isCast ? VoteState.CAST : VoteState.LOST);
    if (isCast) {
      vote.setPreference(result.getPreference().get());
    } else {
      vote.setReason(
          result.getReason().isEmpty() ? "the worker said of no preference" : result.getReason());
    }
  }
}
