package cache;

/** Is told of each key that leaves the cache: a real cache drops the key's value then. */
@FunctionalInterface
public interface EvictionListener {
  /**
   * A key is no longer resident.
   *
   * @param key a resident key, or the key that is being asked for if the policy refuses it
   */
  void evicted(long key);
}
