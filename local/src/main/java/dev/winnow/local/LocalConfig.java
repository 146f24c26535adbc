package dev.winnow.local;

import java.nio.file.Path;

/**
 * Settings of the local stack.
 *
 * @param folder where all its data is
 * @param partitions partitions of each topic, from 1
 * @param httpPort port of the HTTP API; 0 for any free one
 * @param slots how many attempts, and how many evaluations, run at once, from 1
 */
public record LocalConfig(Path folder, int partitions, int httpPort, int slots) {
  /**
   * Partitions where nobody says otherwise. A share group gives records of one partition to all its
   * members, and with few members a second partition would only wait for them (decision 0003).
   */
  public static final int PARTITIONS = 1;

  public LocalConfig {
    if (partitions < 1) {
      throw new LocalException("--partitions is " + partitions, "give at least 1");
    }
    if (slots < 1) {
      throw new LocalException("--slots is " + slots, "give at least 1");
    }
    folder = folder.toAbsolutePath().normalize();
  }

  /** Half the cores, for attempts and evaluations run beside each other. */
  public static int defaultSlots() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }
}
