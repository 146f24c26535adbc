package dev.winnow.streams.access;

import java.util.Optional;

/** Says whose a token is. */
interface Tokens {
  /**
   * Looks a token up.
   *
   * @return empty if it is nobody's, or nobody's any more
   * @throws RefusedException with status 503 if that cannot be said now
   */
  Optional<Caller> caller(String token);
}
