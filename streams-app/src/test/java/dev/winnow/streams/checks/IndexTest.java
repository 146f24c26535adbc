package dev.winnow.streams.checks;

import static dev.winnow.streams.checks.PullRequests.SHOP;
import static dev.winnow.streams.checks.PullRequests.commit;
import static dev.winnow.streams.checks.PullRequests.contracts;
import static dev.winnow.streams.checks.PullRequests.push;
import static dev.winnow.streams.checks.PullRequests.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PushEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What repositories provide and consume is kept up to their default branches. */
class IndexTest {
  private ChecksDriver checks = new ChecksDriver();

  @AfterEach
  void close() {
    checks.close();
  }

  @Test
  void shouldIndexTheNewestPushWhenSeveralCome() {
    checks.publish(push(SHOP, 'b', 2));
    CheckOrder first = checks.newOrder();
    assertThat(first.getKind()).isEqualTo(CheckKind.INDEX);
    checks.publish(push(SHOP, 'c', 3));
    checks.publish(push(SHOP, 'a', 1));

    checks.publish(
        result(first, Outcome.SUCCEEDED)
            .setContracts(contracts(SHOP, 'b', List.of("orders"), List.of()))
            .build());

    assertThat(checks.newContracts()).hasSize(1);
    assertThat(checks.newOrder().getHead()).isEqualTo(commit('c'));
  }

  @Test
  void shouldTryAgainAtOnceAndThenInAnHourWhenInfrastructureFails() {
    checks.publish(push(SHOP, 'b', 2));
    for (int i = 0; i < 3; i++) {
      checks.publish(result(checks.newOrder(), Outcome.INFRASTRUCTURE_FAILED).build());
    }
    assertThat(checks.newOrders()).isEmpty();

    checks.wallTimePasses(Duration.ofMinutes(59));
    assertThat(checks.newOrders()).isEmpty();
    checks.wallTimePasses(Duration.ofMinutes(2));

    assertThat(checks.newOrder().getHead()).isEqualTo(commit('b'));
  }

  @Test
  void shouldNotTryAgainWhatWouldFailAgain() {
    checks.publish(push(SHOP, 'b', 2));
    checks.publish(result(checks.newOrder(), Outcome.TIMED_OUT).build());

    checks.wallTimePasses(Duration.ofHours(2));

    assertThat(checks.newOrders()).isEmpty();
  }

  @Test
  void shouldWaitForTomorrowWhenTodaysMoneyIsSpent() {
    checks.close();
    checks = new ChecksDriver(ChecksDriver.config("0.01"));
    checks.publish(push(SHOP, 'a', 1));
    checks.publish(read(checks.newOrder(), 'a'));

    checks.publish(push(SHOP, 'b', 2));
    assertThat(checks.newOrders()).isEmpty();
    checks.wallTimePasses(Duration.ofDays(1));

    assertThat(checks.newOrder().getHead()).isEqualTo(commit('b'));
  }

  @Test
  void shouldTakeThePushThatFollowsTheOtherWhenTwoComeInOneSecond() {
    PushEvent first = push(SHOP, 'b', 1);
    PushEvent second = PushEvent.newBuilder(push(SHOP, 'a', 1)).setBefore(commit('b')).build();
    checks.publish(second);
    CheckOrder order = checks.newOrder();

    checks.publish(first);
    checks.publish(read(order, 'a'));

    assertThat(checks.newOrders()).isEmpty();
  }

  @Test
  void shouldForgetARepositoryThatIsGone() {
    checks.publish(push(SHOP, 'a', 1));
    CheckOrder order = checks.newOrder();
    checks.publish(read(order, 'a'));
    checks.newContracts();

    checks.publishGone(SHOP.getName());

    assertThat(checks.newContracts()).containsOnlyNulls();
    checks.publish(read(order, 'a'));
    assertThat(checks.newContracts()).isEmpty();
  }

  private static CheckResult read(CheckOrder order, char commit) {
    return result(order, Outcome.SUCCEEDED)
        .setContracts(contracts(SHOP, commit, List.of("orders"), List.of()))
        .build();
  }
}
