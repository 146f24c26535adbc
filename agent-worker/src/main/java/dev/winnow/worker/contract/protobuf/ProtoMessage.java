package dev.winnow.worker.contract.protobuf;

import java.util.List;
import java.util.Map;

/**
 * A message, or the fields that extend one.
 *
 * @param name full name
 * @param fields as they are written, those of oneofs among them
 * @param extensions numbers that others may extend it with
 * @param options those that are known to matter, by name
 */
record ProtoMessage(
    String name,
    List<ProtoField> fields,
    Reserved reserved,
    List<Range> extensions,
    Map<String, String> options,
    ProtoFile file,
    Spot spot) {}
