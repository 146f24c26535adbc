package dev.winnow.worker.evaluation;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import java.util.List;
import java.util.Optional;

/**
 * How all samples of one rung came out.
 *
 * @param outcome how it ended
 * @param reason why it did not succeed; empty if it did
 * @param samples the samples that were measured
 * @param behaviour digest of what the tests came to, the same in all samples; empty if not
 * @param exitStatus exit status of the last run, if it ran to its end
 * @param evaluationMs run time of the command, all samples, in milliseconds
 * @param logTail the end of the last run's output
 * @param isCancelled whether it was cancelled, so that only its run time says something
 */
public record RungResult(
    Outcome outcome,
    String reason,
    List<Sample> samples,
    Optional<String> behaviour,
    Optional<Integer> exitStatus,
    long evaluationMs,
    String logTail,
    boolean isCancelled) {
  public RungResult {
    samples = List.copyOf(samples);
  }
}
