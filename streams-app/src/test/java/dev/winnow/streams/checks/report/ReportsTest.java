package dev.winnow.streams.checks.report;

import static dev.winnow.streams.checks.PullRequests.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingState;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PullRequestHead;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.PullRequestState;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Suppression;
import dev.winnow.streams.checks.PullRequests;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportsTest {
  private static final Suppression UNTIL = new Suppression("so", LocalDate.of(2027, 1, 31));
  private static final Suppression BASELINE = new Suppression("in the baseline", null);

  @Test
  void shouldSucceedWhenTheOnlyErrorIsSuppressed() {
    PullRequestReport report = report(checked('a', error("x", UNTIL)));

    assertThat(report.getConclusion()).isEqualTo(Conclusion.SUCCESS);
    assertThat(report.getErrors()).isZero();
    assertThat(report.getSuppressed()).isEqualTo(1);
    assertThat(report.getSummary()).isEqualTo("No contract break or doc drift. 1 suppressed.");
    assertThat(report.getFindings()).hasSize(1);
  }

  @Test
  void shouldListWhatCountsBeforeWhatDoesNotAndWhatIsFixedLast() {
    PullRequestReport report =
        report(
            checked('a', error("fixed", null)),
            checked(
                'b',
                error("a-baseline", BASELINE),
                error("b-suppressed", UNTIL),
                PullRequests.finding("note", Severity.NOTE).build()));

    assertThat(report.getFindings())
        .extracting(Finding::getFingerprint)
        .containsExactly("note", "b-suppressed", "a-baseline", "fixed");
    assertThat(report.getSummary())
        .isEqualTo("0 errors, 0 warnings, 1 note. 1 fixed since an earlier push. 2 suppressed.");
  }

  @Test
  void shouldStayOpenWhenAPushSuppressesItAndAnotherTakesThatBack() {
    PullRequestReport suppressed =
        report(checked('a', error("x", null)), checked('b', error("x", UNTIL)));
    PullRequestReport again =
        report(
            checked('a', error("x", null)),
            checked('b', error("x", UNTIL)),
            checked('c', error("x", null)));

    assertThat(suppressed.getFixed()).isZero();
    assertThat(suppressed.getFindings())
        .extracting(Finding::getState, Finding::getSince, Finding::getSuppression)
        .containsExactly(tuple(FindingState.OPEN, commit('a'), Optional.of(UNTIL)));
    assertThat(again.getErrors()).isEqualTo(1);
    assertThat(again.getFindings())
        .extracting(Finding::getState, Finding::getSince, Finding::getSuppression)
        .containsExactly(tuple(FindingState.OPEN, commit('a'), Optional.empty()));
  }

  @Test
  void shouldBeFixedAndNotSuppressedWhenItIsGone() {
    PullRequestReport report = report(checked('a', error("x", UNTIL)), checked('b'));

    assertThat(report.getFixed()).isEqualTo(1);
    assertThat(report.getSuppressed()).isZero();
    assertThat(report.getFindings())
        .extracting(Finding::getState, Finding::getSuppression)
        .containsExactly(tuple(FindingState.FIXED, Optional.empty()));
  }

  @Test
  void shouldNotCountWhenItRegressesAndIsSuppressed() {
    PullRequestReport report =
        report(checked('a', error("x", null)), checked('b'), checked('c', error("x", UNTIL)));

    assertThat(report.getConclusion()).isEqualTo(Conclusion.SUCCESS);
    assertThat(report.getFindings())
        .extracting(Finding::getState, Finding::getSuppression)
        .containsExactly(tuple(FindingState.REGRESSED, Optional.of(UNTIL)));
  }

  @Test
  void shouldSayHowManyMoreCountWhenTheWorkerHadNoRoom() {
    List<Finding> findings = History.of(List.of(checked('a', error("x", BASELINE))));

    PullRequestReport report =
        report('a', result().setOmitted(30).setOmittedSuppressed(28).build(), findings);

    assertThat(report.getSuppressed()).isEqualTo(29);
    assertThat(report.getOmitted()).isEqualTo(30);
    assertThat(report.getSummary())
        .isEqualTo("No contract break or doc drift. There are 2 more. 29 suppressed.");
  }

  @Test
  void shouldCountAllWhenNotAllAreListed() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      findings.add(error("s" + i, BASELINE));
    }
    findings.add(error("x", null));

    PullRequestReport report = report(new History.Checked(commit('a'), findings));

    assertThat(report.getErrors()).isEqualTo(1);
    assertThat(report.getSuppressed()).isEqualTo(700);
    assertThat(report.getFindings().get(0).getFingerprint()).isEqualTo("x");
    assertThat(report.getFindings().size() + report.getOmitted()).isEqualTo(701);
  }

  @ParameterizedTest
  @CsvSource({"500, 100, 0, 500, 100", "501, 101, 1, 500, 100"})
  void shouldList500FindingsAnd100NotesAndCountAll(
      int found, int noted, int omitted, int listed, int notes) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < found; i++) {
      findings.add(error("e" + i, null));
    }
    CheckNote note = new CheckNote("acme/shop", "a.yaml", 1, "this cannot be read");
    CheckResult result = result().setNotes(Collections.nCopies(noted, note)).build();

    PullRequestReport report = report('a', result, History.of(List.of(checked('a', findings))));

    assertThat(report.getErrors()).isEqualTo(found);
    assertThat(report.getFindings()).hasSize(listed);
    assertThat(report.getOmitted()).isEqualTo(omitted);
    assertThat(report.getNotes()).hasSize(notes);
  }

  private static PullRequestReport report(History.Checked... heads) {
    String last = heads[heads.length - 1].head();
    return report(last.charAt(0), result().build(), History.of(Arrays.asList(heads)));
  }

  private static PullRequestReport report(char head, CheckResult result, List<Finding> findings) {
    PullRequestHead newest =
        PullRequestHead.newBuilder()
            .setHead(commit(head))
            .setBase(commit('0'))
            .setBaseRef("main")
            .setUpdatedAt(PullRequests.START)
            .setState(PullRequestState.OPEN)
            .build();
    return Reports.of(PullRequests.SHOP, 1, Optional.empty(), newest, result, findings);
  }

  private static CheckResult.Builder result() {
    return CheckResult.newBuilder()
        .setOrderId("o")
        .setSubject("acme/shop#1")
        .setKind(CheckKind.PULL_REQUEST)
        .setDelivery(1)
        .setWorker("w")
        .setOutcome(Outcome.SUCCEEDED)
        .setStartedAt(PullRequests.START);
  }

  private static History.Checked checked(char head, Finding... findings) {
    return checked(head, List.of(findings));
  }

  private static History.Checked checked(char head, List<Finding> findings) {
    return new History.Checked(commit(head), findings);
  }

  private static Finding error(String name, Suppression suppression) {
    return PullRequests.finding(name, Severity.ERROR).setSuppression(suppression).build();
  }
}
