package dev.winnow.worker.check;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.Neighbour;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PushSource;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.GitTree;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.order.Reason;
import dev.winnow.worker.process.Cancellation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checks. The files that are checked are read as data, from git's objects; none is run. Each
 * check has a thread of its own, so that one that does not end is given up when its time is out.
 */
public final class CheckRunner implements OrderRunner<CheckOrder, CheckResult> {
  private static final Logger log = LoggerFactory.getLogger(CheckRunner.class);

  /** Parsers call themselves; their depth is bounded, and this is enough for it. */
  private static final long STACK_BYTES = 64L << 20;

  private final String worker;
  private final Mirrors mirrors;
  private final Checker checker;
  private final Clock clock;

  /**
   * @param worker the worker's name
   * @param mirrors keeps the repositories
   * @param clock the time that results tell
   */
  public CheckRunner(String worker, Mirrors mirrors, Clock clock) {
    this.worker = worker;
    this.mirrors = mirrors;
    this.checker = new Checker();
    this.clock = clock;
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
    // The check may go on for a while after it was given up: what it writes is its own.
    CheckResult.Builder result = begin(order, delivery);
    long start = System.nanoTime();
    FutureTask<CheckResult> check = new FutureTask<>(() -> check(order, begin(order, delivery)));
    Thread thread = new Thread(null, check, "check " + order.getOrderId(), STACK_BYTES);
    thread.setDaemon(true);
    cancellation.whenCancelled(() -> check.cancel(true));
    thread.start();
    CheckResult ended;
    try {
      ended = check.get(order.getTimeoutMs(), TimeUnit.MILLISECONDS);
    } catch (CancellationException e) {
      return Optional.empty();
    } catch (TimeoutException e) {
      check.cancel(true);
      String reason = "the check took longer than " + order.getTimeoutMs() / 1000 + " s";
      ended = failed(result, Outcome.TIMED_OUT, reason);
    } catch (ExecutionException e) {
      ended = failed(order, result, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    ended.setCheckMs((System.nanoTime() - start) / 1_000_000);
    return Optional.of(ended);
  }

  private static CheckResult failed(CheckOrder order, CheckResult.Builder result, Throwable cause) {
    if (cause instanceof GitException git) {
      return failed(result, Outcome.INFRASTRUCTURE_FAILED, git.getMessage());
    }
    if (cause instanceof OutOfMemoryError error) {
      throw error;
    }
    log.error("The check failed on these commits. order={}", order.getOrderId(), cause);
    return failed(
        result,
        Outcome.REJECTED_BY_GATE,
        "the checker failed on these commits (" + cause.getClass().getSimpleName() + ")");
  }

  private CheckResult check(CheckOrder order, CheckResult.Builder result) throws GitException {
    String url = order.getRepository().getCloneUrl();
    Path mirror = mirrors.pin(url, order.getHead());
    List<Checker.Commit> neighbours = new ArrayList<>();
    List<GitTree> open = new ArrayList<>();
    try {
      for (Neighbour neighbour : order.getNeighbours()) {
        Path other = mirrors.pin(neighbour.getCloneUrl(), neighbour.getCommit());
        GitTree tree = GitTree.open(other, neighbour.getCommit());
        open.add(tree);
        neighbours.add(new Checker.Commit(neighbour.getRepository(), tree));
      }
      GitTree head = GitTree.open(mirror, order.getHead());
      open.add(head);
      Checker.Commit checked = new Checker.Commit(order.getRepository().getName(), head);
      if (order.getKind() == CheckKind.INDEX) {
        return result
            .setOutcome(Outcome.SUCCEEDED)
            .setContracts(contracts(order, checker.index(checked)))
            .build();
      }
      String base = order.getBase().orElseThrow();
      mirrors.pin(url, base);
      Optional<String> mergeBase = GitTree.mergeBase(mirror, base, order.getHead());
      if (mergeBase.isEmpty()) {
        String reason = "head and base have no common ancestor";
        return failed(result, Outcome.REJECTED_BY_GATE, reason);
      }
      GitTree before = GitTree.open(mirror, mergeBase.get());
      open.add(before);
      Checker.Report report =
          checker.check(
              new Checker.Commit(order.getRepository().getName(), before),
              checked,
              neighbours,
              order.getNumber());
      return result
          .setOutcome(Outcome.SUCCEEDED)
          .setMergeBase(mergeBase.get())
          .setFindings(report.findings())
          .setNotes(report.notes())
          .setContracts(contracts(order, report.index()))
          .build();
    } finally {
      open.forEach(GitTree::close);
    }
  }

  /** Where it is known from, and since when, is for the topology to say. */
  private static RepositoryContracts contracts(CheckOrder order, Checker.Index index) {
    return RepositoryContracts.newBuilder()
        .setRepository(order.getRepository())
        .setCommit(order.getHead())
        .setSource(PushSource.PULL_REQUEST_BASE)
        .setPushedAt(Instant.EPOCH)
        .setDigest(index.digest())
        .setProvides(index.provides())
        .setConsumes(index.consumes())
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
