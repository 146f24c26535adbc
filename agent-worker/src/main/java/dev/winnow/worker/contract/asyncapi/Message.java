package dev.winnow.worker.contract.asyncapi;

import dev.winnow.worker.contract.source.Node;
import java.util.Collections;
import java.util.Set;

/**
 * A message at a channel.
 *
 * @param name what it is called: its name, its id, or the name of its component
 * @param aliases all that it is called; its name is only one of them
 * @param format family of formats that its payload is written in; empty for JSON Schema
 * @param payload a missing node if nothing is said
 * @param headers likewise
 * @param contentType in one spelling; empty if it is not said
 * @param correlation where its correlation id is; empty if it has none
 * @param known false if it is a reference that leads nowhere
 * @param node where it is
 */
record Message(
    String name,
    Set<String> aliases,
    String format,
    Node payload,
    Node headers,
    String contentType,
    String correlation,
    boolean known,
    Node node) {
  Message {
    aliases = Set.copyOf(aliases);
  }

  /** Whether one of its names is one of the other's. */
  boolean sharesNameWith(Message other) {
    return !Collections.disjoint(aliases, other.aliases());
  }
}
