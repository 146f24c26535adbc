package dev.winnow.worker.contract.asyncapi;

import dev.winnow.worker.contract.source.Node;

/**
 * A message at a channel.
 *
 * @param name what it is called: its name, its id, or the name of its component
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
    String format,
    Node payload,
    Node headers,
    String contentType,
    String correlation,
    boolean known,
    Node node) {}
