package dev.winnow.benchmarks.chaos;

import java.util.Arrays;
import java.util.Optional;

/** What can be done to a stack. */
enum FaultKind {
  /** A worker is killed by SIGKILL, and started again on its folder. */
  WORKER("worker", 12, 0, 3),
  /** streams-app is killed likewise; now and then its disk is lost as well. */
  STREAMS("streams", 6, 0, 3),
  /** The broker is killed likewise. */
  BROKER("broker", 4, 0, 3),
  /** Nobody reaches the broker. */
  NETWORK("network", 4, 2, 12),
  /** One worker does not reach the broker; it can take longer than its locks last. */
  LINK("link", 6, 2, 24),
  /** The disk that a worker's sandboxes are on is full. */
  DISK("disk", 4, 2, 6),
  /** The clock of a worker or of streams-app jumps while it runs, and jumps back. */
  CLOCK("clock", 4, 5, 15),
  /** The registry is killed by SIGKILL, stays away, and is started again. */
  REGISTRY("registry", 4, 2, 10),
  /** Records that nobody can use, on topics of tasks, commands, results and orders. */
  POISON("poison", 8, 0, 1),
  /** Results that have come are published again, some twice, in any order. */
  DUPLICATES("duplicates", 15, 0, 1);

  private static final double THOUSAND = 1000;

  private final String word;
  private final int ofThousand;
  private final int shortestSeconds;
  private final int longestSeconds;

  FaultKind(String word, int ofThousand, int shortestSeconds, int longestSeconds) {
    this.word = word;
    this.ofThousand = ofThousand;
    this.shortestSeconds = shortestSeconds;
    this.longestSeconds = longestSeconds;
  }

  /** What it is called on the command line. */
  String word() {
    return word;
  }

  /** How many of it there are over so many attempts; at least one. */
  int over(int attempts) {
    return (int) Math.max(1, Math.round(ofThousand * attempts / THOUSAND));
  }

  /** The shortest time that it lasts. */
  int shortestSeconds() {
    return shortestSeconds;
  }

  /** The longest time that it lasts. */
  int longestSeconds() {
    return longestSeconds;
  }

  static Optional<FaultKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
