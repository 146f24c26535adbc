package dev.winnow.worker.check;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckNote;
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
      // Git's words can name hosts, folders and users, and the reason is published.
      log.warn("Commits cannot be read. order={} cause={}", order.getOrderId(), git.getMessage());
      return failed(
          result,
          Outcome.INFRASTRUCTURE_FAILED,
          "its commits, or those of a repository it has contracts with, could not be read; the"
              + " worker's log says why");
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
    String repository = order.getRepository().getName();
    String url = order.getRepository().getCloneUrl();
    Path mirror = mirrors.pin(url, order.getHead());
    List<CheckNote> notes = new ArrayList<>();
    try (OpenTrees trees = new OpenTrees()) {
      List<Checker.Commit> neighbours = neighbours(order, trees, notes);
      Checker.Commit head = trees.open(repository, mirror, order.getHead());
      if (order.getKind() == CheckKind.INDEX) {
        return result
            .setOutcome(Outcome.SUCCEEDED)
            .setContracts(contracts(order, checker.index(head), notes))
            .build();
      }
      String base = order.getBase().orElseThrow();
      mirrors.pin(url, base);
      Optional<String> mergeBase = GitTree.mergeBase(mirror, base, order.getHead());
      if (mergeBase.isEmpty()) {
        String reason = "head and base have no common ancestor";
        return failed(result, Outcome.REJECTED_BY_GATE, reason);
      }
      Checker.Commit before = trees.open(repository, mirror, mergeBase.get());
      Checker.Report report = checker.check(before, head, neighbours, order.getNumber());
      RepositoryContracts contracts = contracts(order, report.index(), notes);
      notes.addAll(report.notes());
      Fitting.set(result, report.findings(), notes);
      return result
          .setOutcome(Outcome.SUCCEEDED)
          .setMergeBase(mergeBase.get())
          .setContracts(contracts)
          .build();
    }
  }

  /** The neighbours' trees. One that cannot be read fails the check, unless the order says not. */
  private List<Checker.Commit> neighbours(CheckOrder order, OpenTrees trees, List<CheckNote> notes)
      throws GitException {
    List<Checker.Commit> neighbours = new ArrayList<>();
    for (Neighbour each : order.getNeighbours()) {
      try {
        Path mirror = mirrors.pin(each.getCloneUrl(), each.getCommit());
        neighbours.add(trees.open(each.getRepository(), mirror, each.getCommit()));
      } catch (GitException e) {
        if (!order.getMayOmitNeighbours()) {
          throw e;
        }
        log.warn(
            "A neighbour is left out. order={} repository={} cause={}",
            order.getOrderId(),
            each.getRepository(),
            e.getMessage());
        String message =
            "This repository could not be read; what it has to do with the change is not known";
        notes.add(new CheckNote(each.getRepository(), "", 0, message));
      }
    }
    if (order.getNeighboursOmitted() > 0) {
      String message =
          order.getNeighboursOmitted()
              + " repositories more have contracts with this one, and were not looked at";
      notes.add(new CheckNote(order.getRepository().getName(), "", 0, message));
    }
    return neighbours;
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
