package dev.winnow.worker.sandbox;

import java.io.IOException;

/** What commands of a sandbox have made that is not in it, and does not end with it. */
@FunctionalInterface
public interface Leftovers {
  /** For sandboxes whose commands can have made nothing elsewhere. */
  Leftovers NONE = sandbox -> true;

  /**
   * Takes away what a sandbox has left whose worker is gone.
   *
   * @param sandbox the sandbox; nothing of it runs any more
   * @return whether the sandbox may be removed; if not, it is asked for again later
   * @throws IOException if that cannot be found out now
   */
  boolean takeAway(Sandbox sandbox) throws IOException;
}
