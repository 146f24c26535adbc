package dev.winnow.worker.order;

import java.time.Instant;

/**
 * What an order is done for: a task is graded once, and again for each time it is regraded.
 *
 * @param taskId the task
 * @param number which grading, from 1
 * @param at when the order was issued, or the verdict was made
 */
public record Grading(String taskId, int number, Instant at) {}
