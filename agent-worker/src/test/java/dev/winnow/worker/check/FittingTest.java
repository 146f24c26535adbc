package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingOrder;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Suppression;
import dev.winnow.worker.report.Reports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FittingTest {
  @Test
  void shouldLeaveOutWhatDoesNotCountFirst() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      findings.add(
          Reports.finding(i).setSuppression(new Suppression(Baseline.REASON, null)).build());
    }
    findings.add(Reports.finding(3_000).setSeverity(Severity.NOTE).build());
    CheckResult.Builder result =
        CheckResult.newBuilder()
            .setOrderId("o")
            .setSubject("acme/shop#1")
            .setKind(CheckKind.PULL_REQUEST)
            .setDelivery(1)
            .setWorker("w")
            .setOutcome(Outcome.SUCCEEDED)
            .setStartedAt(Instant.EPOCH);

    Fitting.set(result, findings, List.of());

    assertThat(result.getFindings().get(0)).isEqualTo(findings.get(3_000));
    assertThat(result.getFindings()).filteredOn(f -> !FindingOrder.isSuppressed(f)).hasSize(1);
    assertThat(result.getOmitted()).isEqualTo(3_001 - result.getFindings().size()).isPositive();
    assertThat(result.getOmittedSuppressed()).isEqualTo(result.getOmitted());
  }
}
