package dev.winnow.worker.contract.protobuf;

import java.util.List;

/**
 * An enum.
 *
 * @param name full name
 * @param values as they are written
 */
record ProtoEnum(String name, List<Value> values, Reserved reserved, ProtoFile file, Spot spot) {
  /** One name of a number. */
  record Value(String name, int number, Spot spot) {}
}
