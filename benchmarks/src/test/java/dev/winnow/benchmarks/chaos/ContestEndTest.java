package dev.winnow.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContestEndTest {
  private final ContestEnd expected = Ends.of(5);

  @Test
  void shouldSeeNoDifferenceWhenOnlyTimesWorkersAndCommitsDiffer() {
    ContestEnd end = Ends.of(5);
    end.attempts().get(0).setWorker("another");
    end.attempts().get(0).setFinishedAt(Instant.MAX);
    end.standings().get(0).setCommit("another");
    end.verdict().setDecidedAt(Instant.MAX);

    assertThat(ContestEnd.differences(expected, end)).isEmpty();
  }

  @Test
  void shouldNameBothRanksWhenTwoCandidatesChangePlaces() {
    List<Standing> board = new ArrayList<>(expected.board());
    Collections.swap(board, 1, 2);

    assertThat(ContestEnd.differences(expected, with(board)))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("board 00002: cluster-00000003")
        .contains("instead of cluster-00000004");
  }

  @Test
  void shouldNameTheRankThatIsMissingWhenTheBoardIsShorter() {
    assertThat(ContestEnd.differences(expected, with(expected.board().subList(0, 4))))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("board 00005: null instead of cluster-00000001");
  }

  @Test
  void shouldSeeASampleThatWasTakenTwice() {
    ContestEnd end = Ends.of(5);
    end.standings().get(2).getMetrics().get("score").setCount(2);

    // The same record is on the board.
    assertThat(ContestEnd.differences(expected, end))
        .hasSize(2)
        .anyMatch(each -> each.startsWith("standing cluster-00000003"));
  }

  @Test
  void shouldSeeAnAttemptThatCostMoreOrIsThereTwice() {
    ContestEnd end = Ends.of(5);
    end.attempts().get(1).setCost(new BigDecimal("0.02"));
    end.attempts().add(Attempt.newBuilder(end.attempts().get(0)).setAttemptId("v9-1").build());

    assertThat(ContestEnd.differences(expected, end))
        .hasSize(2)
        .anyMatch(each -> each.startsWith("attempt v2-1"))
        .anyMatch(each -> each.startsWith("attempt v9-1") && each.endsWith("instead of nothing"));
  }

  @Test
  void shouldSeeAnotherVerdict() {
    ContestEnd end = Ends.of(5);
    end.verdict().setDuplicates(1);

    assertThat(ContestEnd.differences(expected, end)).hasSize(1);
  }

  private ContestEnd with(List<Standing> board) {
    return new ContestEnd(
        expected.contest(), expected.verdict(), expected.attempts(), expected.standings(), board);
  }
}
