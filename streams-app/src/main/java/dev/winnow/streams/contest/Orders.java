package dev.winnow.streams.contest;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.Judge;
import dev.winnow.schemas.OpenOrder;
import dev.winnow.schemas.OrderKind;
import dev.winnow.schemas.Question;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.schemas.Vote;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** Writes orders: everything a worker needs, copied from the task. */
final class Orders {
  private Orders() {}

  /** The order for one attempt of a variant. */
  static AttemptOrder attempt(
      Task task, Contest contest, Variant variant, int number, int retry, Instant now) {
    String attemptId = attemptId(variant.getName(), number);
    return AttemptOrder.newBuilder()
        .setOrderId(task.getTaskId() + '/' + attemptId + '/' + retry)
        .setTaskId(task.getTaskId())
        .setAttemptId(attemptId)
        .setVariant(variant.getName())
        .setNumber(number)
        .setRepository(task.getRepository())
        .setPrompt(variant.getPrompt().orElse(task.getPrompt()))
        .setParameters(variant.getParameters())
        .setAgent(task.getAgent())
        .setProtectedPaths(task.getEvaluator().getProtectedPaths())
        .setProtectedChange(task.getEvaluator().getProtectedChange())
        .setIssuedAt(now)
        .setExpiresAt(contest.getEndsAt())
        .setOnce(task.getAgent().getMaxCost().signum() > 0)
        .build();
  }

  /** The order to take samples of a cluster's patch at a rung. */
  static EvaluationOrder evaluation(
      Task task, Contest contest, Step.EvaluateCluster due, int index, Instant now) {
    Standing standing = due.standing();
    Rung rung =
        Rung.newBuilder(task.getEvaluator().getRungs().get(index))
            .setSamples(due.samples())
            .build();
    return EvaluationOrder.newBuilder()
        .setOrderId(
            String.join(
                "/",
                task.getTaskId(),
                standing.getClusterId(),
                (contest.getGrade() > 1 ? "g" + contest.getGrade() + "-" : "")
                    + index
                    + (due.firstBlock() > 1 ? "." + due.firstBlock() : ""),
                Integer.toString(due.retry())))
        .setTaskId(task.getTaskId())
        .setClusterId(standing.getClusterId())
        .setAttemptId(standing.getAttemptId())
        .setVariant(standing.getVariant())
        .setRepository(repository(task, standing))
        .setCommit(standing.getCommit())
        .setRung(rung)
        .setRungIndex(index)
        .setProtectedPaths(task.getEvaluator().getProtectedPaths())
        .setParameters(parameters(task, standing))
        .setIssuedAt(now)
        .setExpiresAt(contest.getEndsAt())
        .setGrade(contest.getGrade())
        .setFirstBlock(due.firstBlock())
        .setOnce(task.getEvaluator().getPricePerHour().filter(at -> at.signum() > 0).isPresent())
        .build();
  }

  /**
   * The order to ask the judge about two patches. Nothing in it is for the judge but the patches.
   */
  static EvaluationOrder question(
      Task task, Contest contest, Vote vote, Standing first, Standing second, Instant now) {
    Judge judge = task.getJudge().orElseThrow();
    return EvaluationOrder.newBuilder()
        .setOrderId(
            String.join(
                "/",
                task.getTaskId(),
                "votes",
                (contest.getGrade() > 1 ? "g" + contest.getGrade() + "-" : "") + vote.getNumber(),
                Integer.toString(vote.getRetry())))
        .setTaskId(task.getTaskId())
        .setClusterId(first.getClusterId())
        .setAttemptId(first.getAttemptId())
        .setVariant(first.getVariant())
        .setRepository(task.getRepository())
        .setCommit(first.getCommit())
        .setRung(
            Rung.newBuilder()
                .setName("judge")
                .setCommand(judge.getCommand())
                .setEnvironment(judge.getEnvironment())
                .setTimeoutMs(judge.getTimeoutMs())
                .setBounds(judge.getBounds().orElse(null))
                .build())
        .setRungIndex(task.getEvaluator().getRungs().size())
        .setProtectedPaths(task.getEvaluator().getProtectedPaths())
        .setParameters(Map.of())
        .setIssuedAt(now)
        .setExpiresAt(contest.getEndsAt())
        .setGrade(contest.getGrade())
        .setOnce(judge.getMaxCost().signum() > 0)
        .setQuestion(new Question(second.getCommit(), task.getPrompt()))
        .build();
  }

  /** What is kept of an attempt order until its result is in. */
  static OpenOrder open(AttemptOrder order, int retry, BigDecimal reserved) {
    return OpenOrder.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setKind(OrderKind.ATTEMPT)
        .setSubject(order.getAttemptId())
        .setRetry(retry)
        .setReserved(reserved)
        .setIssuedAt(order.getIssuedAt())
        .build();
  }

  /** What is kept of an evaluation order until its result is in. */
  static OpenOrder open(EvaluationOrder order, int retry, BigDecimal reserved) {
    return OpenOrder.newBuilder()
        .setOrderId(order.getOrderId())
        .setTaskId(order.getTaskId())
        .setKind(OrderKind.EVALUATION)
        .setSubject(order.getClusterId())
        .setRungIndex(order.getRungIndex())
        .setRetry(retry)
        .setFirstBlock(order.getFirstBlock())
        .setSamples(order.getRung().getSamples())
        .setReserved(reserved)
        .setIssuedAt(order.getIssuedAt())
        .build();
  }

  /** What is kept of a question until its answer is in. */
  static OpenOrder open(EvaluationOrder question, Vote vote, BigDecimal reserved) {
    return OpenOrder.newBuilder()
        .setOrderId(question.getOrderId())
        .setTaskId(question.getTaskId())
        .setKind(OrderKind.VOTE)
        .setSubject(Integer.toString(vote.getNumber()))
        .setRetry(vote.getRetry())
        .setReserved(reserved)
        .setIssuedAt(question.getIssuedAt())
        .build();
  }

  private static Repository repository(Task task, Standing standing) {
    Repository of = task.getRepository();
    return standing.getBase().isEmpty()
        ? of
        : new Repository(of.getUrl(), standing.getBase(), of.getResults());
  }

  private static Map<String, String> parameters(Task task, Standing standing) {
    return standing.getControl() ? Map.of() : variant(task, standing.getVariant()).getParameters();
  }

  static Variant variant(Task task, String name) {
    return task.getVariants().stream()
        .filter(variant -> variant.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("task has no variant " + name));
  }

  /** Whether an attempt was issued before the one that stands for a cluster. */
  static boolean isIssuedBefore(Task task, Attempt attempt, Standing standing) {
    int one = index(task, attempt.getVariant());
    int other = index(task, standing.getVariant());
    return one != other
        ? one < other
        : number(attempt.getAttemptId()) < number(standing.getAttemptId());
  }

  private static int index(Task task, String variant) {
    return task.getVariants().indexOf(variant(task, variant));
  }

  static String attemptId(String variant, int number) {
    return variant + '-' + number;
  }

  /** The number in an attempt id: what comes after the last dash. */
  static int number(String attemptId) {
    return Integer.parseInt(attemptId.substring(attemptId.lastIndexOf('-') + 1));
  }
}
