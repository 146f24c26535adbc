package dev.winnow.worker.contract.protobuf;

import java.util.SortedMap;

/**
 * What the files of a contract define, by full names.
 *
 * @param extensions fields that extend messages, by the full name of the message
 */
record ProtoSchema(
    SortedMap<String, ProtoFile> files,
    SortedMap<String, ProtoMessage> messages,
    SortedMap<String, ProtoEnum> enums,
    SortedMap<String, ProtoService> services,
    SortedMap<String, ProtoMessage> extensions) {}
