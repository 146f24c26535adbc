package dev.winnow.streams.contest.merging;

import dev.winnow.schemas.MergeConflict;
import dev.winnow.schemas.MergeState;
import dev.winnow.streams.contest.ranking.Gain;
import java.util.List;
import java.util.Optional;

/** What is known of one combination. */
public sealed interface Trial {

  /** Nothing: it is being made. */
  record Out() implements Trial {}

  /**
   * It is made, and whether it helps is not known yet.
   *
   * @param commit the merge commit
   * @param clusterId what it is measured as
   */
  record Made(String commit, String clusterId) implements Trial {}

  /**
   * It makes what it was made on better.
   *
   * @param commit the merge commit
   * @param clusterId what it is measured as
   * @param pairs samples of the same block that say so
   */
  record Helps(String commit, String clusterId, Gain gain, long pairs) implements Trial {}

  /**
   * It could not be made, or is not to land.
   *
   * @param commit the merge commit; empty if it could not be made
   * @param state what it comes to
   * @param reason one sentence for a person
   * @param gain what it was measured to bring; empty if it was not
   * @param pairs samples of the same block that this rests on
   * @param conflicts where it conflicts
   */
  record Fails(
      Optional<String> commit,
      MergeState state,
      String reason,
      Optional<Gain> gain,
      long pairs,
      List<MergeConflict> conflicts)
      implements Trial {
    public Fails {
      conflicts = List.copyOf(conflicts);
    }
  }
}
