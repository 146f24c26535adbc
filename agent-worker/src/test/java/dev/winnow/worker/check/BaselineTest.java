package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.Finding;
import dev.winnow.schemas.Suppression;
import dev.winnow.worker.report.Reports;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final String ONE = "0".repeat(31) + "1";

  @Test
  void shouldWriteASortedLineForEachFindingAndSayWhatItIs() {
    String text =
        Baseline.text(
                List.of(
                    Reports.finding(2).setElement("GET /a\n\tb").build(),
                    Reports.finding(1).build()))
            .orElseThrow();

    assertThat(text)
        .isEqualTo(
            """
            # Winnow baseline: what `winnow check --all` found when this was written. It does not \
            count; what is deleted here does.
            00000000000000000000000000000001 openapi.response-property-removed orders/openapi.yaml \
            GET /orders/{id} 200 total1
            00000000000000000000000000000002 openapi.response-property-removed orders/openapi.yaml \
            GET /a  b
            """);
  }

  @Test
  void shouldHaveWhatAnOlderBaselineHasAndNotWhatIsSuppressedUntilSomeDay() {
    Finding older =
        Reports.finding(1).setSuppression(new Suppression(Baseline.REASON, null)).build();
    Finding suppressed =
        Reports.finding(2).setSuppression(new Suppression("so", LocalDate.EPOCH)).build();

    Baseline baseline =
        Baseline.parse("b", Baseline.text(List.of(older, suppressed)).orElseThrow());

    assertThat(baseline.fingerprints()).containsExactly(ONE);
  }

  @Test
  void shouldTellLinesThatAreWrongAndReadTheRest() {
    Baseline baseline =
        Baseline.parse("b", "<<<<<<< ours\r\n\r\n" + ONE + "\r\n# more\n" + ONE + "2\n");

    assertThat(baseline.fingerprints()).containsExactly(ONE);
    assertThat(baseline.problems())
        .extracting(Manifest.Problem::file, Manifest.Problem::line)
        .containsExactly(tuple("b", 1), tuple("b", 5));
  }

  @Test
  void shouldTellTenLinesAndCountTheRestWhenAllAreWrong() {
    assertThat(Baseline.parse("b", "wrong\n".repeat(1_000)).problems())
        .hasSize(11)
        .last()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .isEqualTo("990 lines more do not begin with a fingerprint"));
  }

  @Test
  void shouldReadNothingMoreWhenItIsTooLong() {
    String text =
        "# title\n"
            + String.join("\n", IntStream.range(0, 60_000).mapToObj(i -> digits(i)).toList());

    Baseline baseline = Baseline.parse("b", text);

    assertThat(baseline.fingerprints()).hasSize(Baseline.MOST_LINES);
    assertThat(baseline.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(Baseline.MOST_LINES + 2));
  }

  @Test
  void shouldWriteNothingWhenThereAreTooManyFindings() {
    Finding finding = Reports.finding(1).build();
    List<Finding> many = IntStream.range(0, 50_001).mapToObj(i -> finding).toList();

    assertThat(Baseline.text(many)).isEmpty();
  }

  private static String digits(int number) {
    return String.format("%032x", number);
  }
}
