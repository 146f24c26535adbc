/**
 * The records that travel between Winnow's parts, and the topics they travel on.
 *
 * <p>The records are generated from {@code src/main/avro}; their documentation there is the
 * contract. {@link dev.winnow.schemas.Topics} ties each topic's name to its key and value.
 */
package dev.winnow.schemas;
