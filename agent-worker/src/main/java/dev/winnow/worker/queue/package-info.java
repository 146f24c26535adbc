/**
 * Work queues: records handed out one by one, each held under a lock until it is settled. The first
 * implementation is a Kafka share group (KIP-932); see decision 0003.
 */
package dev.winnow.worker.queue;
