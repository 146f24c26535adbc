package dev.winnow.benchmarks.duplicates;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.streams.contest.dedup.Clusters;
import dev.winnow.streams.contest.dedup.Fingerprint;
import dev.winnow.worker.patch.ChangePrints;
import dev.winnow.worker.patch.FileChange;
import java.util.Optional;

/**
 * What worker and topology make of a patch.
 *
 * @param exact the cluster by the exact hash alone
 * @param cluster the cluster
 * @param fingerprint what it adds
 */
record Prints(String exact, String cluster, Optional<Fingerprint> fingerprint) {
  private static final String MODE = "100644";

  static Prints of(Subject subject, String text) {
    ChangePrints prints = new ChangePrints();
    boolean isNew = subject.before().isEmpty();
    prints.add(
        new FileChange(
            subject.path(),
            isNew ? null : MODE,
            isNew ? null : subject.before().getBytes(UTF_8),
            MODE,
            text.getBytes(UTF_8)));
    return new Prints(
        Clusters.idOf(prints.exact(), Optional.empty()),
        Clusters.idOf(prints.exact(), Optional.of(prints.renamed())),
        prints.near().flatMap(Fingerprint::of));
  }
}
