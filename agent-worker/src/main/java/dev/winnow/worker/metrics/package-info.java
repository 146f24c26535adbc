/**
 * The worker's metrics, in the text format of Prometheus; see decision 21 for names and reasons.
 */
package dev.winnow.worker.metrics;
