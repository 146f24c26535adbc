package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Plain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who moved on a board lately. What the first board that is seen says of its own changes counts;
 * later ones are held against the one that was seen before, for a stream of events may leave
 * versions out. A mark stays for a while, so that a person sees it.
 */
final class Moves {

  /** How long a mark is shown after the candidate moved. */
  static final Duration SHOWN = Duration.ofSeconds(15);

  private final Map<String, Move> moves = new HashMap<>();
  private Map<String, JsonNode> seen = Map.of();
  private boolean isFirst = true;

  /**
   * Takes in a board.
   *
   * @param board a leaderboard as the server sends it
   * @param now when it came
   */
  void see(JsonNode board, Instant now) {
    forget(now);
    if (isFirst) {
      board.path("changes").forEach(change -> note(change, change.path("from").asInt(), now));
      board
          .path("changes")
          .forEach(
              change -> {
                if (change.path("kind").asText().equals("LEFT")) {
                  leave(change, now);
                }
              });
    }
    Map<String, JsonNode> entries = new HashMap<>();
    for (JsonNode entry : board.path("entries")) {
      String cluster = cluster(entry);
      entries.put(cluster, entry);
      int before = seen.containsKey(cluster) ? seen.get(cluster).path("rank").asInt() : 0;
      if (!isFirst && before != entry.path("rank").asInt()) {
        note(entry, before, now);
      }
    }
    seen.forEach(
        (cluster, entry) -> {
          if (!entries.containsKey(cluster)) {
            leave(entry, now);
          }
        });
    seen = entries;
    isFirst = false;
  }

  /** How an entry moved: {@code ↑2}, {@code ↓1}, {@code new}; empty if it did not lately. */
  String mark(JsonNode entry, Instant now) {
    forget(now);
    Move move = moves.get(cluster(entry));
    if (move == null || move.hasLeft()) {
      return "";
    }
    int by = move.from() - entry.path("rank").asInt();
    return move.from() == 0 ? "new" : by > 0 ? "↑" + by : by < 0 ? "↓" + -by : "";
  }

  /** Attempts whose candidates left the board lately. */
  List<String> left(Instant now) {
    forget(now);
    List<String> left = new ArrayList<>();
    moves.values().stream().filter(Move::hasLeft).map(Move::attempt).sorted().forEach(left::add);
    return left;
  }

  /** Of several moves within the time, the first says where it came from. */
  private void note(JsonNode named, int from, Instant now) {
    Move known = moves.get(cluster(named));
    int start = known == null || known.hasLeft() ? from : known.from();
    moves.put(cluster(named), new Move(attempt(named), start, false, now));
  }

  private void leave(JsonNode named, Instant now) {
    moves.put(cluster(named), new Move(attempt(named), 0, true, now));
  }

  private void forget(Instant now) {
    moves.values().removeIf(move -> move.at().plus(SHOWN).isBefore(now));
  }

  private static String cluster(JsonNode named) {
    return named.path("clusterId").asText();
  }

  private static String attempt(JsonNode named) {
    return Plain.text(named.path("attemptId").asText());
  }

  private record Move(String attempt, int from, boolean hasLeft, Instant at) {}
}
