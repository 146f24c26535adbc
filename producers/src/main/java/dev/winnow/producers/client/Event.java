package dev.winnow.producers.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One event of a task's stream.
 *
 * @param name {@code contest}, {@code leaderboard} or {@code verdict}
 * @param id the contest's revision
 * @param data the record
 */
public record Event(String name, String id, JsonNode data) {}
