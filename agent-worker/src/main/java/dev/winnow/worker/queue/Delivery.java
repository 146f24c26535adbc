package dev.winnow.worker.queue;

/**
 * One handing-over of a record to this worker. The same record can be delivered again, here or to
 * another worker, with a higher count.
 *
 * @param topic where the record comes from
 * @param partition its partition
 * @param offset its offset in the partition
 * @param key the record's key, read as UTF-8; empty without a key
 * @param value the record's value as it was produced; null for a tombstone
 * @param count how often the record has been delivered, this time included; from 1
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
public record Delivery(
    String topic, int partition, long offset, String key, byte[] value, int count) {}
