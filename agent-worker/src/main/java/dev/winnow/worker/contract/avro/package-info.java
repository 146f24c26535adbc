/**
 * What breaks between two versions of an Avro schema. The rules are those of schema resolution in
 * the Avro specification, in both directions, and some for what resolution lets pass although the
 * meaning changes. Tests hold them to Avro's own {@code SchemaCompatibility}, which says neither
 * where a change is nor what it does in the other direction, and does not follow aliases of types.
 */
package dev.winnow.worker.contract.avro;
