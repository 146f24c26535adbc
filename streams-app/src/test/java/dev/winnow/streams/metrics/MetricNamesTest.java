package dev.winnow.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.streams.access.Scope;
import dev.winnow.streams.contest.ContestDriver;
import dev.winnow.streams.contest.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the dashboard and the alerts name has to be there. Those of agent-worker have tests there.
 */
class MetricNamesTest {
  private static final Pattern NAME = Pattern.compile("\\b(?:winnow|jvm|kafka|process)_[a-z0-9_]+");

  @ParameterizedTest
  @ValueSource(strings = {"grafana/winnow.json", "prometheus/alerts.yaml"})
  void shouldBeExportedWhenADashboardOrAnAlertNamesIt(String file) throws IOException {
    Set<String> named = names(Files.readString(Path.of("../deploy").resolve(file)));
    named.removeIf(
        name -> name.startsWith("winnow_worker_") || name.startsWith("winnow_reporter_"));

    assertThat(named).isNotEmpty().isSubsetOf(exported());
  }

  @Test
  void shouldBeInTheTableWhenItIsExported() throws IOException {
    Set<String> documented = names(Files.readString(Path.of("../docs/operations.md")));
    Set<String> own =
        exported().stream()
            .filter(name -> name.startsWith("winnow_"))
            .map(name -> name.replaceFirst("_(bucket|count|sum|max)$", ""))
            .collect(Collectors.toSet());

    assertThat(documented).containsAll(own);
  }

  private static Set<String> exported() {
    try (ContestDriver contest = new ContestDriver();
        StreamsAppMetrics metrics =
            new StreamsAppMetrics(
                contest::store,
                contest::metrics,
                () -> true,
                () -> 0,
                () -> 0.0,
                () -> 0,
                () -> 0)) {
      new MetricsResource(metrics, Scope.READ);
      metrics.watch(Path.of("."));
      contest.publishTask(Tasks.task("t", 1).setBudget(Tasks.budget(1, "5.00", 1)).build());
      return metrics
          .scrape()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("[{ ]", 2)[0])
          .collect(Collectors.toSet());
    }
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
