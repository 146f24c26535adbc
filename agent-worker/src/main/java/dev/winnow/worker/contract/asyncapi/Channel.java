package dev.winnow.worker.contract.asyncapi;

import dev.winnow.worker.contract.source.Node;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A channel.
 *
 * @param id its name in the document
 * @param address where it is; empty if that is only known at run time
 * @param parameters by name
 * @param known false if it is a reference that leads nowhere
 * @param messages by what is done with them; a channel without operations has them as {@link
 *     Action#UNSAID}
 * @param node where it is
 */
record Channel(
    String id,
    String address,
    SortedMap<String, Node> parameters,
    boolean known,
    SortedMap<Action, List<Message>> messages,
    Node node) {
  Channel {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    SortedMap<Action, List<Message>> copy = new TreeMap<>();
    for (Map.Entry<Action, List<Message>> entry : messages.entrySet()) {
      copy.put(entry.getKey(), List.copyOf(entry.getValue()));
    }
    messages = Collections.unmodifiableSortedMap(copy);
  }

  /** Its address, or its name if it has none. */
  String title() {
    return address.isEmpty() ? id : address;
  }

  /** Equal for channels at the same place: names of parameters do not matter. */
  String key() {
    return address.isEmpty() ? "id " + id : erased(address);
  }

  static String erased(String address) {
    return address.replaceAll("\\{[^{}]*}", "{}");
  }
}
