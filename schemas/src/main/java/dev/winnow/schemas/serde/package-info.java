/**
 * Kafka serializers and deserializers for the generated records, in the wire format of Confluent's
 * schema registry, so that any consumer which knows that format can read Winnow's topics.
 */
package dev.winnow.schemas.serde;
