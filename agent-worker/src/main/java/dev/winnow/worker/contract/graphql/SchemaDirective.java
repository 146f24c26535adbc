package dev.winnow.worker.contract.graphql;

import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The definition of a directive.
 *
 * @param arguments by name
 * @param locations where it may stand
 */
record SchemaDirective(
    SortedMap<String, SchemaType.Input> arguments,
    SortedSet<String> locations,
    boolean repeatable,
    Spot spot) {}
