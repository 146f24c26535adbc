package dev.winnow.worker.check;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PushSource;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.worker.git.Commits;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.GitTree;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.git.TooManyFilesException;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.order.Reason;
import dev.winnow.worker.process.Cancellation;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checks. The files that are checked are read as data, from git's objects; none is run. Each
 * check has a thread of its own, so that one that does not end is given up when its time is out.
 *
 * <p>The order's timeout is for the check alone, and so is {@code checkMs}, which is what is billed
 * and never more than the timeout, whose worth was reserved. To fetch the commits comes before, has
 * a limit of its own and costs nothing: how long it takes is up to the network and to what this
 * worker has fetched before.
 */
public final class CheckRunner implements OrderRunner<CheckOrder, CheckResult> {
  private static final Logger log = LoggerFactory.getLogger(CheckRunner.class);

  /** All that an order names; each of git's commands has a limit of its own besides. */
  private static final Duration FETCH_LIMIT = Duration.ofMinutes(10);

  private static final String NOT_FETCHED =
      "its commits, or those of a repository it has contracts with, could not be fetched within "
          + FETCH_LIMIT.toMinutes()
          + " minutes";

  /** Each takes a core from the others. */
  private static final int MOST_GIVEN_UP = 4;

  private final String worker;
  private final Mirrors mirrors;
  private final Checker checker;
  private final Clock clock;
  private final Consumer<RuntimeException> onFailure;
  private final CheckThreads threads;

  /**
   * @param worker the worker's name
   * @param mirrors keeps the repositories
   * @param clock the time that results tell
   * @param onFailure told when so many checks that were given up have not ended that the process
   *     should
   */
  public CheckRunner(
      String worker, Mirrors mirrors, Clock clock, Consumer<RuntimeException> onFailure) {
    this(worker, mirrors, clock, onFailure, new CheckThreads());
  }

  CheckRunner(
      String worker,
      Mirrors mirrors,
      Clock clock,
      Consumer<RuntimeException> onFailure,
      CheckThreads threads) {
    this.worker = worker;
    this.mirrors = mirrors;
    this.checker = new Checker();
    this.clock = clock;
    this.onFailure = onFailure;
    this.threads = threads;
  }

  @Override
  public String resultKey(CheckOrder order) {
    return order.getSubject();
  }

  @Override
  public CheckResult notRun(CheckOrder order, int delivery, String reason) {
    return failed(begin(order, delivery), Outcome.INFRASTRUCTURE_FAILED, reason);
  }

