package dev.winnow.producers.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One event of a task's stream.
 *
 * @param name {@code contest}, {@code leaderboard} or {@code verdict}
 * @param id what a stream that is opened again goes on from: revision of the contest, a point,
 *     version of the leaderboard
 * @param data the record
 */
public record Event(String name, String id, JsonNode data) {}
