package dev.winnow.worker.contract.asyncapi;

import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an AsyncAPI document says that a service sends and receives.
 *
 * @param channels in the order of their names
 * @param protocols protocols of its servers, with a server of each
 */
record AsyncApi(
    Documents documents, Node root, List<Channel> channels, SortedMap<String, Node> protocols) {
  AsyncApi {
    channels = List.copyOf(channels);
    protocols = Collections.unmodifiableSortedMap(new TreeMap<>(protocols));
  }

  /** Whether it says who sends and who receives: then a channel without an operation has none. */
  boolean saysOperations() {
    return !root.child("operations").value().isEmpty();
  }
}
