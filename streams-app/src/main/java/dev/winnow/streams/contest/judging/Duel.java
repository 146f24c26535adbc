package dev.winnow.streams.contest.judging;

/**
 * What a judge thinks of a pair that it saw in both orders.
 *
 * @param one a candidate
 * @param other another one
 * @param score how far the first is preferred: 1 in both orders, 0 in none, 0.5 where the answers
 *     speak against each other or for neither
 */
record Duel(String one, String other, double score) {
  Duel {
    if (one.equals(other) || !(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("no duel: " + one + " " + other + " " + score);
    }
  }
}
