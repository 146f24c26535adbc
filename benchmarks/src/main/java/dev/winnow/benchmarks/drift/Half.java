package dev.winnow.benchmarks.drift;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Which repositories rules may be tuned on, and which only tell how good they are. */
enum Half {
  TUNING,
  HELD_OUT;

  /** By a hash of its name, so that nobody chooses. */
  static Half of(String repository) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(repository.getBytes(UTF_8));
      return (hash[0] & 1) == 0 ? TUNING : HELD_OUT;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
