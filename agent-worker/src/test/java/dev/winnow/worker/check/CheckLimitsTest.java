package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Finding;
import dev.winnow.worker.report.Reports;
import dev.winnow.worker.tree.MapTree;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit of what a check reads: what is at it counts, and what is one past it is told. */
class CheckLimitsTest {
  private static final String OPENAPI =
      "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n";
  private static final int LARGEST_FILE = 5 << 20;
  private static final String REST = "reason: so\n    until: 2027-01-31\n";

  @Test
  void shouldReadAFileOf5MiBAndNoLarger() {
    assertThat(inventory(Map.of("a.yaml", padded(LARGEST_FILE))).contracts()).hasSize(1);
    Inventory larger =
        inventory(Map.of("a.yaml", padded(LARGEST_FILE + 1), "winnow.yaml", declaring("a.yaml")));

    assertThat(larger.contracts()).isEmpty();
    assertThat(larger.problems())
        .extracting(Manifest.Problem::message)
        .containsExactly("'a.yaml' is not read: it is larger than 5 MiB");
  }

  /** Four files of 4 MiB, of which the last is one byte larger. */
  @ParameterizedTest
  @CsvSource({"0, 4", "1, 3"})
  void shouldReadContractsOf16MiBAndNoMore(int more, int read) {
    Map<String, String> files = new TreeMap<>();
    for (String name : List.of("a", "b", "c", "d")) {
      files.put(name + ".yaml", padded((4 << 20) + (name.equals("d") ? more : 0)));
    }
    Inventory inventory = inventory(files);

    assertThat(inventory.contracts()).hasSize(read);
    assertThat(inventory.problems()).hasSize(4 - read);
  }

  @ParameterizedTest
  @CsvSource({"10000, 10000, 0", "10001, 10000, 1"})
  void shouldRead10000ContractsAndNoMore(int files, int read, int problems) {
    Inventory inventory =
        inventory(
            IntStream.range(0, files)
                .boxed()
                .collect(Collectors.toMap("%05d.yaml"::formatted, number -> OPENAPI)));

    assertThat(inventory.contracts()).hasSize(read);
    assertThat(inventory.problems()).hasSize(problems);
  }

  @Test
  void shouldLookThrough512MiBAndNoMore() {
    ReadingBudget budget = new ReadingBudget();

    assertThat(budget.mayRead(512L << 20)).isTrue();
    assertThat(budget.mayRead(1)).isFalse();
    assertThat(budget.mayRead(0)).as("once it is over it stays so").isFalse();
  }

  @Test
  void shouldTake200PatternsToIgnoreAndTellOfMore() {
    assertThat(manifest("ignore: [" + "a,".repeat(200) + "]").problems()).isEmpty();
    Manifest more = manifest("ignore: [" + "a,".repeat(201) + "]");

    assertThat(more.ignored()).hasSize(200);
    assertThat(more.problems())
        .extracting(Manifest.Problem::message)
        .containsExactly("this has at most 200 patterns of 500 characters; the rest is left out");
  }

  @Test
  void shouldTakeAPatternOf500CharactersAndLeaveALongerOut() {
    assertThat(manifest("ignore: [" + "a".repeat(500) + "]").ignored()).hasSize(1);
    assertThat(manifest("ignore: [" + "a".repeat(501) + "]").ignored()).isEmpty();
    assertThat(manifest("ignore: [" + "a".repeat(501) + "]").problems()).hasSize(1);
  }

  @Test
  void shouldTake200SuppressionsAndTellOfMore() {
    String entry = "  - rule: a.b\n    " + REST;

    assertThat(manifest("suppressions:\n" + entry.repeat(200)).problems()).isEmpty();
    assertThat(manifest("suppressions:\n" + entry.repeat(201)).problems()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "finding, 0, 8, 7",
    "finding, 0, 32, 33",
    "rule, a, 100, 101",
    "path, a, 500, 501",
    "element, a, 1000, 1001",
    "reason, a, 500, 501",
  })
  void shouldTakeASuppressionOnlyWhenItsTextIsWithinTheLimit(
      String field, String character, int at, int past) {
    assertThat(manifest(suppression(field, character.repeat(at))).suppressions()).hasSize(1);
    Manifest wrong = manifest(suppression(field, character.repeat(past)));

    assertThat(wrong.suppressions()).isEmpty();
    assertThat(wrong.problems())
        .extracting(Manifest.Problem::message)
        .singleElement()
        .asString()
        .startsWith("'" + field + "' has to be ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# title\n", "# a\n\n# b\n"})
  void shouldRead50000LinesOfABaselineAndTellOfMore(String before) {
    Baseline largest = Baseline.parse("b", before + lines(50_000));
    Baseline larger = Baseline.parse("b", before + lines(50_001));

    assertThat(largest.fingerprints()).hasSize(50_000);
    assertThat(largest.problems()).isEmpty();
    assertThat(larger.fingerprints()).hasSize(50_000);
    assertThat(larger.problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.line()).isEqualTo(50_001 + (int) before.lines().count()));
  }

  @Test
  void shouldWriteABaselineOf50000LinesAndNoLonger() {
    Finding finding = Reports.finding(1).setRule("r").setFile("f").setElement("e").build();

    assertThat(Baseline.text(Collections.nCopies(50_000, finding))).isPresent();
    assertThat(Baseline.text(Collections.nCopies(50_001, finding))).isEmpty();
  }

  @Test
  void shouldWriteABaselineOf5MiBAndNoLarger() {
    Finding longest = Reports.finding(1).setElement("e".repeat(1_000)).build();
    int line = Baseline.text(List.of(longest)).orElseThrow().length();
    int title = 2 * line - Baseline.text(Collections.nCopies(2, longest)).orElseThrow().length();
    int fit = (LARGEST_FILE - title) / (line - title);

    assertThat(Baseline.text(Collections.nCopies(fit, longest))).isPresent();
    assertThat(Baseline.text(Collections.nCopies(fit + 1, longest))).isEmpty();
  }

  private static String lines(int count) {
    return IntStream.range(0, count).mapToObj("%032x\n"::formatted).collect(Collectors.joining());
  }

  private static String suppression(String field, String text) {
    StringBuilder entry = new StringBuilder("suppressions:\n  - " + field + ": '" + text + "'\n");
    if (!field.equals("rule")) {
      entry.append("    rule: b.c\n");
    }
    if (!field.equals("reason")) {
      entry.append("    reason: so\n");
    }
    return entry + "    until: 2027-01-31\n";
  }

  private static String declaring(String file) {
    return "services: {shop: {contracts: [{file: " + file + "}]}}\n";
  }

  private static String padded(int bytes) {
    return OPENAPI + "#".repeat(bytes - OPENAPI.length());
  }

  private static Manifest manifest(String text) {
    return Manifest.of(new MapTree(Map.of("winnow.yaml", text)));
  }

  private static Inventory inventory(Map<String, String> files) {
    return Inventory.of("acme/shop", new MapTree(files));
  }
}
