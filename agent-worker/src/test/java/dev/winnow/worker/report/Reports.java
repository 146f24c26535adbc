package dev.winnow.worker.report;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Evidence;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingState;
import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.PullRequestState;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import java.util.ArrayList;
import java.util.List;

/** Reports for tests. */
public final class Reports {
  public static final String REPOSITORY = "acme/shop";
  public static final String HEAD = "a".repeat(40);
  public static final String BASE = "b".repeat(40);

  private Reports() {}

  /** An open pull request with nothing to say of it. */
  public static PullRequestReport.Builder report() {
    return PullRequestReport.newBuilder()
        .setRepository(
            HostedRepository.newBuilder()
                .setId(1)
                .setName(REPOSITORY)
                .setCloneUrl("https://github.example/acme/shop.git")
                .setDefaultBranch("main")
                .setWebUrl("https://github.example/acme/shop")
                .build())
        .setNumber(5)
        .setState(PullRequestState.OPEN)
        .setHead(HEAD)
        .setBase(BASE)
        .setBaseRef("main")
        .setMergeBase(BASE)
        .setRuleSet(1)
        .setConclusion(Conclusion.SUCCESS)
        .setSummary("Nothing breaks.")
        .setErrors(0)
        .setWarnings(0)
        .setNotices(0)
        .setFixed(0)
        .setFindings(List.of());
  }

  /** A report with so many findings, each an error at a line of its own. */
  public static PullRequestReport.Builder withFindings(int count) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      findings.add(finding(i).build());
    }
    return report()
        .setConclusion(count > 0 ? Conclusion.FAILURE : Conclusion.SUCCESS)
        .setSummary(count + " changes break consumers.")
        .setErrors(count)
        .setFindings(findings);
  }

  /** An error at a line of the head, with a confirmed consumer. */
  public static Finding.Builder finding(int line) {
    return Finding.newBuilder()
        .setRepository(REPOSITORY)
        .setNumber(5)
        .setFingerprint(String.format("%032x", line))
        .setRule("openapi.response-property-removed")
        .setKind(ContractKind.OPENAPI)
        .setSeverity(Severity.ERROR)
        .setConfidence(0.9)
        .setService("shop-orders")
        .setElement("GET /orders/{id} 200 total" + line)
        .setMessage("The response no longer has `total" + line + "`.")
        .setMend("Keep the property.")
        .setFile("orders/openapi.yaml")
        .setLine(line)
        .setSide(Side.HEAD)
        .setConsumers(List.of(consumer()))
        .setScore(5.4)
        .setState(FindingState.OPEN)
        .setSince(HEAD);
  }

  public static ConsumerUse consumer() {
    return ConsumerUse.newBuilder()
        .setService("shop-web")
        .setRepository("acme/web")
        .setFile("pacts/orders.json")
        .setLine(12)
        .setEvidence(Evidence.PACT)
        .setConfirmed(true)
        .build();
  }

  public static CheckNote note(String message) {
    return CheckNote.newBuilder()
        .setRepository(REPOSITORY)
        .setFile("orders/events.yaml")
        .setLine(3)
        .setMessage(message)
        .build();
  }
}
