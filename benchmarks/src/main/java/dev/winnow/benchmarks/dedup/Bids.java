package dev.winnow.benchmarks.dedup;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.SplittableRandom;

/** Bids in the shape of Nexmark's, drawn from a seed. Needs the JDK only: peers use it as well. */
public final class Bids {
  /** How many of a group are wanted. */
  public static final int BEST = 10;

  private static final int POOL = 1_000;
  private static final int URL = 40;
  private static final int EXTRA = 60;
  private static final long START = 1_767_225_600_000L;
  private static final double DELETED = 0.2;
  private static final String[] CHANNELS = {"Google", "Facebook", "Baidu", "Apple"};

  private final SplittableRandom random;
  private final int auctions;
  private final int bidders;
  private final boolean changing;
  private final String[] urls;
  private final String[] extras;
  private final Bid[] newest;
  private int drawn;

  /**
   * What happens next.
   *
   * @param before the row that is gone; null where the source does not say, or there was none
   * @param after the row that is there now; null where there is none any more
   */
  public record Event(Bid before, Bid after) {}

  /**
   * Bids of so many bidders in so many auctions.
   *
   * @param changing whether the source says what a row was before, and deletes rows; otherwise a
   *     row that has become another is just one more row
   */
  public Bids(long seed, int auctions, int bidders, boolean changing) {
    this.random = new SplittableRandom(seed);
    this.auctions = auctions;
    this.bidders = bidders;
    this.changing = changing;
    this.urls = texts(URL);
    this.extras = texts(EXTRA);
    this.newest = new Bid[auctions * bidders];
  }

  /** The next event. */
  public Event next() {
    int auction = random.nextInt(auctions);
    int bidder = random.nextInt(bidders);
    Bid before = newest[auction * bidders + bidder];
    Bid after =
        changing && before != null && random.nextDouble() < DELETED
            ? null
            : new Bid(
                auction,
                bidder,
                random.nextInt(1_000_000) * 10_000_000L + drawn,
                CHANNELS[random.nextInt(CHANNELS.length)],
                urls[random.nextInt(POOL)],
                START + drawn,
                extras[random.nextInt(POOL)]);
    drawn++;
    newest[auction * bidders + bidder] = after;
    return new Event(changing ? before : null, after);
  }

  /** The sum of the digests of the best of all groups, as things are now. */
  public long best() {
    long sum = 0;
    for (int auction = 0; auction < auctions; auction++) {
      sum +=
          Arrays.stream(newest, auction * bidders, (auction + 1) * bidders)
              .filter(Objects::nonNull)
              .sorted(Comparator.comparingLong(Bid::price).reversed())
              .limit(BEST)
              .mapToLong(Bid::digest)
              .sum();
    }
    return sum;
  }

  private String[] texts(int length) {
    String[] texts = new String[POOL];
    for (int i = 0; i < POOL; i++) {
      StringBuilder text = new StringBuilder();
      for (int c = 0; c < length; c++) {
        text.append((char) ('a' + random.nextInt(26)));
      }
      texts[i] = text.toString();
    }
    return texts;
  }
}
