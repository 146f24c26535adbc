package dev.winnow.streams.access;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a caller may do, and what a route asks for: each route of the server names exactly one. A
 * scope includes those before it.
 */
public enum Scope implements RouteRole {
  /** Needs no token: health checks, and files that hold no data. Nobody is given it. */
  OPEN,
  /** Reads everything. */
  READ,
  /** Submits tasks too. */
  SUBMIT,
  /** Everything. */
  ADMIN;

  /** Whether who has this may do what asks for the other. */
  public boolean covers(Scope asked) {
    return compareTo(asked) >= 0;
  }

  /** The word for it in settings, tokens and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The scope of a word.
   *
   * @throws IllegalArgumentException if it is none that a caller can have
   */
  static Scope ofWord(String word) {
    return Arrays.stream(values())
        .filter(scope -> scope != OPEN && scope.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + word
                        + "' is no scope; there are "
                        + Arrays.stream(values())
                            .filter(scope -> scope != OPEN)
                            .map(Scope::word)
                            .collect(Collectors.joining(", "))));
  }
}
