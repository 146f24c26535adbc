import java.util.List;

/** A policy in the plainest form that its paper allows; slow, and made apart from the templates. */
interface Model {
  /** As {@code CachePolicy.access}; the evicted keys are added to the list. */
  boolean access(long key, List<Long> evicted);

  /** Makes a model for a capacity. */
  interface Factory {
    Model of(int capacity);
  }
}
