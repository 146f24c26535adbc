package dev.winnow.worker.contract.protobuf;

import java.util.SortedMap;

/**
 * What a file says of all that is in it.
 *
 * @param packageName empty if there is none
 * @param syntax {@code proto2}, {@code proto3} or the edition
 * @param options those that generators of code go by
 * @param isSeenInJson whether HTTP annotations or written JSON names show that its messages are
 *     read as JSON
 */
record ProtoFile(
    String path,
    String packageName,
    String syntax,
    SortedMap<String, String> options,
    boolean isSeenInJson) {
  boolean isEdition() {
    return !syntax.startsWith("proto");
  }
}
