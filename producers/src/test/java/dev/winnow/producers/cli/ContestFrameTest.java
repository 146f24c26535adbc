package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.RecordJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContestFrameTest {

  private static final Instant NOW = Samples.START.plusSeconds(15);

  @Test
  void shouldDrawAllThatMattersWhenTheTerminalHas80ColumnsAnd24Lines() {
    Moves moves = new Moves();
    moves.see(board("lru", "slru", "fifo"), NOW);
    JsonNode board = board("slru", "arc", "lru");
    moves.see(board, NOW);

    assertThat(texts(frame(80, 24).draw(Samples.contest(4), board, moves, "")))
        .containsExactly(
            "winnow: cache                                                        45.0 s left",
            "attempts     [########............]  4 of 9, 2 in flight",
            "evaluations  [###############.....]  3 of 4 ordered, 1 in flight",
            "money        [#####...............]  $0.25 of $1.00, $0.10 reserved",
            "time         [#####...............]  15.0 s of 1 min 0 s",
            "ran          agents 4 min 5 s, evaluators 1 min 2 s",
            "patches      3 clusters, 1 duplicate, 2 measured",
            "outcomes     3 succeeded, 1 timed out",
            "",
            "in the lead: slru-1, hit_ratio 0.8765 ±0.0004, P(best) 50 %, ties with 1",
            "off the board: fifo-1",
            "   #       attempt         hit_ratio        nanoseconds  P(best)  size   cost",
            "   1  ↑1   slru-1     0.8765 ±0.0004  1234 [1200, 1300]     50 %     1  $0.05",
            "   2= new  arc-1      0.8764 ±0.0004  1234 [1200, 1300]     50 %     1  $0.05",
            "   3  ↓2   lru-1      0.8763 ±0.0004  1234 [1200, 1300]     50 %     1  $0.05",
            "base       untouched            0.36               1234",
            "= not set apart from the first");
  }

  @ParameterizedTest
  @CsvSource({"80,24", "40,8", "60,12", "120,50", "200,16", "80,10"})
  void shouldFitTheTerminalWhenThereAreManyCandidates(int width, int height) {
    String[] many = IntStream.range(0, 100).mapToObj(i -> "variant-" + i).toArray(String[]::new);

    List<ContestFrame.Line> lines =
        frame(width, height)
            .draw(Samples.contest(4), board(many), new Moves(), "no answer from the server");

    assertThat(lines)
        .hasSizeLessThan(height)
        .allMatch(line -> line.text().length() <= width, "no wider than the terminal");
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo(new ContestFrame.Line(Tone.ALERT, "waiting: no answer from the server"));
  }

  @Test
  void shouldShowMoreCandidatesWhenThereIsMoreRoom() {
    String[] many = IntStream.range(0, 100).mapToObj(i -> "variant-" + i).toArray(String[]::new);

    List<String> lines =
        texts(frame(120, 60).draw(Samples.contest(4), board(many), new Moves(), ""));

    assertThat(lines).hasSize(59).contains("... and 55 more");
  }

  @Test
  void shouldSayWhatItWaitsForWhenNothingCameYet() {
    JsonNode none = MissingNode.getInstance();

    assertThat(texts(frame(80, 24).draw(none, none, new Moves(), "no answer")))
        .containsExactly("winnow: cache", "waiting: no answer");
  }

  @Test
  void shouldSayThatItIsPausedWhenItIs() {
    ObjectNode contest = Samples.contest(4).deepCopy();
    contest.put("status", "PAUSED");

    assertThat(
            texts(frame(80, 24).draw(contest, MissingNode.getInstance(), new Moves(), "")).get(0))
        .endsWith("paused");
  }

  @Test
  void shouldLeaveTonesOutWhenTheyAreNotWanted() {
    assertThat(Tone.isWanted(Map.of("TERM", "xterm"))).isTrue();
    assertThat(Tone.isWanted(Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Tone.isWanted(Map.of("NO_COLOR", ""))).as("empty is unset").isTrue();
    assertThat(Tone.isWanted(Map.of("TERM", "dumb"))).isFalse();
  }

  @Test
  void shouldTakeTheTerminalsSizeWhenItKnowsIt() {
    assertThat(Terminal.Size.ofStty("24 132\n")).contains(new Terminal.Size(132, 24));
    assertThat(Terminal.Size.ofStty("0 0\n")).isEmpty();
    assertThat(Terminal.Size.ofStty("stty: what?")).isEmpty();
    assertThat(Terminal.Size.ofStty("")).isEmpty();
  }

  private static ContestFrame frame(int width, int height) {
    var task = Samples.task();
    task.getBudget().setMoney(new BigDecimal("1.000000"));
    ObjectNode answer = (ObjectNode) Samples.taskAnswer();
    answer.set("task", RecordJson.of(task));
    return new ContestFrame(Watched.of("cache", answer), new Terminal.Size(width, height), NOW);
  }

  private static JsonNode board(String... variants) {
    LeaderboardEntry[] entries = new LeaderboardEntry[variants.length];
    for (int index = 0; index < variants.length; index++) {
      entries[index] = Samples.raced(index + 1, variants[index], 0.8765 - index * 0.0001, 0.5);
      entries[index].setClusterId(variants[index]);
      entries[index].setTied(index == 1);
    }
    ObjectNode board = (ObjectNode) Samples.leaderboard(entries);
    board.set("control", RecordJson.of(Samples.control()));
    return board;
  }

  private static List<String> texts(List<ContestFrame.Line> lines) {
    return lines.stream().map(ContestFrame.Line::text).toList();
  }
}
