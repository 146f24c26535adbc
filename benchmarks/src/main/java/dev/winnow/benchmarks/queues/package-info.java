/** How fast queues hand out orders, how many partitions they bear, and what renewals cost. */
package dev.winnow.benchmarks.queues;
