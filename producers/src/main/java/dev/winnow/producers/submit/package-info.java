/** Writes tasks to Kafka. */
package dev.winnow.producers.submit;
