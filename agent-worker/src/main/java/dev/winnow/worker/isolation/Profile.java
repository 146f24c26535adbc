package dev.winnow.worker.isolation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far commands are kept apart. */
public enum Profile {
  /** A session of their own, and no limits but their timeout. */
  NONE,
  /** The same, with limits on what they use; they see what the worker's user sees. */
  PROCESS,
  /** Namespaces of their own: they see the system, read-only, and their sandbox. */
  BUBBLEWRAP,
  /** A container of their own, from an image of the operator's. */
  CONTAINER;

  /** The profile that a setting names, in lower case; empty if none is called so. */
  public static Optional<Profile> of(String word) {
    return Arrays.stream(values())
        .filter(profile -> profile.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }
}
