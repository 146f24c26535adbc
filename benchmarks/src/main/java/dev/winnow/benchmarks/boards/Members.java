package dev.winnow.benchmarks.boards;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Who is on the board: ids as clusters have them, and scores that are all different. */
final class Members {
  private static final int ID_BYTES = 8;
  private static final long STEP = 7_919;
  private static final long SCORES = 1_000_003;

  private Members() {}

  /** What the patch of a member changes. */
  static String change(int member) {
    return "change " + member;
  }

  /** The member's id. */
  static String id(int member) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(change(member).getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The member's score; more is better. */
  static long score(int member) {
    return member * STEP % SCORES;
  }

  /** Ids of the best, best first. */
  static List<String> best(int members, int limit) {
    return IntStream.range(0, members)
        .boxed()
        .sorted(Comparator.<Integer>comparingLong(Members::score).reversed())
        .limit(limit)
        .map(Members::id)
        .toList();
  }
}
