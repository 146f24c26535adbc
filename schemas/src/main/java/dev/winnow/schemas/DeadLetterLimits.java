package dev.winnow.schemas;

import java.nio.ByteBuffer;

/**
 * How much of a record goes into its dead letter. The letter is a record as well, of at most {@link
 * Topic#LARGEST_BYTES}: one of a record that is just as large would never be written, and whoever
 * has to write it would never come to the next record.
 */
public final class DeadLetterLimits {
  /** For the key, and for what the letter says. */
  private static final int ROOM = 64 << 10;

  /** Bytes of the largest value that a letter has. */
  public static final int LARGEST_VALUE = Topic.LARGEST_BYTES - ROOM;

  /** Characters of the longest reason. */
  public static final int LONGEST_REASON = 2_000;

  private DeadLetterLimits() {}

  /**
   * Puts a value and a reason into a letter. A value that is too large is left out, and the reason
   * says so: topic, partition and offset tell where it is. A reason that is too long is cut.
   *
   * @param value the record's value, null for none
   * @param reason one sentence for a person
   */
  public static DeadLetter.Builder fill(DeadLetter.Builder letter, byte[] value, String reason) {
    String cut = reason.length() <= LONGEST_REASON ? reason : clipped(reason);
    if (value != null && value.length > LARGEST_VALUE) {
      return letter
          .setValue(null)
          .setReason(cut + " (its value of " + value.length + " bytes is too large to be here)");
    }
    return letter.setValue(value == null ? null : ByteBuffer.wrap(value)).setReason(cut);
  }

  private static String clipped(String reason) {
    int end = LONGEST_REASON - 1;
    // Half of a surrogate pair cannot be encoded.
    return reason.substring(0, Character.isHighSurrogate(reason.charAt(end - 1)) ? end - 1 : end)
        + '…';
  }
}
