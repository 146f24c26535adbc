package dev.winnow.streams.checks;

import static dev.winnow.streams.checks.PullRequests.commit;
import static dev.winnow.streams.checks.PullRequests.found;
import static dev.winnow.streams.checks.PullRequests.pushed;
import static dev.winnow.streams.checks.PullRequests.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.Evidence;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingState;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.PullRequestState;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Suppression;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChecksTopologyTest {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private ChecksDriver checks = new ChecksDriver();

  @AfterEach
  void close() {
    checks.close();
  }

  @Test
  void shouldOrderACheckWhenAPullRequestIsOpened() {
    checks.publish(pushed('a', 1).build());

    CheckOrder order = checks.newOrder();
    assertThat(order.getKind()).isEqualTo(CheckKind.PULL_REQUEST);
    assertThat(order.getSubject()).isEqualTo("acme/shop#1");
    assertThat(order.getHead()).isEqualTo(commit('a'));
    assertThat(order.getBase()).contains(commit('0'));
    assertThat(order.getOrderId())
        .isEqualTo("7/1/" + commit('a') + "/" + commit('0') + "/1/alone/0");
  }

  @Test
  void shouldReportRankedFindingsWhenTheCheckIsIn() {
    checks.publish(pushed('a', 1).build());

    checks.publish(found(checks.newOrder(), "orders", "items"));

    PullRequestReport report = checks.newReports().get(0);
    assertThat(report.getConclusion()).isEqualTo(Conclusion.FAILURE);
    assertThat(report.getErrors()).isEqualTo(2);
    assertThat(report.getSummary()).isEqualTo("2 errors, 0 warnings, 0 notes.");
    assertThat(report.getFindings())
        .extracting(Finding::getFingerprint)
        .containsExactly("items", "orders");
    assertThat(checks.newFindings())
        .extracting(entry -> entry.key)
        .containsExactly("acme/shop#1/items", "acme/shop#1/orders");
  }

  @Test
  void shouldReportSuccessWhenNothingIsFound() {
    checks.publish(pushed('a', 1).build());

    checks.publish(found(checks.newOrder()));

    assertThat(checks.newReports())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getConclusion()).isEqualTo(Conclusion.SUCCESS);
              assertThat(report.getSummary()).isEqualTo("No contract break or doc drift.");
            });
  }

  @Test
  void shouldPublishAFindingWithItsReasonWhenItDoesNotCount() {
    checks.publish(pushed('a', 1).build());
    CheckResult found = found(checks.newOrder(), "orders");
    found.getFindings().get(0).setSuppression(new Suppression("so", LocalDate.of(2027, 1, 31)));

    checks.publish(found);

    assertThat(checks.newReport().getConclusion()).isEqualTo(Conclusion.SUCCESS);
    assertThat(checks.newFindings())
        .extracting(entry -> entry.value.getSuppression().orElseThrow().getReason())
        .containsExactly("so");
  }

  @Test
  void shouldDoNothingWhenADeliveryComesAgain() {
    checks.publish(pushed('a', 1).build());
    CheckOrder order = checks.newOrder();
    checks.publish(found(order, "orders"));
    checks.newReports();

    checks.publish(pushed('a', 1).setDelivery("again").build());
    checks.publish(found(order, "other"));

    assertThat(checks.newOrders()).isEmpty();
    assertThat(checks.newReports()).isEmpty();
  }

  @Test
  void shouldReportAsTheAppWhenAnotherWebhookTellsTheSameWithoutIt() {
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder()));
    checks.newReports();

    checks.publish(pushed('a', 1).setInstallation(5L).build());
    checks.publish(pushed('a', 1).build());

    assertThat(checks.newReports())
        .singleElement()
        .satisfies(report -> assertThat(report.getInstallation()).contains(5L));
    assertThat(checks.newOrders()).isEmpty();
  }

  @Test
  void shouldCheckTheNewestHeadFirstAndEarlierOnesAfterwards() {
    checks.publish(pushed('b', 2).build());
    CheckOrder newest = checks.newOrder();

    checks.publish(pushed('a', 1).build());
    assertThat(checks.newOrders()).isEmpty();
    checks.publish(found(newest));

    assertThat(checks.newOrder().getHead()).isEqualTo(commit('a'));
  }

  @Test
  void shouldTellWhatIsFixedAndWhatRegressedAcrossPushes() {
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder(), "orders", "items"));
    checks.publish(pushed('b', 2).build());
    checks.publish(found(checks.newOrder(), "items"));
    checks.newReports();

    checks.publish(pushed('c', 3).build());
    checks.publish(found(checks.newOrder(), "orders"));

    PullRequestReport report = checks.newReports().get(0);
    assertThat(report.getFindings())
        .extracting(Finding::getFingerprint, Finding::getState)
        .containsExactly(
            tuple("orders", FindingState.REGRESSED), tuple("items", FindingState.FIXED));
    assertThat(report.getFindings().get(0).getSince()).isEqualTo(commit('c'));
    assertThat(report.getSummary())
        .isEqualTo("1 error, 0 warnings, 0 notes. 1 fixed since an earlier push.");
  }

  @Test
  void shouldReportTheSameWhenHeadsAreHeardOfInAnotherOrder() {
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder(), "orders"));
    checks.publish(pushed('b', 2).build());
    checks.publish(found(checks.newOrder()));
    PullRequestReport inOrder = last(checks.newReports());
    checks.close();
    checks = new ChecksDriver();

    checks.publish(pushed('b', 2).build());
    checks.publish(found(checks.newOrder()));
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder(), "orders"));

    assertThat(last(checks.newReports())).isEqualTo(inOrder);
  }

  @Test
  void shouldTakeTheReplacingHeadWhenTwoComeInTheSameSecond() {
    checks.publish(pushed('b', 1).setBefore(commit('a')).build());
    checks.publish(found(checks.newOrder()));

    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder(), "orders"));

    assertThat(last(checks.newReports()).getHead()).isEqualTo(commit('b'));
  }

  @Test
  void shouldRetryWhenInfrastructureFailsAndReportNeutralInTheEnd() {
    checks.publish(pushed('a', 1).build());
    for (int i = 0; i < 3; i++) {
      CheckOrder order = checks.newOrder();
      assertThat(order.getOrderId()).endsWith("/" + i);

      checks.publish(result(order, Outcome.INFRASTRUCTURE_FAILED).build());
    }

    assertThat(checks.newOrders()).isEmpty();
    assertThat(checks.newReports())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getConclusion()).isEqualTo(Conclusion.NEUTRAL);
              assertThat(report.getSummary())
                  .isEqualTo("This head could not be checked: it is INFRASTRUCTURE_FAILED");
            });
  }

  @Test
  void shouldReserveAndSettleMoneyWhenChecksRun() {
    checks.publish(pushed('a', 1).build());
    assertThat(checks.progress().getSpend().getReserved()).isEqualByComparingTo("0.01");

    checks.publish(found(checks.newOrder()));

    assertThat(checks.progress().getSpend().getReserved()).isEqualByComparingTo("0");
    assertThat(checks.progress().getSpend().getMoney()).isEqualByComparingTo("0.000167");
  }

  @Test
  void shouldReportNeutralWhenTheBudgetIsUsedUp() {
    checks.close();
    checks = new ChecksDriver(ChecksDriver.config("0.01"));
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder()));
    checks.newReports();

    checks.publish(pushed('b', 2).build());

    assertThat(checks.newOrders()).isEmpty();
    assertThat(checks.newReports())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getConclusion()).isEqualTo(Conclusion.NEUTRAL);
              assertThat(report.getSummary()).contains("used up checks.budget");
            });
  }

  @Test
  void shouldReportTheStateWhenAPullRequestIsMerged() {
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder()));
    checks.newReports();

    checks.publish(pushed('a', 5).setAction("closed").setState(PullRequestState.MERGED).build());

    assertThat(checks.newOrders()).isEmpty();
    assertThat(last(checks.newReports()).getState()).isEqualTo(PullRequestState.MERGED);
  }

  @Test
  void shouldForgetFindingsWhenTheirHeadIsTooLongAgo() {
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder(), "orders"));
    checks.newFindings();

    for (char head = 'b'; head < 'l'; head++) {
      checks.publish(pushed(head, head).build());
      checks.publish(found(checks.newOrder()));
    }

    List<KeyValue<String, Finding>> published = checks.newFindings();
    assertThat(published.get(published.size() - 1))
        .isEqualTo(KeyValue.pair("acme/shop#1/orders", null));
  }

  @Test
  void shouldMakeADeadLetterWhenTheKeyIsAnother() {
    checks.publish("acme/other#1", pushed('a', 1).build());

    assertThat(checks.newDeadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.getReason()).contains("acme/shop#1"));
    assertThat(checks.newOrders()).isEmpty();
  }

  @Test
  void shouldRankABreakWithAKnownConsumerFirst() {
    checks.publish(pushed('a', 1).build());
    CheckOrder order = checks.newOrder();
    Finding alone = PullRequests.finding("alone", Severity.ERROR).build();
    Finding used =
        PullRequests.finding("used", Severity.ERROR)
            .setConfidence(0.9)
            .setConsumers(
                List.of(new ConsumerUse("web", "acme/web", "pact.json", 3, Evidence.PACT, true)))
            .build();

    checks.publish(result(order, Outcome.SUCCEEDED).setFindings(List.of(alone, used)).build());

    assertThat(Stream.of(last(checks.newReports())).flatMap(r -> r.getFindings().stream()))
        .extracting(Finding::getFingerprint)
        .containsExactly("used", "alone");
  }

  private static PullRequestReport last(List<PullRequestReport> reports) {
    return reports.get(reports.size() - 1);
  }
}
