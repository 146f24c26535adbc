package dev.winnow.local.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow check} where something is found and does not count. Commits are of 2026-01-01. */
class SuppressedCheckTest {
  private static final String SPEC =
      """
      openapi: 3.0.3
      info: {title: t, version: '1'}
      paths:
        /orders:
          get: {responses: {'200': {description: ok}}}
        /items:
          get: {responses: {'200': {description: ok}}}
      """;
  private static final String SUPPRESSION =
      """
      suppressions:
        - rule: openapi.*
          reason: nobody has called it since 2019
          until: 2026-01-01
      """;

  @TempDir private Path temporary;
  private Path folder;
  private ShopRepository repository;

  /** The main branch has an operation, and a document that is right; the branch has neither. */
  @BeforeEach
  void prepare() throws IOException {
    folder = Files.createDirectories(temporary.resolve("orders"));
    repository = ShopRepository.empty(folder);
    write("api/openapi.yaml", SPEC);
    write("src/prices.py", "def round_half_even(cents):\n  pass\n");
    write("docs/prices.md", "It calls `round_half_even`.\n");
    commit();
    repository.git("checkout", "--quiet", "-b", "branch");
    write("api/openapi.yaml", SPEC.substring(0, SPEC.indexOf("  /items")));
    write("src/prices.py", "def somewhere_else(cents):\n  pass\n");
    commit();
  }

  @Test
  void shouldSucceedAndListReasonAndDayWhenTheErrorIsSuppressed() throws IOException {
    String fingerprint =
        run("--base", "main").out().lines().findFirst().orElseThrow().replaceFirst(".* ", "");
    write("winnow.yaml", SUPPRESSION.replace("rule: openapi.*", "finding: '" + fingerprint + "'"));
    commit();

    Ran ran = run("--base", "main");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .startsWith("warning  docs/prices.md:1  docs.symbol-gone  ")
        .endsWith(
            """

            Suppressed:
              error  api/openapi.yaml:7  openapi.operation-removed  %1$s
                until 2026-01-01: nobody has called it since 2019
            Remarks:
              winnow.yaml:2 This change adds the suppression of finding %1$s until 2026-01-01, for \
            which 1 finding does not count: nobody has called it since 2019
            0 errors, 1 warning, 0 notes. 1 suppressed.
            """
                .formatted(fingerprint));
  }

  @Test
  void shouldFailAndSaySoWhenTheSuppressionHasEnded() throws IOException {
    write("winnow.yaml", SUPPRESSION.replace("2026-01-01", "2025-12-31"));
    commit();

    Ran ran = run("--base", "main");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out())
        .contains(
            "winnow.yaml:2 The suppression of openapi.* ended with 2025-12-31: mend 1 finding that"
                + " it was for, or give it another day")
        .doesNotContain("Suppressed");
  }

  @Test
  void shouldNotCountWhatIsInTheBaselineThatWinnowYamlNames() throws IOException {
    Path file = folder.resolve("winnow-baseline.txt");

    Ran wrote = run("--all", "--write-baseline", file.toString());

    assertThat(wrote.exit()).isZero();
    assertThat(wrote.out()).contains("docs.symbol-gone", "0 errors, 1 warning, 0 notes.");
    assertThat(wrote.err()).startsWith("Wrote " + file);
    assertThat(Files.readAllLines(file))
        .satisfiesExactly(
            title -> assertThat(title).startsWith("# Winnow baseline"),
            line ->
                assertThat(line)
                    .matches("[0-9a-f]{32} docs.symbol-gone docs/prices.md round_half_even"));
    assertThat(Files.list(folder)).noneMatch(each -> each.toString().endsWith(".part"));

    write("winnow.yaml", "baseline: winnow-baseline.txt\n");
    commit();
    assertThat(run("--all").out())
        .isEqualTo(
            """
            Suppressed:
              1 in the baseline
            No contract break or doc drift. 1 suppressed.
            """);
    assertThat(run("--base", "main").out())
        .contains("This change adds 1 line to the baseline, for which 1 finding does not count")
        .endsWith("1 error, 0 warnings, 0 notes. 1 suppressed.\n");
  }

  @Test
  void shouldWriteTheSameBaselineWhateverTheFolderIsCalled() throws IOException {
    Path one = temporary.resolve("1-baseline.txt");
    Path other = temporary.resolve("2-baseline.txt");
    Path copy = temporary.resolve("copy");
    repository.git("clone", "--quiet", ".", copy.toString());

    run("--all", "--write-baseline", one.toString());
    Ran.of("--all", "--write-baseline", other.toString(), copy.toString());
    run("--all", "--baseline", one.toString(), "--write-baseline", one.toString());

    assertThat(one).hasSameTextualContentAs(other);
  }

  @Test
  void shouldTakeTheGivenBaselineInJson() throws IOException {
    Path file = temporary.resolve("baseline.txt");
    run("--all", "--write-baseline", file.toString());
    Files.writeString(file, Files.readString(file) + "0".repeat(32) + " gone\nwrong\n");

    Ran ran = run("--all", "--json", "--baseline", file.toString());

    JsonNode report = new ObjectMapper().readTree(ran.out());
    assertThat(report.path("suppressed").asInt()).isEqualTo(1);
    assertThat(report.at("/findings/0/suppression/reason").asText()).isEqualTo("in the baseline");
    assertThat(report.path("notes"))
        .extracting(note -> note.path("line").asInt(), note -> note.path("message").asText())
        .containsExactly(
            tuple(
                0,
                "1 line of the baseline matches nothing, and can go: `winnow check --all"
                    + " --write-baseline`"),
            tuple(4, "This line of the baseline does not begin with a fingerprint: delete it"));
  }

  @Test
  void shouldExitWith2AndSayWhatToDoWhenOptionsDoNotFit() throws IOException {
    Path large = temporary.resolve("large.txt");
    Files.write(large, new byte[6 << 20]);
    String[][] wrong = {
      {"--write-baseline", "baseline.txt"},
      {"--all", "--write-baseline", "accepted.txt"},
      {"--all", "--write-baseline", temporary.resolve("absent/baseline.txt").toString()},
      {"--all", "--base", "main", "--write-baseline", "baseline.txt"},
      {"--baseline", "absent.txt"},
      {"--baseline", large.toString()}
    };
    for (String[] arguments : wrong) {
      Ran ran = run(arguments);

      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err().lines())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("winnow: --"),
              line -> assertThat(line).startsWith("  mend: "));
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void commit() {
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=more");
  }

  private Ran run(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = folder.toString();
    return Ran.of(all);
  }
}
