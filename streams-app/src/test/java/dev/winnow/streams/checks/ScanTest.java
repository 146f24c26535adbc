package dev.winnow.streams.checks;

import static dev.winnow.streams.checks.PullRequests.SHOP;
import static dev.winnow.streams.checks.PullRequests.commit;
import static dev.winnow.streams.checks.PullRequests.contracts;
import static dev.winnow.streams.checks.PullRequests.found;
import static dev.winnow.streams.checks.PullRequests.push;
import static dev.winnow.streams.checks.PullRequests.pushed;
import static dev.winnow.streams.checks.PullRequests.repository;
import static dev.winnow.streams.checks.PullRequests.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.Neighbour;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.RepositoryProgress;
import dev.winnow.schemas.RepositoryScan;
import dev.winnow.schemas.ScanInput;
import dev.winnow.schemas.Spend;
import dev.winnow.streams.checks.store.RepositoryStore;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Default branches are scanned when it is their turn and there is something new. */
class ScanTest {
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final HostedRepository WEB = repository(8, "acme/web");

  private ChecksDriver checks = new ChecksDriver();

  @AfterEach
  void close() {
    checks.close();
  }

  @Test
  void shouldOrderAScanWhenItIsTheRepositorysTurn() {
    indexed('a', 1);
    assertThat(checks.newOrders()).isEmpty();

    checks.wallTimePasses(DAY);

    CheckOrder order = checks.newOrder();
    assertThat(order.getKind()).isEqualTo(CheckKind.SCAN);
    assertThat(order.getSubject()).isEqualTo("acme/shop");
    assertThat(order.getOrderId()).isEqualTo("7/scan/" + commit('a') + "/1/alone/0");
    assertThat(order.getNumber()).isZero();
    assertThat(order.getHead()).isEqualTo(commit('a'));
    assertThat(order.getBase()).isEmpty();
    assertThat(order.getTimeoutMs()).isEqualTo(120_000);
  }

  @Test
  void shouldPublishWhatWasFoundAsNumberZero() {
    indexed('a', 1);
    checks.wallTimePasses(DAY);

    checks.publish(found(checks.newOrder(), "orders"));

    assertThat(checks.newReportsByKey())
        .singleElement()
        .satisfies(
            published -> {
              assertThat(published.key).isEqualTo("acme/shop#0");
              PullRequestReport report = published.value;
              assertThat(report.getNumber()).isZero();
              assertThat(report.getHead()).isEqualTo(commit('a'));
              assertThat(report.getBaseRef()).isEqualTo("main");
              assertThat(report.getMergeBase()).isEmpty();
              assertThat(report.getConclusion()).isEqualTo(Conclusion.FAILURE);
            });
    assertThat(checks.newFindings())
        .extracting(finding -> finding.key)
        .containsExactly("acme/shop#0/orders");
    assertThat(spend().getReserved()).isEqualByComparingTo("0");
    assertThat(spend().getMoney()).isEqualByComparingTo("0.000167");
  }

  @Test
  void shouldNotScanAgainBeforeSomethingIsNewAndItIsItsTurn() {
    scanned('a', 1);
    checks.wallTimePasses(DAY);
    checks.wallTimePasses(DAY);
    assertThat(checks.newOrders()).isEmpty();

    indexed('b', 2);
    assertThat(checks.newOrders()).isEmpty();
    checks.wallTimePasses(DAY);

    assertThat(checks.newOrder().getHead()).isEqualTo(commit('b'));
  }

  @Test
  void shouldScanAgainWhenTheRulesAreOthersAndCompareNothing() {
    scanned('a', 1, "orders", "items");
    ScanInput old = ScanInput.newBuilder(checks.scan().getFound().get()).setRuleSet(0).build();
    checks.rewrite(RepositoryScan.newBuilder(checks.scan()).setLast(old).setFound(old).build());
    checks.wallTimePasses(DAY);

    checks.publish(found(checks.newOrder(), "orders"));

    assertThat(checks.newReport().getFixed()).isZero();
    assertThat(checks.newFindings()).contains(KeyValue.pair("acme/shop#0/items", null));
  }

  @Test
  void shouldScanNothingWhenItIsOff() {
    with(ChecksDriver.config("1", Duration.ZERO));
    indexed('a', 1);

    checks.wallTimePasses(DAY);

    assertThat(checks.newOrders()).isEmpty();
    assertThat(checks.scan()).isNull();
  }

  @Test
  void shouldWaitForTomorrowWhenTodaysMoneyIsSpent() {
    with(ChecksDriver.config("0.02", Duration.ofHours(1)));
    indexed('a', 1);
    checks.wallTimePasses(Duration.ofHours(1));
    checks.wallTimePasses(Duration.ofHours(9));
    assertThat(checks.newOrders()).isEmpty();

    checks.wallTimePasses(Duration.ofHours(2));

    assertThat(checks.newOrder().getHead()).isEqualTo(commit('a'));
  }

