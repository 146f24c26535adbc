package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovesTest {

  private static final Instant NOW = Samples.START;

  private final Moves moves = new Moves();

  @Test
  void shouldMarkWhoRoseFellAndEnteredWhenABoardFollowsAnother() {
    see(board("a", "b", "c"), 0);
    see(board("c", "a", "d"), 1);

    assertThat(marks(board("c", "a", "d"), 1)).containsExactly("↑2", "↓1", "new");
    assertThat(moves.left(NOW.plusSeconds(1))).containsExactly("b-1");
  }

  @Test
  void shouldTakeTheBoardsOwnWordWhenItIsTheFirstThatIsSeen() {
    ObjectNode board = board("a", "b");
    ArrayNode changes = board.putArray("changes");
    change(changes, "MOVED", "a", 2);
    change(changes, "LEFT", "z", 3);

    see(board, 0);

    assertThat(marks(board, 0)).containsExactly("↑1", "");
    assertThat(moves.left(NOW)).containsExactly("z-1");
  }

  @Test
  void shouldForgetWhatMovedWhenItsTimeIsOver() {
    see(board("a", "b"), 0);
    see(board("b", "a"), 1);
    see(board("b", "a"), 2);

    assertThat(marks(board("b", "a"), 15)).containsExactly("↑1", "↓1");
    assertThat(marks(board("b", "a"), 17)).containsExactly("", "");
  }

  @Test
  void shouldAddMovesUpWhenTheyFollowSoon() {
    see(board("a", "b", "c"), 0);
    see(board("a", "c", "b"), 1);
    see(board("c", "a", "b"), 2);

    assertThat(marks(board("c", "a", "b"), 2)).containsExactly("↑2", "↓1", "↓1");
  }

  private void see(JsonNode board, int seconds) {
    moves.see(board, NOW.plusSeconds(seconds));
  }

  private List<String> marks(JsonNode board, int seconds) {
    List<String> marks = new ArrayList<>();
    board.path("entries").forEach(entry -> marks.add(moves.mark(entry, NOW.plusSeconds(seconds))));
    return marks;
  }

  private static ObjectNode board(String... clusters) {
    ObjectNode board = new ObjectMapper().createObjectNode();
    ArrayNode entries = board.putArray("entries");
    for (String cluster : clusters) {
      entries
          .addObject()
          .put("rank", entries.size())
          .put("clusterId", cluster)
          .put("attemptId", cluster + "-1");
    }
    return board;
  }

  private static void change(ArrayNode changes, String kind, String cluster, int from) {
    changes
        .addObject()
        .put("kind", kind)
        .put("clusterId", cluster)
        .put("attemptId", cluster + "-1")
        .put("from", from);
  }
}
