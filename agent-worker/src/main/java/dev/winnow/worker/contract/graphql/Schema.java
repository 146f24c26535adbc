package dev.winnow.worker.contract.graphql;

import java.util.SortedMap;

/**
 * A schema of one or more files.
 *
 * @param types by name, without those that every schema has
 * @param directives by name
 * @param roots name of the type of {@code query}, {@code mutation} and {@code subscription}, as far
 *     as there is one
 */
record Schema(
    SortedMap<String, SchemaType> types,
    SortedMap<String, SchemaDirective> directives,
    SortedMap<String, String> roots,
    Spot spot) {}
