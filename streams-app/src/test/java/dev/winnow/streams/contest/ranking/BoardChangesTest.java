package dev.winnow.streams.contest.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.BoardChange;
import dev.winnow.schemas.BoardChangeKind;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.LeaderboardEntry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class BoardChangesTest {

  @Test
  void shouldSayWhoEnteredMovedAndLeftWhenTheOrderIsAnother() {
    List<BoardChange> changes =
        BoardChanges.between(board("a", "b", "c", "d"), board("a", "e", "b"));

    assertThat(changes)
        .extracting(BoardChangesTest::text)
        .containsExactly("ENTERED e 0 2", "MOVED b 2 3", "LEFT c 3 0", "LEFT d 4 0");
    assertThat(changes.get(0).getAttemptId()).isEqualTo("e-1");
    assertThat(changes.get(0).getVariant()).isEqualTo("variant-e");
  }

  @Test
  void shouldNameNobodyWhenOnlyTheirFiguresAreOthers() {
    List<LeaderboardEntry> now = board("a", "b");
    now.get(0).setCost(BigDecimal.TEN);

    assertThat(BoardChanges.between(board("a", "b"), now)).isEmpty();
  }

  @Test
  void shouldNameEverybodyWhenItIsTheFirstVersion() {
    assertThat(BoardChanges.between(List.of(), board("a", "b")))
        .extracting(BoardChangesTest::text)
        .containsExactly("ENTERED a 0 1", "ENTERED b 0 2");
  }

  @Property
  void shouldGiveTheNewOrderWhenChangesAreAppliedToTheOldOne(
      @ForAll @Size(max = 12) @UniqueElements List<@IntRange(min = 0, max = 15) Integer> before,
      @ForAll @Size(max = 12) @UniqueElements List<@IntRange(min = 0, max = 15) Integer> now) {
    List<LeaderboardEntry> old = board(before.stream().map(String::valueOf).toArray(String[]::new));
    List<LeaderboardEntry> next = board(now.stream().map(String::valueOf).toArray(String[]::new));

    List<BoardChange> changes = BoardChanges.between(old, next);

    assertThat(applied(old, changes))
        .isEqualTo(next.stream().map(LeaderboardEntry::getClusterId).toList());
    Set<String> named = new HashSet<>();
    assertThat(changes)
        .allMatch(change -> named.add(change.getClusterId()), "is named once")
        .allMatch(change -> change.getFrom() != change.getTo(), "has another rank");
  }

  /** What a subscriber does that keeps the order by changes alone. */
  private static List<String> applied(List<LeaderboardEntry> old, List<BoardChange> changes) {
    Map<Integer, String> byRank = new TreeMap<>();
    old.forEach(entry -> byRank.put(entry.getRank(), entry.getClusterId()));
    changes.stream()
        .filter(change -> change.getFrom() > 0)
        .forEach(change -> byRank.remove(change.getFrom()));
    changes.stream()
        .filter(change -> change.getKind() != BoardChangeKind.LEFT)
        .forEach(change -> byRank.put(change.getTo(), change.getClusterId()));
    return List.copyOf(byRank.values());
  }

  private static String text(BoardChange change) {
    return "%s %s %d %d"
        .formatted(change.getKind(), change.getClusterId(), change.getFrom(), change.getTo());
  }

  private static List<LeaderboardEntry> board(String... clusters) {
    List<LeaderboardEntry> entries = new ArrayList<>();
    for (String cluster : clusters) {
      entries.add(
          LeaderboardEntry.newBuilder()
              .setRank(entries.size() + 1)
              .setClusterId(cluster)
              .setAttemptId(cluster + "-1")
              .setVariant("variant-" + cluster)
              .setCommit("0123")
              .setSize(1)
              .setMetrics(Map.of())
              .setCost(BigDecimal.ONE)
              .setDiff(new DiffStatistics(1, 1, 0))
              .build());
    }
    return entries;
  }
}
