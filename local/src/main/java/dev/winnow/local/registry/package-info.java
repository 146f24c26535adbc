/**
 * A schema registry inside this process, for a laptop: Confluent's REST API, as far as Winnow and
 * common clients use it, over schemas that are kept in a compacted Kafka topic.
 *
 * <p>What a registry knows is {@link dev.winnow.local.registry.SchemaBook}; what it answers is
 * {@link dev.winnow.local.registry.RegistryApi}; HTTP and Kafka are at the edges.
 */
package dev.winnow.local.registry;
