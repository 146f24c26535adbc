package dev.winnow.benchmarks.dedup;

/**
 * A row of Nexmark's {@code bid}.
 *
 * @param auction the group
 * @param bidder who it is of; with the auction the key of a row
 * @param price what the best have most of; no two rows have the same
 * @param time milliseconds of the epoch, later with each row
 */
public record Bid(
    int auction, int bidder, long price, String channel, String url, long time, String extra) {
  /** A number for the row, the sum of which tells whether two sets of rows are the same. */
  public long digest() {
    long mixed = (auction * 1_000_003L + bidder) * 0x9E3779B97F4A7C15L ^ price;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