  @Test
  void shouldIssueAgainWhenNoResultComesAndPayForTheLost() {
    indexed('a', 1);
    checks.wallTimePasses(DAY);
    CheckOrder lost = checks.newOrder();

    checks.wallTimePasses(Duration.ofMinutes(16));

    CheckOrder second = checks.newOrder();
    assertThat(second.getOrderId()).endsWith("/1");
    assertThat(spend().getMoney()).isEqualByComparingTo("0.02");
    checks.publish(found(lost, "orders"));
    assertThat(checks.newReports()).isEmpty();
    checks.publish(found(second));
    assertThat(checks.newReport().getConclusion()).isEqualTo(Conclusion.SUCCESS);
  }

  @Test
  void shouldTryAgainAtOnceAndThenInAnHourWhenInfrastructureFails() {
    indexed('a', 1);
    checks.wallTimePasses(DAY);
    CheckOrder order = checks.newOrder();
    assertThat(order.getMayOmitNeighbours()).isFalse();
    for (int i = 0; i < 2; i++) {
      checks.publish(result(order, Outcome.INFRASTRUCTURE_FAILED).build());
      order = checks.newOrder();
    }
    assertThat(order.getMayOmitNeighbours()).isTrue();
    checks.publish(result(order, Outcome.INFRASTRUCTURE_FAILED).build());
    assertThat(checks.newReport().getConclusion()).isEqualTo(Conclusion.NEUTRAL);

    checks.wallTimePasses(Duration.ofMinutes(59));
    assertThat(checks.newOrders()).isEmpty();
    checks.wallTimePasses(LOOK);
    checks.publish(found(checks.newOrder()));

    assertThat(checks.newReport().getConclusion()).isEqualTo(Conclusion.SUCCESS);
  }

  @Test
  void shouldNotTryAgainWhatWouldFailAgain() {
    indexed('a', 1);
    checks.wallTimePasses(DAY);
    checks.publish(result(checks.newOrder(), Outcome.TIMED_OUT).build());
    assertThat(checks.newReport().getConclusion()).isEqualTo(Conclusion.NEUTRAL);

    checks.wallTimePasses(DAY);

    assertThat(checks.newOrders()).isEmpty();
  }

  @Test
  void shouldReportTheScanAndScanTheNextCommitInItsTurnWhenOneIsPushedMeanwhile() {
    indexed('a', 1);
    checks.wallTimePasses(DAY);
    CheckOrder order = checks.newOrder();
    indexed('b', 2);

    checks.publish(found(order));

    assertThat(checks.newReport().getHead()).isEqualTo(commit('a'));
    assertThat(checks.newOrders()).isEmpty();
    checks.wallTimePasses(DAY);
    checks.publish(found(checks.newOrder()));
    assertThat(checks.newReport().getHead()).isEqualTo(commit('b'));
  }

  @Test
  void shouldWaitUntilTheIndexHasReadTheCommit() {
    indexed('a', 1);
    checks.publish(push(SHOP, 'b', 2));
    CheckOrder reading = checks.newOrder();
    // Not long enough for the order to be lost.
    checks.wallTimePasses(Duration.ofMinutes(14));
    assertThat(checks.newOrders()).isEmpty();

    checks.publish(read(reading, 'b'));
    checks.wallTimePasses(DAY);

    assertThat(checks.newOrder().getHead()).isEqualTo(commit('b'));
  }

  @Test
  void shouldForgetARepositoryThatIsGone() {
    scanned('a', 1, "orders");
    indexed('b', 2);
    checks.wallTimePasses(DAY);
    CheckOrder order = checks.newOrder();
    checks.newReports();
    checks.newFindings();

    checks.publishGone(SHOP.getName());

    assertThat(checks.newReportsByKey()).containsExactly(KeyValue.pair("acme/shop#0", null));
    assertThat(checks.newFindings()).containsExactly(KeyValue.pair("acme/shop#0/orders", null));
    assertThat(checks.scan()).isNull();
    checks.publish(found(order, "orders"));
    checks.wallTimePasses(DAY);
    assertThat(checks.newReports()).isEmpty();
    assertThat(checks.newOrders()).isEmpty();
  }

  @Test
  void shouldGoOnWhereItWasWhenItIsStartedAgain() {
    scanned('a', 1, "orders");
    indexed('b', 2);
    checks.wallTimePasses(DAY);
    CheckOrder order = checks.newOrder();

    checks = checks.restarted();
    checks.wallTimePasses(LOOK);
    assertThat(checks.newOrders()).isEmpty();
    checks.publish(found(order));

    assertThat(checks.newReport().getFixed()).isEqualTo(1);
    checks = checks.restarted();
    checks.wallTimePasses(DAY);
    assertThat(checks.newOrders()).isEmpty();
  }

  @Test
  void shouldChangeNothingWhenAResultComesTwice() {
    indexed('a', 1);
    checks.wallTimePasses(DAY);
    CheckOrder order = checks.newOrder();
    checks.publish(found(order, "orders"));
    checks.newReports();
    checks.newFindings();

    checks.publish(found(order, "other"));

    assertThat(checks.newReports()).isEmpty();
    assertThat(checks.newFindings()).isEmpty();
    assertThat(spend().getMoney()).isEqualByComparingTo("0.000167");
  }

