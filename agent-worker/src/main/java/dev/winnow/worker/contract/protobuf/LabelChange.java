package dev.winnow.worker.contract.protobuf;

/**
 * What becomes of bytes on the wire when the label of a field changes, after "Updating a Message
 * Type" of the Protocol Buffers guides.
 */
enum LabelChange {
  NONE,
  PRESENCE_ADDED,
  PRESENCE_REMOVED,
  /** From one to a list or back, and one is the same bytes as a list of one. */
  LIST_AND_ONE,
  INCOMPATIBLE;

  static LabelChange of(ProtoField old, ProtoField now) {
    ProtoField.Label was = old.label();
    ProtoField.Label is = now.label();
    if (was == is) {
      return NONE;
    }
    if (was == ProtoField.Label.REQUIRED || is == ProtoField.Label.REQUIRED) {
      return INCOMPATIBLE;
    }
    if (old.isRepeated() || now.isRepeated()) {
      return old.type().isSameAloneAndInList() && now.type().isSameAloneAndInList()
          ? LIST_AND_ONE
          : INCOMPATIBLE;
    }
    return is == ProtoField.Label.IMPLICIT ? PRESENCE_REMOVED : PRESENCE_ADDED;
  }
}
