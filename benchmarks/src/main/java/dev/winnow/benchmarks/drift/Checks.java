package dev.winnow.benchmarks.drift;

import dev.winnow.schemas.DaemonThreads;
import dev.winnow.worker.docs.DocChecks;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.GitTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the checks of documents on commits, each within a limit: one must not cost the others. */
final class Checks implements AutoCloseable {
  private final Duration limit;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(DaemonThreads.named("check"));

  Checks(Duration limit) {
    this.limit = limit;
  }

  /**
   * Checks a commit as if it were a pull request.
   *
   * @param cases the cases of the commit, at least one
   */
  Checked check(Path clone, List<DriftCase> cases) throws InterruptedException {
    DriftCase first = cases.get(0);
    List<DriftCase> positives = cases.stream().filter(DriftCase::positive).toList();
    Future<Timed> asked = threads.submit(() -> run(clone, first.parent(), first.commit()));
    String failure;
    try {
      Timed answer = asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Checked(
          first.repository(), first.commit(), positives, answer.findings(), answer.seconds(), "");
    } catch (TimeoutException e) {
      asked.cancel(true);
      failure = "no answer within " + limit.toSeconds() + " s";
    } catch (ExecutionException e) {
      failure = "crashed: " + e.getCause();
    }
    return new Checked(
        first.repository(), first.commit(), positives, List.of(), limit.toSeconds(), failure);
  }

  private record Timed(List<Finding> findings, double seconds) {}

  private Timed run(Path clone, String parent, String commit) throws GitException {
    long start = System.nanoTime();
    try (GitTree before = GitTree.open(clone, parent);
        GitTree head = GitTree.open(clone, commit)) {
      List<Drift> drifts = DocChecks.between(DocChecks.revision(before), DocChecks.revision(head));
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Timed(
          drifts.stream().map(drift -> Finding.of(drift, before, head)).toList(), seconds);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