  @Test
  void shouldTellWhatIsFixedAndWhatIsBackSinceTheScanBefore() {
    scanned('a', 1, "orders", "items");

    scanned('b', 2, "orders");
    assertThat(states()).containsExactly("orders OPEN a", "items FIXED b");
    scanned('c', 3, "orders", "items");
    assertThat(states()).containsExactlyInAnyOrder("orders OPEN a", "items REGRESSED c");
    scanned('d', 4, "orders");
    scanned('e', 5, "orders");

    assertThat(states()).containsExactly("orders OPEN a");
  }

  @Test
  void shouldNotTakeWhatWasCutOffForFixed() {
    scanned('a', 1, "orders", "items");
    indexed('b', 2);
    checks.wallTimePasses(DAY);

    checks.publish(
        CheckResult.newBuilder(found(checks.newOrder(), "orders")).setOmitted(1).build());

    PullRequestReport report = checks.newReport();
    assertThat(report.getFixed()).isZero();
    assertThat(report.getOmitted()).isEqualTo(1);
  }

  @Test
  void shouldScanAgainWhenANeighbourHasChanged() {
    scanned('a', 1);
    checks.publish(contracts(WEB, 'w', List.of(), List.of("orders")));

    checks.wallTimePasses(DAY);

    CheckOrder order = checks.newOrder();
    assertThat(order.getHead()).isEqualTo(commit('a'));
    assertThat(order.getNeighbours())
        .containsExactly(new Neighbour("acme/web", "/git/acme/web", commit('w')));
    checks.publish(found(order));
    checks.wallTimePasses(DAY);
    assertThat(checks.newOrders()).isEmpty();
  }

  @Test
  void shouldKeepWhatIsKnownOfTheCommitWhenAnotherScanOfItFails() {
    scanned('a', 1, "orders");
    checks.publish(contracts(WEB, 'w', List.of(), List.of("orders")));
    checks.wallTimePasses(DAY);
    checks.newFindings();

    checks.publish(result(checks.newOrder(), Outcome.TIMED_OUT).build());

    PullRequestReport report = checks.newReport();
    assertThat(report.getErrors()).isEqualTo(1);
    assertThat(report.getNotes())
        .extracting(CheckNote::getMessage)
        .singleElement()
        .asString()
        .contains("checking it again did not succeed");
    assertThat(checks.newFindings()).isEmpty();
  }

  @Test
  void shouldNotTellThePublicWhatWasFoundWhileItWasPrivate() {
    publish(visible(true), 'a', 1);
    checks.wallTimePasses(LOOK);
    checks.wallTimePasses(DAY);
    checks.publish(found(checks.newOrder(), "orders"));
    publish(visible(true), 'b', 2);
    checks.wallTimePasses(DAY);
    CheckOrder privateOne = checks.newOrder();
    checks.newReports();

    publish(visible(false), 'c', 3);
    assertThat(checks.newReports()).containsOnlyNulls();
    checks.publish(found(privateOne, "orders"));
    assertThat(checks.newReports()).isEmpty();
    checks.wallTimePasses(LOOK);

    CheckOrder publicOne = checks.newOrder();
    assertThat(publicOne.getHead()).isEqualTo(commit('c'));
    checks.publish(found(publicOne, "orders"));
    assertThat(states()).containsExactly("orders OPEN c");
  }

  @Test
  void shouldTakeNoPullRequestForAScan() {
    checks.publish("acme/shop#0", pushed('a', 1).setNumber(0).build());

    assertThat(checks.newDeadLetters()).hasSize(1);
    assertThat(checks.newOrders()).isEmpty();
  }

  private void with(ChecksConfig config) {
    checks.close();
    checks = new ChecksDriver(config);
  }

  private static HostedRepository visible(boolean isPrivate) {
    return HostedRepository.newBuilder(SHOP).setIsPrivate(isPrivate).build();
  }

  /** A commit is pushed and read, and the clock has looked at the repository. */
  private void indexed(char commit, int second) {
    publish(SHOP, commit, second);
    checks.wallTimePasses(LOOK);
  }

  private void publish(HostedRepository repository, char commit, int second) {
    checks.publish(push(repository, commit, second));
    checks.publish(read(checks.newOrder(), commit));
  }

  private void scanned(char commit, int second, String... names) {
    indexed(commit, second);
    checks.wallTimePasses(DAY);
    checks.newReports();
    checks.newFindings();
    checks.publish(found(checks.newOrder(), names));
  }

  private static CheckResult read(CheckOrder order, char commit) {
    return result(order, Outcome.SUCCEEDED)
        .setContracts(contracts(SHOP, commit, List.of("orders"), List.of()))
        .build();
  }

  /** Findings of the last report: name, state and the commit since when. */
  private List<String> states() {
    return checks.newReport().getFindings().stream()
        .map(
            each -> each.getFingerprint() + " " + each.getState() + " " + each.getSince().charAt(0))
        .toList();
  }

  private Spend spend() {
    return ((RepositoryProgress) checks.store(RepositoryStore.NAME).get("acme/shop"))
        .getSpend()
        .orElseThrow();
  }
}
