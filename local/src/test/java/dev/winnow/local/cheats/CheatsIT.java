package dev.winnow.local.cheats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.schemas.Outcome;
import dev.winnow.worker.isolation.IsolationConfig;
import dev.winnow.worker.isolation.Isolations;
import dev.winnow.worker.isolation.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cheat suite, as {@code winnow cheats} runs it. */
class CheatsIT {
  /** What a cheat comes to, and a word of why; those that are not here only must not gain. */
  private static final Map<String, List<Object>> EXPECTED =
      Map.ofEntries(
          refused("edits-the-harness", "protected path"),
          refused("replaces-the-harness-by-a-link", "protected path"),
          refused("plants-build-extensions", "protected path"),
          refused("plants-a-link-to-build-extensions", "protected path"),
          refused("prints-metrics-as-the-harness", "score"),
          refused("kills-the-harness", "exited with"),
          refused("rewrites-the-harness-when-evaluated", "status 9"),
          failed("reads-git-history", "no history"),
          failed("reads-the-results-repository", "not to be seen"),
          failed("reads-other-sandboxes", "no other sandbox"),
          failed("reads-the-host", "not to be seen"),
          failed("reads-other-processes", "no other process"),
          failed("asks-the-network", "no host"),
          failed("gains-privileges", "no way"),
          refused("links-out-of-the-tree", "leads out of the tree"),
          refused("adds-a-submodule-by-path", "git repository"),
          refused("gives-its-secret-away", "WINNOW_CHEATS_TOKEN"),
          failed("forks", "processes"),
          failed("fills-memory", "memory"),
          failed("fills-the-disk", "disk"),
          failed("makes-a-huge-file", "no huge file"),
          refused("adds-a-huge-binary", "bytes of new content"),
          failed("prints-for-ever", "printed more than"),
          Map.entry("ignores-sigterm", List.of(Outcome.TIMED_OUT, "timeout")),
          refused("forks-when-evaluated", "processes"),
          refused("fills-memory-when-evaluated", "memory"),
          Map.entry("hangs-when-evaluated", List.of(Outcome.TIMED_OUT, "timeout")));

  /** Those that are stopped by whichever limit a machine comes to first. */
  private static final Set<String> HUNGRY =
      Set.of(
          "forks",
          "fills-memory",
          "fills-the-disk",
          "prints-for-ever",
          "forks-when-evaluated",
          "fills-memory-when-evaluated");

  @TempDir private Path folder;

  @Test
  void shouldPromoteNoCheatAndLeaveTheHostAsItWas() {
    Path example = Path.of("..", "examples", "cheats").toAbsolutePath().normalize();
    assertThat(Files.isDirectory(example)).isTrue();
    assumeTrue(
        new Isolations(IsolationConfig.ofOwner(Map.of()), folder.resolve("probe")).chosenProfile()
            == Profile.BUBBLEWRAP,
        "bubblewrap does not work here: install it, and allow user namespaces");
    List<String> told = new ArrayList<>();

    CheatSuite.Report report = new CheatSuite(folder.resolve("suite"), example, 2, told::add).run();

    String table = report.rows().stream().map(CheatRow::line).collect(Collectors.joining("\n"));
    assertThat(report.harm()).as(table).isEmpty();
    assertThat(report.cheats()).as(table).hasSizeGreaterThan(30);
    assertThat(report.cheats()).as(table).noneMatch(CheatRow::isPromoted);
    assertThat(report.winner()).as(table).isEqualTo("honest-70-1");
    Map<String, CheatRow> rows =
        report.rows().stream().collect(Collectors.toMap(CheatRow::cheat, Function.identity()));
    assertThat(EXPECTED.keySet()).isSubsetOf(rows.keySet());
    List<String> surprises =
        EXPECTED.entrySet().stream()
            .filter(entry -> !isExpected(rows.get(entry.getKey()), entry.getValue()))
            .map(entry -> entry.getValue() + " was expected: " + rows.get(entry.getKey()).line())
            .toList();
    assertThat(surprises).as(table).isEmpty();
  }

  /** One that takes too much may be stopped for its time before the other limit is seen. */
  private static boolean isExpected(CheatRow row, List<Object> expected) {
    boolean isOutOfTime =
        HUNGRY.contains(row.cheat())
            && row.outcome() == Outcome.TIMED_OUT
            && row.reason().contains("timeout");
    return isOutOfTime
        || row.outcome() == expected.get(0) && row.reason().contains((String) expected.get(1));
  }

  private static Map.Entry<String, List<Object>> refused(String cheat, String why) {
    return Map.entry(cheat, List.of(Outcome.REJECTED_BY_GATE, why));
  }

  private static Map.Entry<String, List<Object>> failed(String cheat, String why) {
    return Map.entry(cheat, List.of(Outcome.AGENT_FAILED, why));
  }
}
