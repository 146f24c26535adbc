package dev.winnow.worker.docs.fix;

import dev.winnow.worker.docs.drift.Edit;
import dev.winnow.worker.docs.markup.DocLine;

/**
 * What a finding says to write in a line.
 *
 * @param finding its fingerprint
 */
record LineEdit(String finding, DocLine at, Edit edit) {
  /** A finding that tells a line. */
  record Told(String finding, DocLine at) {}

  Told told() {
    return new Told(finding, at);
  }
}
