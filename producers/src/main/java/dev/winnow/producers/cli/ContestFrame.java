package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Metric;
import dev.winnow.producers.text.Plain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One picture of a running contest, for a terminal of a given size: how far it is, who leads, what
 * moved, the board. It never has more lines than the terminal, or redrawing in place would scroll.
 */
final class ContestFrame {

  private static final int FEWEST_ENTRIES = 1;
  private static final int MOST_NAMES = 3;

  /**
   * A line and how it stands out.
   *
   * @param tone how
   * @param text at most as long as the terminal is wide
   */
  record Line(Tone tone, String text) {}

  private final Watched watched;
  private final Terminal.Size size;
  private final Instant now;
  private final List<Line> lines = new ArrayList<>();

  ContestFrame(Watched watched, Terminal.Size size, Instant now) {
    this.watched = watched;
    this.size = size;
    this.now = now;
  }

  /**
   * Draws it.
   *
   * @param contest progress as the server sends it; missing before the first event
   * @param board likewise
   * @param moves what moved on the board
   * @param waiting why nothing comes from the server; empty while it answers
   */
  List<Line> draw(JsonNode contest, JsonNode board, Moves moves, String waiting) {
    add(Tone.STRONG, title(contest));
    if (!contest.isMissingNode()) {
      ProgressText.lines(contest, watched, now, size.width())
          .forEach(line -> add(Tone.PLAIN, line));
      add(Tone.PLAIN, "");
    }
    List<Line> last = new ArrayList<>();
    if (!waiting.isEmpty()) {
      last.add(new Line(Tone.ALERT, "waiting: " + waiting));
    }
    if (!board.isMissingNode()) {
      addBoard(board, moves, last.size());
    }
    last.forEach(line -> add(line.tone(), line.text()));
    int most = size.height() - 1;
    if (lines.size() > most) {
      // What tells that the server is away is the last to go.
      List<Line> fitting = new ArrayList<>(lines.subList(0, most - last.size()));
      fitting.addAll(lines.subList(lines.size() - last.size(), lines.size()));
      return fitting;
    }
    return List.copyOf(lines);
  }

  private String title(JsonNode contest) {
    String start = "winnow: " + watched.taskId();
    String status = contest.isMissingNode() ? "" : Plain.words(contest.path("status").asText());
    if (status.equals("running")) {
      status = Plain.duration(left(contest).toMillis()) + " left";
    }
    int gap = size.width() - start.length() - status.length();
    return status.isEmpty() || gap < 2 ? start : start + " ".repeat(gap) + status;
  }

  private Duration left(JsonNode contest) {
    Duration left = Duration.between(now, Instant.parse(contest.path("endsAt").asText()));
    return left.isNegative() ? Duration.ZERO : Duration.ofSeconds(left.toSeconds());
  }

  private void addBoard(JsonNode board, Moves moves, int reserved) {
    JsonNode entries = board.path("entries");
    if (!entries.isEmpty()) {
      add(Tone.STRONG, leader(entries));
    }
    List<String> left = moves.left(now);
    if (!left.isEmpty()) {
      add(
          Tone.FAINT,
          "off the board: "
              + String.join(", ", left.stream().limit(MOST_NAMES).toList())
              + (left.size() > MOST_NAMES ? " and " + (left.size() - MOST_NAMES) + " more" : ""));
    }
    List<String> hosts = HostsText.lines(board.path("hosts"), size.width());
    BoardText text =
        new BoardText(watched.metrics(), size.width(), entry -> moves.mark(entry, now));
    int room = size.height() - 1 - lines.size() - reserved - hosts.size();
    List<String> table = List.of();
    // Header, base, what is hidden and the legend take lines too.
    for (int most = Math.max(FEWEST_ENTRIES, room); most >= FEWEST_ENTRIES; most--) {
      table = text.lines(entries, board.path("control"), most);
      if (table.size() <= room) {
        break;
      }
    }
    for (int index = 0; index < table.size(); index++) {
      add(index == 0 ? Tone.FAINT : Tone.PLAIN, table.get(index));
    }
    hosts.forEach(line -> add(Tone.FAINT, line));
  }

  private String leader(JsonNode entries) {
    JsonNode first = entries.get(0);
    StringBuilder line =
        new StringBuilder(watched.isMerging() ? "best measured: " : "in the lead: ")
            .append(Plain.text(first.path("attemptId").asText()));
    watched.metrics().stream()
        .limit(1)
        .forEach(
            metric ->
                line.append(", ")
                    .append(Plain.text(metric))
                    .append(' ')
                    .append(Metric.meanAndInterval(first, metric)));
    if (first.path("probabilityBest").isNumber()) {
      line.append(", P(best) ").append(Plain.chance(first.path("probabilityBest").asDouble()));
    }
    long ties = BoardText.stream(entries).filter(entry -> entry.path("tied").asBoolean()).count();
    if (ties > 0) {
      line.append(", ties with ").append(ties);
    }
    return line.toString();
  }

  private void add(Tone tone, String text) {
    lines.add(new Line(tone, Plain.shorten(text, size.width())));
  }
}
