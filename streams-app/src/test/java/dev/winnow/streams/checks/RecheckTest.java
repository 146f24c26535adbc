package dev.winnow.streams.checks;

import static dev.winnow.streams.checks.PullRequests.SHOP;
import static dev.winnow.streams.checks.PullRequests.commit;
import static dev.winnow.streams.checks.PullRequests.contracts;
import static dev.winnow.streams.checks.PullRequests.found;
import static dev.winnow.streams.checks.PullRequests.pushed;
import static dev.winnow.streams.checks.PullRequests.repository;
import static dev.winnow.streams.checks.PullRequests.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.Neighbour;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.RepositoryContracts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pull request whose neighbours change. */
class RecheckTest {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final HostedRepository WEB = repository(8, "acme/web");
  private static final RepositoryContracts OWN = contracts(SHOP, '0', List.of("orders"), List.of());
  private static final RepositoryContracts CONSUMER =
      contracts(WEB, 'w', List.of(), List.of("orders"));

  /** More than one turn's. */
  private static final int MANY = IssueChecksProcessor.MOST_ADVANCED + 50;

  private ChecksDriver checks = new ChecksDriver();

  @BeforeEach
  void begin() {
    checks.publish(OWN);
  }

  @AfterEach
  void close() {
    checks.close();
  }

