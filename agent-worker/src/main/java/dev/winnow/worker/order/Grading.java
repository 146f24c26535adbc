package dev.winnow.worker.order;

/**
 * What an order is done for: a task is graded once, and again for each time it is regraded.
 *
 * @param taskId the task
 * @param number which grading, from 1
 */
public record Grading(String taskId, int number) {}
