package dev.winnow.benchmarks.merging;

import dev.winnow.benchmarks.compare.Commands;
import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.schemas.Agent;
import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Combination;
import dev.winnow.schemas.MergeCandidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.ProtectedChange;
import dev.winnow.schemas.Repository;
import dev.winnow.worker.attempt.PatchGate;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.merge.MergeRunner;
import dev.winnow.worker.merge.MergeTrees;
import dev.winnow.worker.order.Grading;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.order.Secrets;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole step of a tournament, from order to result: the patch is fetched, merged and committed,
 * passes the gate, has its hashes and sketch computed and is pushed; where it conflicts the lines
 * are told.
 */
public final class WinnowSteps implements Contender {
  @Override
  public Measured run(Options options) throws Exception {
    try (MergeCases made = MergeCases.make(options)) {
      Path worker = made.folder().resolve("worker");
      Path results = made.folder().resolve("results.git");
      Repository repository =
          new Repository(made.repository().toString(), made.base(), results.toString());
      Sandboxes sandboxes = new Sandboxes(worker);
      try (MergeTrees trees = new MergeTrees(sandboxes, MergeTrees.IDLE)) {
        MergeRunner runner =
            new MergeRunner(
                new NoAgents(),
                sandboxes,
                new Mirrors(worker.resolve("mirrors")),
                trees,
                new PatchGate(1 << 20, new Secrets(Map.of())),
                "benchmark",
                Clock.systemUTC());
        return Merging.all(
            made,
            options,
            pair -> runner.run(order(repository, pair), 1, new Cancellation()).orElseThrow(),
            result -> tree(result, results));
      }
    }
  }

  private static AttemptOrder order(Repository repository, MergeCases.Case pair) {
    String name = pair.commit().substring(0, 12);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    MergeCandidate candidate =
        MergeCandidate.newBuilder()
            .setName(name)
            .setCommit(pair.commit())
            .setRepository(repository.getUrl())
            .setTaskId("contest")
            .setAttemptId(name)
            .build();
    return AttemptOrder.newBuilder()
        .setOrderId("tournament/" + name + "/0")
        .setTaskId("tournament")
        .setAttemptId(name)
        .setVariant(name)
        .setNumber(1)
        .setRepository(repository)
        .setPrompt("")
        .setParameters(Map.of())
        .setAgent(
            Agent.newBuilder()
                .setCommand(List.of("none"))
                .setTimeoutMs(Duration.ofMinutes(1).toMillis())
                .setMaxCost(new BigDecimal("1.000000"))
                .build())
        .setProtectedPaths(List.of())
        .setProtectedChange(ProtectedChange.REJECT)
        .setIssuedAt(now)
        .setExpiresAt(now.plusSeconds(600))
        .setMerge(new Combination(pair.onto(), candidate))
        .build();
  }

  private static String tree(AttemptResult result, Path results) throws IOException {
    if (result.getOutcome() == Outcome.SUCCEEDED) {
      String commit = result.getCommit().orElseThrow();
      return Commands.run(results, "git", "rev-parse", commit + "^{tree}").strip();
    }
    if (result.getConflicts().isEmpty()) {
      throw new IllegalStateException(result.getOutcome() + ": " + result.getReason());
    }
    return "";
  }

  /** No step of a tournament comes to an agent. */
  private static final class NoAgents implements OrderRunner<AttemptOrder, AttemptResult> {
    @Override
    public String resultKey(AttemptOrder order) {
      return order.getTaskId();
    }

    @Override
    public Optional<Grading> grading(AttemptOrder order) {
      return Optional.empty();
    }

    @Override
    public Optional<AttemptResult> run(AttemptOrder order, int delivery, Cancellation stop) {
      throw new IllegalStateException("an agent was started");
    }

    @Override
    public AttemptResult notRun(AttemptOrder order, int delivery, String reason) {
      throw new IllegalStateException(reason);
    }
  }
}
