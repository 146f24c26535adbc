package dev.winnow.streams.contest;

import dev.winnow.schemas.Audit;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.EvaluatorDigest;
import dev.winnow.schemas.Judging;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.Rejection;
import dev.winnow.schemas.Spend;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.VariantEstimate;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.VerdictKind;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.streams.contest.racing.Cascade;
import dev.winnow.streams.contest.racing.Ruling;
import dev.winnow.streams.contest.store.ContestStores;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes verdicts. */
final class Verdicts {
  private static final int TIE_LIMIT = 1_000;

  private final ContestStores stores;
  private final Task task;
  private final Contest contest;

  Verdicts(ContestStores stores, Task task, Contest contest) {
    this.stores = stores;
    this.task = task;
    this.contest = contest;
  }

  /** The verdict on a task that is not valid. */
  static Verdict refused(Task task, List<Problem> problems, Instant now) {
    String reason =
        problems.stream()
            .map(
                problem -> problem.field() + ": " + problem.message() + " (" + problem.mend() + ")")
            .collect(Collectors.joining("; "));
    return Verdict.newBuilder()
        .setTaskId(task.getTaskId())
        .setKind(VerdictKind.REFUSED)
        .setReason(reason)
        .setSpend(new Spend(BigDecimal.ZERO, BigDecimal.ZERO, 0L, 0L))
        .setRepository(task.getRepository())
        .setStartedAt(now)
        .setDecidedAt(now)
        .build();
  }

  /**
   * The verdict on a contest that has ended.
   *
   * @param rejected attempts that are not on the board
   * @param groups the variants as groups; empty if they were not compared
   */
  Verdict ended(
      Ending ending, List<Rejection> rejected, List<VariantEstimate> groups, Instant now) {
    LastRung rung = LastRung.of(stores, task, contest);
    Optional<Ruling> ruling = rung.isEmpty() ? Optional.empty() : Optional.of(rung.ruling());
    Judged judged = Judged.of(stores, task, ending, rung, ruling);
    Optional<String> preferred = judged.judging().flatMap(Judging::getFirst);
    return Verdict.newBuilder()
        .setTaskId(task.getTaskId())
        .setKind(kind(ending, ruling))
        .setReason(new VerdictReason(task, contest, ending, judged).text(rung, ruling, groups))
        .setKept(Boards.kept(stores, rung, task.getDecision().getKeep(), preferred))
        .setTieSet(tieSet(ruling, preferred))
        .setJudging(judged.judging().orElse(null))
        .setVariants(groups)
        .setRejected(rejected)
        .setAttemptsPlanned(contest.getAttemptsPlanned())
        .setAttemptsRun(contest.getAttemptsIssued())
        .setAttemptsByOutcome(contest.getAttemptsByOutcome())
        .setClusters(contest.getClusters())
        .setEvaluations(contest.getEvaluationsIssued())
        .setDuplicates(contest.getDuplicates())
        .setSamples(contest.getSamples())
        .setHosts(contest.getHosts())
        .setSavings(Saved.of(task, contest, rung))
        .setControl(Boards.control(stores, task, rung).orElse(null))
        .setWarnings(Stream.concat(warnings(groups).stream(), judged.warnings().stream()).toList())
        .setGains(contest.getGains())
        .setBehaviours(rung.isEmpty() ? List.of() : Behaviours.of(rung.ranked()))
        .setAudit(audit().orElse(null))
        .setSpend(contest.getSpend())
        .setRepository(task.getRepository())
        .setStartedAt(contest.getStartedAt())
        .setDecidedAt(now)
        .setGrade(contest.getGrade())
        .build();
  }

  /** Whom nothing measured sets apart from who is named first. */
  private static List<String> tieSet(Optional<Ruling> ruling, Optional<String> preferred) {
    return ruling.map(Tie::of).orElse(List.of()).stream()
        .filter(id -> !id.equals(preferred.orElseGet(() -> ruling.get().leader())))
        .limit(TIE_LIMIT)
        .toList();
  }

  private static VerdictKind kind(Ending ending, Optional<Ruling> ruling) {
    if (ending == Ending.CANCELLED) {
      return VerdictKind.CANCELLED;
    }
    if (ruling.isEmpty()) {
      return VerdictKind.NO_WINNER;
    }
    return ruling.get().tieSet().isEmpty() ? VerdictKind.WINNER : VerdictKind.TIE_SET;
  }

  /** What is known of another evaluator, or of other code, says nothing about this verdict. */
  private Optional<Audit> audit() {
    return task.getAudit()
        .filter(audit -> audit.getBase().equals(task.getRepository().getBase()))
        .filter(audit -> audit.getEvaluator().equals(EvaluatorDigest.of(task.getEvaluator())));
  }

  private List<String> warnings(List<VariantEstimate> groups) {
    return Stream.of(
            control().stream(),
            Hosts.warning(task, contest.getHosts()).stream(),
            Groups.warning(task, contest).stream(),
            Groups.ofOneChange(stores, task, groups).stream())
        .flatMap(warnings -> warnings)
        .toList();
  }

  /** What the untouched base says of the evaluator. */
  private List<String> control() {
    Standing control = stores.standings().get(task.getTaskId(), Control.CLUSTER_ID).orElse(null);
    if (control == null) {
      return Control.isMeasured(task)
          ? List.of("the untouched base was not measured: the money was too little for it")
          : List.of();
    }
    if (control.getState() == StandingState.REJECTED) {
      return List.of("the untouched base was not measured: " + control.getReason());
    }
    return task.getObjectives().stream()
        .map(objective -> noise(objective, control))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> noise(Objective objective, Standing control) {
    return new Noise(
            objective,
            control.getMetrics().get(objective.getMetric()),
            new Cascade(task).isPaired())
        .warning();
  }
}
