package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.worker.tree.MapTree;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionRuleTest {
  private static final String REST = "reason: so\n    until: 2027-01-31\n";

  @Test
  void shouldReadAllFieldsWhenTheyAreThere() {
    Manifest manifest =
        manifest(
            """
            suppressions:
              - finding: 3f2a91c0
                rule: docs.*
                path: docs/legacy/**
                element: "GET /orders/{id}"
                reason: the old guide stays
                until: 2027-01-31
            baseline: ./ci//winnow-baseline.txt
            """);

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.baseline()).contains(new Manifest.Named("ci/winnow-baseline.txt", 8));
    assertThat(manifest.suppressions())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.subject())
                  .isEqualTo("finding 3f2a91c0 docs.* in docs/legacy/** of GET /orders/{id}");
              assertThat(rule.reason()).isEqualTo("the old guide stays");
              assertThat(rule.until()).isEqualTo(LocalDate.of(2027, 1, 31));
              assertThat(rule.line()).isEqualTo(2);
            });
  }

  @Test
  void shouldSayNothingWhenTheFieldsAreEmpty() {
    Manifest manifest = manifest("suppressions:\nbaseline:\n");

    assertThat(manifest.problems()).isEmpty();
    assertThat(manifest.suppressions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "finding: 12345678   | 'finding' has to be a text of 1 to 100 characters; put digits in",
        "finding: 3f2a91c    | 'finding' has to be the 32 hexadecimal digits of a finding, or its",
        "finding: xxxxxxxx   | 'finding' has to be the 32 hexadecimal digits of a finding, or its",
        "rule: '*'           | 'rule' has to be a rule such as docs.symbol-gone, or several such as",
        "rule: docs*         | 'rule' has to be a rule such as docs.symbol-gone, or several such as",
        "rule: [docs.a]      | 'rule' has to be a text of 1 to 100 characters",
        "pth: a              | 'pth' means nothing here: use [finding, rule, path, element, reason,",
        "path: ''            | 'path' has to be a text of 1 to 500 characters",
      })
  void shouldLeaveItOutWithLineAndMendWhenAFieldIsWrong(String field, String message) {
    String other = field.startsWith("rule") ? "" : "    rule: b.c\n";
    Manifest manifest = manifest("suppressions:\n  - " + field + "\n" + other + "    " + REST);

    assertThat(manifest.suppressions()).isEmpty();
    assertThat(manifest.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).isEqualTo("winnow.yaml");
              assertThat(problem.message()).startsWith(message);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"31.1.2027", "2027-02-30", "2027-1-31", "+12027-01-31", "20270131", "[]"})
  void shouldLeaveItOutWhenTheDayIsNone(String day) {
    Manifest manifest =
        manifest("suppressions:\n  - rule: a.b\n    reason: so\n    until: " + day + "\n");

    assertThat(manifest.suppressions()).isEmpty();
    assertThat(manifest.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isEqualTo(4);
              assertThat(problem.message())
                  .startsWith("'until' has to be ")
                  .endsWith("; this suppression is left out");
            });
  }

  @Test
  void shouldNameEachFieldThatIsMissing() {
    Manifest manifest = manifest("suppressions:\n  - path: a/**\n");

    assertThat(manifest.problems())
        .extracting(Manifest.Problem::line, Manifest.Problem::message)
        .containsExactly(
            tuple(2, "this suppression needs 'reason'; it is left out"),
            tuple(2, "this suppression needs 'until'; it is left out"),
            tuple(2, "this suppression needs 'finding' or 'rule'; it is left out"));
  }

  @Test
  void shouldTakeTheOthersWhenOneIsWrong() {
    Manifest manifest =
        manifest("suppressions:\n  - text\n  - rule: a.b\n    " + REST + "  - rule: a.b\n");

    assertThat(manifest.suppressions()).extracting(SuppressionRule::line).containsExactly(3);
  }

  @Test
  void shouldLeaveTheRestOutWhenThereAreTooMany() {
    Manifest manifest = manifest("suppressions:\n" + ("  - rule: a.b\n    " + REST).repeat(201));

    assertThat(manifest.suppressions()).hasSize(200);
    assertThat(manifest.problems())
        .extracting(Manifest.Problem::message)
        .containsExactly("this has at most 200 suppressions; the rest is left out");
  }

  @Test
  void shouldSayWhatIsMeantWhenThereIsNoList() {
    Manifest manifest = manifest("suppressions: {rule: a.b}\nbaseline: accepted.txt\n");

    assertThat(manifest.problems())
        .extracting(Manifest.Problem::line, Manifest.Problem::message)
        .containsExactly(
            tuple(1, "'suppressions' has to be a list: begin each with '- '"),
            tuple(2, "'baseline' has to be a path from the root that ends with baseline.txt"));
  }

  private static Manifest manifest(String text) {
    return Manifest.of(new MapTree(Map.of("winnow.yaml", text)));
  }
}
