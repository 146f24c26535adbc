package dev.winnow.worker.queue;

/** What becomes of a delivered record. */
public enum Settlement {
  /** The work is done; the record is never delivered again. */
  ACCEPT,
  /** The work was not done; the record is delivered again. */
  RELEASE,
  /** The record cannot be worked on; it is never delivered again. */
  REJECT
}
