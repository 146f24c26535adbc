package dev.winnow.worker.contract;

/** What a contract of messages promises, in the words of schema registries. */
public enum Compatibility {
  /** What the kind has by default. */
  DEFAULT,
  /** Who reads by the new version can read what was written by the old. */
  BACKWARD,
  /** Who reads by the old version can read what is written by the new. */
  FORWARD,
  /** Both. */
  FULL
}
