package harness;

/** A policy did what {@link cache.CachePolicy} forbids. */
final class BrokenContract extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenContract(String message) {
    super(message, null, false, false);
  }
}
