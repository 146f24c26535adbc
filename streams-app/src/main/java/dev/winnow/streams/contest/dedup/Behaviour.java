package dev.winnow.streams.contest.dedup;

import dev.winnow.schemas.Sha256;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a patch was seen to do, as a key: patches with equal outcomes and outputs behave alike as
 * far as the tests can tell. It groups, for agreement is evidence of being right; it never merges,
 * and where speed is compared it says nothing at all.
 */
public final class Behaviour {
  private Behaviour() {}

  /**
   * The key of what the tests of a rung came to.
   *
   * @param outcomes by test, what came out of it: a status, an output, or the digest of one
   * @return 16 hexadecimal digits that do not depend on the map's order; empty without outcomes
   */
  public static Optional<String> keyOf(Map<String, String> outcomes) {
    if (outcomes.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(outcomes)
        .forEach(
            (test, outcome) ->
                text.append(test.length())
                    .append(':')
                    .append(test)
                    .append(outcome.length())
                    .append(':')
                    .append(outcome));
    return Optional.of(Sha256.hex(text.toString()).substring(0, 16));
  }
}
