package cache;

/**
 * Decides which keys stay in a cache of fixed capacity.
 *
 * <p>An implementation has a constructor {@code (int capacity, EvictionListener evictions)}, with a
 * capacity of 1 or more. Any {@code long} is a key. An implementation is used by one thread, keeps
 * no state that instances share, and gives the same answers whenever it is given the same keys.
 */
public interface CachePolicy {
  /**
   * Asks for a key. If it is resident this is a hit. If it is not, this is a miss and the key
   * becomes resident; the policy makes room for it by evicting other keys, or refuses it by evicting
   * the key itself. Each eviction is told to the {@link EvictionListener} before this method returns,
   * and when it has returned no more keys are resident than the capacity allows.
   *
   * @return whether the key was resident when it was asked for
   */
  boolean access(long key);
}
