package dev.winnow.worker.contract.avro;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What the files of a contract define.
 *
 * @param roots full names of what stands at the top of a file, or in the types of a protocol
 * @param anonymous what stands at the top of a file and has no name, in the order of files
 * @param own full names of all that the files define
 * @param names all named types, those of other files that are referred to among them
 * @param messages messages of protocols by {@code <protocol>/<message>}
 */
record AvroSchema(
    SortedSet<String> roots,
    List<Root> anonymous,
    SortedSet<String> own,
    Map<String, AvroType.Named> names,
    SortedMap<String, Message> messages) {
  /** A type without a name at the top of a file. */
  record Root(AvroType type, Spot spot) {}

  /**
   * A message of a protocol.
   *
   * @param request parameters by name
   * @param errors what may be raised
   */
  record Message(
      SortedMap<String, AvroType.Field> request,
      AvroType response,
      AvroType.Union errors,
      boolean oneWay,
      Spot spot) {}

  Optional<AvroType.Named> named(AvroType type) {
    return type instanceof AvroType.Reference reference
        ? Optional.ofNullable(names.get(reference.name()))
        : Optional.empty();
  }
}