  @Override
  public Optional<CheckResult> run(CheckOrder order, int delivery, Cancellation cancellation) {
    failIfExhausted();
    // What was given up may go on for a while: what it writes is its own.
    CheckResult.Builder result = begin(order, delivery);
    try {
      Optional<Sources> sources = fetch(order, cancellation);
      return Optional.of(
          sources.isPresent()
              ? check(order, sources.get(), result, cancellation)
              : failed(result, Outcome.INFRASTRUCTURE_FAILED, NOT_FETCHED));
    } catch (CancellationException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(failed(order, result, e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The order is carried out all the same; another worker gets those that come later. */
  private void failIfExhausted() {
    int alive = threads.givenUp();
    if (alive > MOST_GIVEN_UP) {
      String message =
          alive + " checks that were given up still run, and only a new process ends them";
      log.error(message);
      onFailure.accept(new IllegalStateException(message));
    }
  }

  /** Empty if that takes too long. A first clone takes longer than any check. */
  private Optional<Sources> fetch(CheckOrder order, Cancellation cancellation)
      throws ExecutionException, InterruptedException {
    try {
      String name = "fetch " + order.getOrderId();
      return Optional.of(
          threads.run(name, FETCH_LIMIT, cancellation, () -> Sources.fetch(order, mirrors)));
    } catch (TimeoutException e) {
      return Optional.empty();
    }
  }

  private CheckResult check(
      CheckOrder order, Sources sources, CheckResult.Builder result, Cancellation cancellation)
      throws InterruptedException {
    int delivery = result.getDelivery();
    Duration limit = Duration.ofMillis(order.getTimeoutMs());
    long start = System.nanoTime();
    CheckResult ended;
    try {
      ended =
          threads.run(
              "check " + order.getOrderId(),
              limit,
              cancellation,
              () -> check(order, sources, begin(order, delivery)));
    } catch (TimeoutException e) {
      String reason = "the check took longer than " + limit.toSeconds() + " s";
      ended = failed(result, Outcome.TIMED_OUT, reason);
    } catch (ExecutionException e) {
      ended = failed(order, result, e.getCause());
    }
    long elapsed = (System.nanoTime() - start) / 1_000_000;
    ended.setCheckMs(Math.min(elapsed, order.getTimeoutMs()));
    return ended;
  }

  private static CheckResult failed(CheckOrder order, CheckResult.Builder result, Throwable cause) {
    if (cause instanceof TooManyFilesException tooMany) {
      String reason = "the repository has " + tooMany.getMessage();
      return failed(result, Outcome.REJECTED_BY_GATE, reason);
    }
    Throwable read = cause instanceof UncheckedIOException ? cause.getCause() : cause;
    if (read instanceof GitException git) {
      // Git's words can name hosts, folders and users, and the reason is published.
      log.warn("Commits cannot be read. order={} cause={}", order.getOrderId(), git.getMessage());
      return failed(
          result,
          Outcome.INFRASTRUCTURE_FAILED,
          "its commits, or those of a repository it has contracts with, could not be read; the"
              + " worker's log says why");
    }
    log.error("The check failed on these commits. order={}", order.getOrderId(), cause);
    if (cause instanceof OutOfMemoryError) {
      // It may be another run that has the memory, and may not be so at the next try.
      String reason = "the worker had not enough memory for the check";
      return failed(result, Outcome.INFRASTRUCTURE_FAILED, reason);
    }
    return failed(
        result,
        Outcome.REJECTED_BY_GATE,
        "the checker failed on these commits (" + cause.getClass().getSimpleName() + ")");
  }

  private CheckResult check(CheckOrder order, Sources sources, CheckResult.Builder result)
      throws GitException {
    String repository = order.getRepository().getName();
    try (OpenTrees trees = new OpenTrees()) {
      List<Checker.Commit> neighbours = sources.neighbours(trees);
      List<CheckNote> notes = sources.notes();
      Checker.Commit head = trees.open(repository, sources.mirror(), order.getHead());
      if (order.getKind() == CheckKind.INDEX) {
        return result
            .setOutcome(Outcome.SUCCEEDED)
            .setContracts(contracts(order, checker.index(head), notes))
            .build();
      }
      if (order.getKind() == CheckKind.SCAN) {
        List<Checker.Commit> earlier = new ArrayList<>();
        for (String commit : Commits.sample(sources.mirror(), order.getHead())) {
          earlier.add(trees.open(repository, sources.mirror(), commit));
        }
        return found(order, checker.checkAll(earlier, head, neighbours, 0), notes, result);
      }
      Optional<String> mergeBase =
          GitTree.mergeBase(sources.mirror(), order.getBase().orElseThrow(), order.getHead());
      if (mergeBase.isEmpty()) {
        String reason = "head and base have no common ancestor";
        return failed(result, Outcome.REJECTED_BY_GATE, reason);
      }
      Checker.Commit before = trees.open(repository, sources.mirror(), mergeBase.get());
      Checker.Report report = checker.check(before, head, neighbours, order.getNumber());
      return found(order, report, notes, result.setMergeBase(mergeBase.get()));
    }
  }

  private static CheckResult found(
      CheckOrder order, Checker.Report report, List<CheckNote> notes, CheckResult.Builder result) {
    RepositoryContracts contracts = contracts(order, report.index(), notes);
    notes.addAll(report.notes());
    Fitting.set(result, report.findings(), notes);
    return result.setOutcome(Outcome.SUCCEEDED).setContracts(contracts).build();
  }

  /** Where it is known from, and since when, is for the topology to say. */
  private static RepositoryContracts contracts(
      CheckOrder order, Checker.Index index, List<CheckNote> notes) {
    return Fitting.contracts(order.getRepository().getName(), index, notes)
        .setRepository(order.getRepository())
        .setCommit(order.getHead())
        .setSource(PushSource.PULL_REQUEST_BASE)
        .setPushedAt(Instant.EPOCH)
        .build();
  }

  private CheckResult.Builder begin(CheckOrder order, int delivery) {
    return CheckResult.newBuilder()
        .setOrderId(order.getOrderId())
        .setSubject(order.getSubject())
        .setKind(order.getKind())
        .setDelivery(delivery)
        .setWorker(worker)
        .setStartedAt(clock.instant());
  }

  private static CheckResult failed(CheckResult.Builder result, Outcome outcome, String reason) {
    return result.setOutcome(outcome).setReason(Reason.of(reason)).build();
  }
}
