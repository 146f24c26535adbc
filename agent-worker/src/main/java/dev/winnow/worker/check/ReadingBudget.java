package dev.winnow.worker.check;

/**
 * How much of one commit is read in the search for contracts. A commit lists one file of some MB
 * under a thousand paths at the cost of one, and each contract is kept until the check is over.
 */
final class ReadingBudget {
  /**
   * Contracts are kept as trees, which take many times as much memory, and read more than once:
   * more than this takes longer than checks may, besides.
   */
  static final long MOST_CONTRACT_BYTES = 16L << 20;

  static final int MOST_CONTRACT_FILES = 10_000;

  /** Most files that may be contracts are not; they are read once, and not kept. */
  static final long MOST_CANDIDATE_BYTES = 512L << 20;

  private long contractBytes;
  private int contractFiles;
  private long candidateBytes;
  private boolean isOver;

  /** Whether a file may be read: once one may not, no later one may. */
  boolean mayRead(long bytes) {
    candidateBytes += bytes;
    isOver |= candidateBytes > MOST_CANDIDATE_BYTES;
    return !isOver;
  }

  /** Whether a file that turned out to be part of a contract may be kept. */
  boolean mayKeep(long bytes) {
    contractBytes += bytes;
    contractFiles++;
    isOver |= contractBytes > MOST_CONTRACT_BYTES || contractFiles > MOST_CONTRACT_FILES;
    return !isOver;
  }
}
