package dev.winnow.worker.live;

import java.util.Optional;

/**
 * What a run is for.
 *
 * @param order id of the order
 * @param kind {@code attempt}, {@code evaluation}, {@code vote} or {@code check}
 * @param task id of the task; of a check the pull request or repository
 * @param attempt id of the attempt, if it is for one
 * @param cluster id of the cluster, if it is for one
 * @param rung name of the rung, if it runs one
 */
public record RunSubject(
    String order,
    String kind,
    String task,
    Optional<String> attempt,
    Optional<String> cluster,
    Optional<String> rung) {}
