package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.Suppression;
import dev.winnow.worker.tree.MapTree;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes and whole repositories where something is found and does not count. */
class SuppressionsTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 1, 31);
  private static final String ENTRY =
      "suppressions:\n  - {rule: docs.symbol-gone, reason: so, until: 2027-01-31}\n";

  /** Two documents name functions that are gone. */
  private static final Map<String, String> BEFORE =
      Map.of(
          "src/a.py", "def parse_config(a):\n  pass\ndef write_config(a):\n  pass\n",
          "docs/a.md", "Call `parse_config`.\n",
          "guide/b.md", "Call `write_config`.\n");

  private final Checker checker = new Checker();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule: docs.symbol-gone                        | parse_config, write_config",
        "rule: docs.*                                  | parse_config, write_config",
        "rule: docs.symbol                             | ''",
        "rule: doc.*                                   | ''",
        "rule: docs.*, path: docs/**                   | parse_config",
        "rule: docs.*, path: '*.md'                    | ''",
        "rule: docs.*, element: write_config           | write_config",
        "rule: docs.*, element: write                  | ''",
        "rule: docs.*, path: docs/**, element: write_config | ''",
        "finding: '%s'                                 | parse_config",
        "finding: '%s', path: docs/a.md                | parse_config",
        "finding: '%s', rule: openapi.*                | ''",
      })
  void shouldSuppressWhatIsAllThatTheEntrySays(String fields, String elements) {
    String fingerprint = find(BEFORE, gone("")).findings().get(0).getFingerprint();
    String entry = fields.formatted(fingerprint.substring(0, 8));
    String manifest = "suppressions:\n  - {" + entry + ", reason: so, until: 2027-01-31}\n";

    Checker.Report report = find(with(BEFORE, manifest), gone(manifest));

    assertThat(report.findings()).hasSize(2);
    assertThat(
            report.findings().stream()
                .filter(finding -> finding.getSuppression().isPresent())
                .map(Finding::getElement)
                .collect(Collectors.joining(", ")))
        .isEqualTo(elements);
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void shouldHoldOnItsLastDayAndTellOnTheDayAfter() {
    Checker.Report last = find(with(BEFORE, ENTRY), gone(ENTRY), TODAY, TODAY);
    Checker.Report after =
        find(with(BEFORE, ENTRY), gone(ENTRY), TODAY.minusDays(9), TODAY.plusDays(1));

    assertThat(last.findings())
        .extracting(finding -> finding.getSuppression().orElseThrow())
        .containsOnly(new Suppression("so", TODAY));
    assertThat(last.notes()).isEmpty();
    assertThat(after.findings()).noneMatch(finding -> finding.getSuppression().isPresent());
    assertThat(after.notes())
        .extracting(CheckNote::getFile, CheckNote::getLine, CheckNote::getMessage)
        .containsExactly(
            tuple(
                "winnow.yaml",
                2,
                "The suppression of docs.symbol-gone ended with 2027-01-31: mend 2 findings that"
                    + " it was for, or give it another day"));
  }

  @Test
  void shouldNotHoldLongerWhenTheHeadSaysThatItIsOlderThanItsBase() {
    Checker.Report report =
        find(with(BEFORE, ENTRY), gone(ENTRY), TODAY.plusDays(1), TODAY.minusYears(5));

    assertThat(report.findings()).noneMatch(finding -> finding.getSuppression().isPresent());
  }

  @Test
  void shouldTellFirstWhenTheChangeItselfAddsTheSuppression() {
    Map<String, String> after = new HashMap<>(gone(ENTRY));
    after.put("aaa/schema.avsc", "{\"type\": \"record\"");

    Checker.Report report = find(BEFORE, after);

    assertThat(report.findings()).allMatch(finding -> finding.getSuppression().isPresent());
    assertThat(report.notes().get(0).getMessage())
        .isEqualTo(
            "This change adds the suppression of docs.symbol-gone until 2027-01-31, for which 2"
                + " findings do not count: so");
    assertThat(report.notes()).hasSizeGreaterThan(1);
  }

  @Test
  void shouldTellWhenTheChangeMakesASuppressionLongerAndNotWhenItMovesIt() {
    String longer = ENTRY.replace("2027-01-31", "2028-01-31");

    Checker.Report changed = find(with(BEFORE, ENTRY), gone(longer));
    Checker.Report moved = find(with(BEFORE, ENTRY), gone("# moved\n\n" + ENTRY));

    assertThat(changed.notes()).hasSize(1);
    assertThat(moved.notes()).isEmpty();
  }

  @Test
  void shouldGiveTheReasonThatHoldsLongestWhenThereAreSeveral() {
    String manifest =
        ENTRY
            + "  - {rule: docs.*, reason: longer, until: 2027-05-01}\n"
            + "  - {rule: docs.*, reason: as long, until: 2027-05-01}\n"
            + "  - {rule: docs.*, reason: over, until: 2026-05-01}\n";

    Checker.Report report = find(with(BEFORE, manifest), gone(manifest), TODAY, TODAY);

    assertThat(report.findings())
        .extracting(finding -> finding.getSuppression().orElseThrow().getReason())
        .containsOnly("longer");
    assertThat(report.notes()).hasSize(1);
  }

  @Test
  void shouldLeaveRoomForOtherNotesWhenTheChangeAddsManySuppressions() {
    String manifest =
        IntStream.range(0, 200)
            .mapToObj("  - {rule: docs.a%s, reason: so, until: 2027-01-31}\n"::formatted)
            .collect(Collectors.joining("", "suppressions:\n", ""));

    Checker.Report report = find(BEFORE, gone(manifest));

    assertThat(report.notes()).hasSize(21);
    assertThat(report.notes().get(20).getMessage())
        .isEqualTo("180 notes more on suppressions are left out");
  }

  @Test
  void shouldTellWhatMatchesNothingOnlyWhenAllIsChecked() {
    String manifest =
        """
        suppressions:
          - {rule: openapi.*, reason: so, until: 2027-01-31}
          - {rule: avro.*, reason: so, until: 2026-01-31}
        """;

    Checker.Report change = find(with(BEFORE, manifest), gone(manifest), TODAY, TODAY);
    Checker.Report all =
        checker.checkAll(List.of(commit(BEFORE)), commit(gone(manifest), TODAY), List.of(), 0);

    assertThat(change.notes()).isEmpty();
    assertThat(all.notes())
        .extracting(CheckNote::getMessage)
        .containsExactly(
            "The suppression of openapi.* matches nothing: delete it",
            "The suppression of avro.* ended with 2026-01-31: it matches nothing, delete it");
  }

  @Test
  void shouldTakeTheBaselineOfTheHeadWhenTheManifestNamesIt() {
    String manifest = "baseline: winnow-baseline.txt\n";
    Map<String, String> after = new HashMap<>(gone(manifest));
    after.put("winnow-baseline.txt", baselineOfOne());
    Map<String, String> before = new HashMap<>(BEFORE);
    before.putAll(Map.of("winnow.yaml", manifest, "winnow-baseline.txt", baselineOfOne()));

    Checker.Report report = find(before, after);

    assertThat(report.findings())
        .extracting(Finding::getElement, Finding::getSuppression)
        .containsExactly(
            tuple("parse_config", Optional.of(new Suppression("in the baseline", null))),
            tuple("write_config", Optional.empty()));
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void shouldTellWhenTheChangeAddsToTheBaseline() {
    String manifest = "ignore: []\nbaseline: winnow-baseline.txt\n";
    Map<String, String> after = new HashMap<>(gone(manifest));
    after.put("winnow-baseline.txt", baselineOfOne() + "0".repeat(32) + "\n");

    Checker.Report report = find(with(BEFORE, manifest), after);

    assertThat(report.notes())
        .extracting(CheckNote::getLine, CheckNote::getMessage)
        .containsExactly(
            tuple(
                2, "This change adds 2 lines to the baseline, for which 1 finding does not count"));
  }

  @Test
  void shouldGiveTheReasonOfTheManifestWhenTheBaselineHasTheFindingToo() {
    Map<String, String> after = new HashMap<>(gone(ENTRY + "baseline: winnow-baseline.txt\n"));
    after.put("winnow-baseline.txt", baselineOfOne());

    Checker.Report report = find(BEFORE, after);

    assertThat(report.findings())
        .extracting(finding -> finding.getSuppression().orElseThrow().getReason())
        .containsOnly("so");
  }

  @Test
  void shouldNameTheLineWhenTheBaselineIsNotThere() {
    Checker.Report report = find(BEFORE, gone("\nbaseline: winnow-baseline.txt\n"));

    assertThat(report.notes())
        .extracting(CheckNote::getLine, CheckNote::getMessage)
        .containsExactly(
            tuple(
                2,
                "'winnow-baseline.txt' is not there: `winnow check --all --write-baseline"
                    + " winnow-baseline.txt` writes it"));
  }

  @Test
  void shouldCountLinesThatMatchNothingWhenAllIsChecked() {
    Baseline given =
        Baseline.parse("b", baselineOfOne() + "0".repeat(32) + "\n" + "1".repeat(32) + " x\nbad\n");

    Checker.Report report =
        new Checker(Optional.of(given))
            .checkAll(List.of(commit(BEFORE)), commit(gone("")), List.of(), 0);

    assertThat(report.findings()).filteredOn(f -> f.getSuppression().isPresent()).hasSize(1);
    assertThat(report.notes())
        .extracting(CheckNote::getFile, CheckNote::getMessage)
        .containsExactly(
            tuple(
                "b",
                "2 lines of the baseline match nothing, and can go: `winnow check --all"
                    + " --write-baseline`"),
            tuple("b", "This line of the baseline does not begin with a fingerprint: delete it"));
  }

  @Test
  void shouldFindTheSameWhenWhatIsFoundIsWrittenDown() {
    String manifest =
        "suppressions:\n  - {rule: docs.*, element: parse_config, reason: so, until: 2027-01-31}\n";
    Map<String, String> after = new HashMap<>(gone(manifest));
    after.put(
        "ci/accepted-baseline.txt", Baseline.text(find(BEFORE, gone("")).findings()).orElseThrow());

    Checker.Report report = checker.checkAll(List.of(commit(BEFORE)), commit(after), List.of(), 0);

    assertThat(report.findings())
        .extracting(Finding::getElement)
        .containsExactly("parse_config", "write_config");
  }

  private String baselineOfOne() {
    return Baseline.text(find(BEFORE, gone("")).findings().subList(0, 1)).orElseThrow();
  }

  /** The functions have other names. */
  private static Map<String, String> gone(String manifest) {
    return with(
        Map.of(
            "src/a.py", "x = 1\n",
            "docs/a.md", BEFORE.get("docs/a.md"),
            "guide/b.md", BEFORE.get("guide/b.md")),
        manifest);
  }

  private static Map<String, String> with(Map<String, String> files, String manifest) {
    Map<String, String> all = new TreeMap<>(files);
    if (!manifest.isEmpty()) {
      all.put("winnow.yaml", manifest);
    }
    return all;
  }

  private Checker.Report find(Map<String, String> before, Map<String, String> after) {
    return find(before, after, LocalDate.EPOCH, LocalDate.EPOCH);
  }

  private Checker.Report find(
      Map<String, String> before, Map<String, String> after, LocalDate was, LocalDate is) {
    return checker.check(commit(before, was), commit(after, is), List.of(), 1);
  }

  private static Checker.Commit commit(Map<String, String> files) {
    return commit(files, LocalDate.EPOCH);
  }

  private static Checker.Commit commit(Map<String, String> files, LocalDate day) {
    return new Checker.Commit("acme/shop", new MapTree(files, day));
  }
}
