package harness;

import cache.Candidate;
import cache.CachePolicy;
import cache.EvictionListener;

/**
 * Keeps its own account of what is resident, from the keys that are asked for and the evictions that
 * are told. Hits are counted by this account, not by what the policy answers; an answer that differs
 * from it breaks the contract.
 */
final class Ledger implements EvictionListener {
  private final int capacity;
  private final LongSet resident;
  private final CachePolicy policy;
  private long asked;
  private long hits;
  private long evictions;
  /** A digest of all evictions in their order, to compare two runs. */
  private long digest;

  private String fault;

  Ledger(int capacity) {
    this.capacity = capacity;
    // Room for one more than the capacity, and some, since evictions may come late in an access.
    this.resident = new LongSet(capacity + 2);
    this.policy = new Candidate(capacity, this);
  }

  /** Asks the policy for a key. */
  void access(long key) {
    boolean hit = resident.contains(key);
    resident.add(key);
    boolean answer = policy.access(key);
    asked++;
    if (hit) {
      hits++;
    }
    if (fault != null) {
      throw broken(fault);
    }
    if (answer != hit) {
      throw broken(
          answer
              ? "a hit is reported for key " + key + ", which is not resident"
              : "a miss is reported for key " + key + ", which is resident");
    }
    if (resident.size() > capacity) {
      throw broken(resident.size() + " keys are resident");
    }
  }

  @Override
  public void evicted(long key) {
    evictions++;
    digest = digest * 31 + key;
    if (!resident.remove(key) && fault == null) {
      fault = "key " + key + " is evicted, which is not resident";
    }
  }

  long hits() {
    return hits;
  }

  long evictions() {
    return evictions;
  }

  long digest() {
    return digest;
  }

  private BrokenContract broken(String what) {
    return new BrokenContract(
        "with a capacity of " + capacity + ", after " + asked + " accesses: " + what);
  }
}