  @Test
  void shouldCheckAgainWhenAConsumerElsewhereChanges() {
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder()));
    checks.wallTimePasses(LOOK);
    assertThat(checks.newOrders()).isEmpty();

    checks.publish(CONSUMER);
    checks.wallTimePasses(LOOK);

    assertThat(checks.newOrder().getNeighbours())
        .containsExactly(new Neighbour("acme/web", "/git/acme/web", commit('w')));
  }

  @Test
  void shouldNotCheckAgainWhenARepositoryThatHasNothingToDoWithItChanges() {
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder()));

    checks.publish(contracts(repository(9, "acme/other"), 'o', List.of("mail"), List.of("sms")));
    checks.wallTimePasses(LOOK);

    assertThat(checks.newOrders()).isEmpty();
  }

  @Test
  void shouldKnowANeighboursNewestCommitWhenItChangedNoContract() {
    checks.publish(CONSUMER);
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder()));

    neighbourComes(
        RepositoryContracts.newBuilder(CONSUMER)
            .setCommit(commit('x'))
            .setPushedAt(PullRequests.START.plusSeconds(9))
            .build());

    assertThat(checks.newOrders()).isEmpty();
    checks.publish(pushed('b', 2).build());
    assertThat(checks.newOrder().getNeighbours())
        .containsExactly(new Neighbour("acme/web", "/git/acme/web", commit('x')));
  }

  @Test
  void shouldTakeTurnsWhenThereAreManyPullRequests() {
    checkMany();

    neighbourComes(CONSUMER);
    List<CheckOrder> first = checks.newOrders();
    checks.wallTimePasses(LOOK);
    List<CheckOrder> second = checks.newOrders();
    checks.wallTimePasses(LOOK);

    assertThat(first).hasSize(IssueChecksProcessor.MOST_ADVANCED);
    assertThat(second).hasSize(50);
    assertThat(Stream.concat(first.stream(), second.stream()).map(CheckOrder::getSubject))
        .doesNotHaveDuplicates();
    assertThat(checks.newOrders()).isEmpty();
  }

  @Test
  void shouldComeBackToThoseOfTheTurnBeforeWhenContractsChangeInBetween() {
    checkMany();
    neighbourComes(CONSUMER);
    checks.newOrders().forEach(order -> checks.publish(found(order)));

    checks.publish(contracts(WEB, 'x', List.of(), List.of("orders")));
    List<CheckOrder> orders = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      checks.wallTimePasses(LOOK);
      orders.addAll(checks.newOrders());
    }

    assertThat(orders.stream().map(CheckOrder::getSubject)).doesNotHaveDuplicates().hasSize(MANY);
    assertThat(orders)
        .allSatisfy(
            order ->
                assertThat(order.getNeighbours())
                    .extracting(Neighbour::getCommit)
                    .containsExactly(commit('x')));
  }

  @Test
  void shouldKeepWhatIsKnownWhenCheckingAgainFails() {
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder(), "orders"));
    checks.newReports();
    checks.newFindings();
    neighbourComes(CONSUMER);

    for (int i = 0; i < 3; i++) {
      checks.publish(result(checks.newOrder(), Outcome.INFRASTRUCTURE_FAILED).build());
    }

    PullRequestReport report = checks.newReport();
    assertThat(report.getConclusion()).isEqualTo(Conclusion.FAILURE);
    assertThat(report.getErrors()).isEqualTo(1);
    assertThat(report.getNotes())
        .extracting(CheckNote::getMessage)
        .singleElement()
        .asString()
        .contains("checking it again did not succeed");
    assertThat(checks.newFindings()).isEmpty();
    assertThat(checks.newOrders()).isEmpty();
  }

  @Test
  void shouldTakeTheNoteAwayWhenCheckingSucceedsInTheEnd() {
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder()));
    neighbourComes(CONSUMER);
    checks.publish(result(checks.newOrder(), Outcome.TIMED_OUT).build());
    assertThat(checks.newReport().getNotes()).hasSize(1);

    neighbourComes(contracts(WEB, 'x', List.of(), List.of("orders")));
    checks.publish(found(checks.newOrder()));

    assertThat(checks.newReport().getNotes()).isEmpty();
  }

  @Test
  void shouldLeaveHalfOfTheBudgetToPushesWhenNeighboursKeepChanging() {
    checks.close();
    checks = new ChecksDriver(ChecksDriver.config("0.02"));
    checks.publish(OWN);
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder()));
    checks.newReports();

    neighbourComes(CONSUMER);

    assertThat(checks.newOrders()).isEmpty();
    assertThat(checks.newReport().getConclusion()).isEqualTo(Conclusion.SUCCESS);
    checks.publish(pushed('b', 2).build());
    assertThat(checks.newOrder().getHead()).isEqualTo(commit('b'));
  }

  @Test
  void shouldNotReportBeforeTheNeighboursAreLookedAt() {
    checks.publish(CONSUMER);
    checks.publish(contracts(repository(9, "acme/mail"), 'm', List.of("mail"), List.of()));
    checks.publish(pushed('a', 1).build());
    CheckOrder first = checks.newOrder();
    assertThat(first.getNeighbours()).hasSize(1);

    // Only the head tells that it uses mail.
    checks.publish(
        result(first, Outcome.SUCCEEDED)
            .setContracts(contracts(SHOP, 'a', List.of("orders"), List.of("mail")))
            .build());

    assertThat(checks.newReports()).isEmpty();
    CheckOrder second = checks.newOrder();
    assertThat(second.getNeighbours()).hasSize(2);
    checks.publish(
        result(second, Outcome.SUCCEEDED)
            .setContracts(contracts(SHOP, 'a', List.of("orders"), List.of("mail")))
            .build());
    assertThat(checks.newReport().getConclusion()).isEqualTo(Conclusion.SUCCESS);
  }

  @Test
  void shouldIssueOneOrderWhenNeighboursChangeWhileItIsOut() {
    checks.publish(pushed('a', 1).build());
    CheckOrder out = checks.newOrder();

    neighbourComes(CONSUMER);
    neighbourComes(contracts(WEB, 'x', List.of(), List.of("orders")));
    assertThat(checks.newOrders()).isEmpty();
    checks.publish(found(out));

    assertThat(checks.newOrder().getNeighbours())
        .extracting(Neighbour::getCommit)
        .containsExactly(commit('x'));
  }

  @Test
  void shouldReportTheSameWheneverTheNeighbourIsHeardOf() {
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder()));
    neighbourComes(CONSUMER);
    checks.publish(found(checks.newOrder(), "orders"));
    checks.publish(pushed('b', 2).build());
    checks.publish(found(checks.newOrder(), "orders"));
    PullRequestReport between = checks.newReport();
    checks.close();
    checks = new ChecksDriver();
    checks.publish(OWN);

    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder()));
    checks.publish(pushed('b', 2).build());
    checks.publish(found(checks.newOrder()));
    neighbourComes(CONSUMER);
    checks.publish(found(checks.newOrder(), "orders"));
    checks.publish(found(checks.newOrder(), "orders"));

    assertThat(checks.newReport()).isEqualTo(between);
    assertThat(between.getFindings().get(0).getSince()).isEqualTo(commit('a'));
  }

  @Test
  void shouldNotNameAPrivateRepositoryInAPublicReport() {
    HostedRepository secret =
        HostedRepository.newBuilder(repository(9, "acme/secret")).setIsPrivate(true).build();
    checks.publish(contracts(secret, 's', List.of(), List.of("orders")));

    checks.publish(pushed('a', 1).build());

    assertThat(checks.newOrder().getNeighbours()).isEmpty();
  }

  @Test
  void shouldNotTakeTheRepositoryByItsEarlierNameForANeighbour() {
    checks.publish(
        contracts(
            repository(SHOP.getId(), "acme/store"), 'o', List.of("orders"), List.of("orders")));

    checks.publish(pushed('a', 1).build());

    assertThat(checks.newOrder().getNeighbours()).isEmpty();
  }

  private void checkMany() {
    for (int i = 1; i <= MANY; i++) {
      checks.publish(pushed('a', 1).setNumber(i).build());
    }
    checks.newOrders().forEach(order -> checks.publish(found(order)));
    checks.wallTimePasses(LOOK);
    checks.wallTimePasses(LOOK);
  }

  private void neighbourComes(RepositoryContracts contracts) {
    checks.publish(contracts);
    checks.wallTimePasses(LOOK);
  }
}
