package dev.winnow.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Confluent's wire format: a zero byte, the schema's id as four bytes with the highest first, then
 * the record in Avro's binary encoding.
 */
final class WireFormat {
  static final byte MAGIC = 0;
  static final int HEADER = 5;

  private WireFormat() {}

  static void writeHeader(byte[] bytes, int id) {
    bytes[0] = MAGIC;
    bytes[1] = (byte) (id >>> 24);
    bytes[2] = (byte) (id >>> 16);
    bytes[3] = (byte) (id >>> 8);
    bytes[4] = (byte) id;
  }

  /** Returns the schema's id, or throws if this is not the wire format. */
  static int readId(String topic, byte[] bytes) {
    if (bytes.length < HEADER) {
      throw new SerializationException(
          "value of topic %s is %d bytes long, and the header alone is %d: it was not written with a schema registry, or it is cut short"
              .formatted(topic, bytes.length, HEADER));
    }
    if (bytes[0] != MAGIC) {
      throw new SerializationException(
          "value of topic %s starts with byte %d and not with %d: it was not written with a schema registry"
              .formatted(topic, bytes[0], MAGIC));
    }
    return (bytes[1] & 0xff) << 24
        | (bytes[2] & 0xff) << 16
        | (bytes[3] & 0xff) << 8
        | (bytes[4] & 0xff);
  }
}
