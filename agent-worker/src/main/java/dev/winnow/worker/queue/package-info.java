/**
 * Work queues: records handed out one by one, each held until it is settled. There are two
 * implementations of {@link dev.winnow.worker.queue.WorkQueue}, which keep the same contract: a
 * Kafka share group (KIP-932, decision 3) and a Kafka consumer group (KIP-848, decision 20).
 */
package dev.winnow.worker.queue;
