package dev.winnow.benchmarks.duplicates;

import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.benchmarks.compare.Row;
import dev.winnow.benchmarks.compare.Side;
import dev.winnow.benchmarks.compare.Target;
import java.time.Duration;
import java.util.List;

/** Near-duplicates among many programs: sketches and an index, beside JPlag's comparison of all. */
public final class NearDuplicateRow {
  private static final String WINNOW = "Winnow";
  private static final String JPLAG = "JPlag";

  private NearDuplicateRow() {}

  /** The row. */
  public static Row row() {
    return new Row(
        "near-duplicates",
        "Finds which of 1,000 Java programs are alike.",
        Options.none()
            .with(Submissions.HOME, System.getProperty("winnow.home", "."))
            .with("submissions", 1_000)
            .with("seed", 1)
            .with("warm-up submissions", 200)
            .with("warm-up s", 6),
        List.of(
            Side.of(WINNOW, WinnowNearDuplicates.class).with("passes", 3).with("searches", 50),
            Side.peer(JPLAG, "jplag", "dev.winnow.benchmarks.peers.jplag.JplagNearDuplicates")),
        List.of(
            Target.ratioAtLeast(Submissions.SEARCHED, WINNOW, JPLAG, 50),
            Target.ratioAtLeast(Measured.PER_CPU_SECOND, WINNOW, JPLAG, 50),
            // JPlag's side knows its pairs, and reads what Winnow's side made of them.
            Target.atLeast("share of pairs found by Winnow", JPLAG, 0.98)),
        Duration.ofMinutes(5));
  }
}
