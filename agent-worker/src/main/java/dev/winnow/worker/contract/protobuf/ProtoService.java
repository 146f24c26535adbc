package dev.winnow.worker.contract.protobuf;

import java.util.SortedMap;

/**
 * A service.
 *
 * @param name full name
 * @param methods by name
 */
record ProtoService(String name, SortedMap<String, Method> methods, Spot spot) {
  /**
   * A method.
   *
   * @param bindings what HTTP requests it answers to (google.api.http): the body by method and path
   */
  record Method(
      String name,
      TypeReference request,
      boolean streamsRequest,
      TypeReference response,
      boolean streamsResponse,
      SortedMap<String, String> bindings,
      Spot spot) {}
}
