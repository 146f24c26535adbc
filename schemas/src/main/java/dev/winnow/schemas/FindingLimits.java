package dev.winnow.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * How much of what was found goes into one record. What a pull request breaks, and whom, is for its
 * author to choose, and a record has at most {@link Topic#LARGEST_BYTES}.
 */
public final class FindingLimits {
  /** Uses that are listed with a finding. */
  public static final int MOST_USES = 50;

  /** Notes that are listed. */
  public static final int MOST_NOTES = 100;

  /** Characters of each text of a finding or a note. */
  public static final int LONGEST_TEXT = 1_000;

  /** Bytes of all findings of one record together, and of any other list in it. */
  public static final int MOST_BYTES = Topic.LARGEST_BYTES / 4;

  /** Digits of a fingerprint that tell a finding from the others of its repository. */
  private static final int SHORT_FINGERPRINT = 8;

  private FindingLimits() {}

  /**
   * The first findings that fit.
   *
   * @param most how many at most
   */
  public static List<Finding> fitting(List<Finding> findings, int most) {
    long bytes = 0;
    int fit = 0;
    while (fit < Math.min(most, findings.size())) {
      bytes += bytes(findings.get(fit));
      if (bytes > MOST_BYTES) {
        break;
      }
      fit++;
    }
    return findings.subList(0, fit);
  }

  /** The beginning of a fingerprint, by which people name a finding in {@code winnow.yaml}. */
  public static String shortFingerprint(Finding finding) {
    String all = finding.getFingerprint();
    return all.substring(0, Math.min(SHORT_FINGERPRINT, all.length()));
  }

  /** The text, or its beginning and an ellipsis. */
  public static String clipped(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    int end = LONGEST_TEXT - 1;
    // Half of a surrogate pair cannot be encoded.
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + '…';
  }

  private static int bytes(Finding finding) {
    try {
      return Finding.getEncoder().encode(finding).remaining();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written to", e);
    }
  }
}
