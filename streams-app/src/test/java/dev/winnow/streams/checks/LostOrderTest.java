package dev.winnow.streams.checks;

import static dev.winnow.streams.checks.PullRequests.found;
import static dev.winnow.streams.checks.PullRequests.pushed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.PullRequestState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time passes: orders are lost, results come late, pull requests stay closed. */
class LostOrderTest {
  private static final Duration LOST = Duration.ofMinutes(16);

  private final ChecksDriver checks = new ChecksDriver();

  @AfterEach
  void close() {
    checks.close();
  }

  @Test
  void shouldIssueAgainWhenNoResultComes() {
    checks.publish(pushed('a', 1).build());
    checks.newOrders();

    checks.wallTimePasses(Duration.ofMinutes(16));

    assertThat(checks.newOrder().getOrderId()).endsWith("/1");
  }

  @Test
  void shouldTakeALateResultWhenItsOrderWasGivenUp() {
    checks.publish(pushed('a', 1).build());
    List<CheckOrder> orders = new ArrayList<>(checks.newOrders());
    for (int i = 0; i < 3; i++) {
      checks.wallTimePasses(LOST);
      orders.addAll(checks.newOrders());
    }
    assertThat(orders).hasSize(3);
    assertThat(checks.newReport().getConclusion()).isEqualTo(Conclusion.NEUTRAL);
    assertThat(checks.progress().getSpend().getMoney()).isEqualByComparingTo("0.03");

    checks.publish(found(orders.get(0)));

    assertThat(checks.newReport().getConclusion()).isEqualTo(Conclusion.SUCCESS);
    assertThat(checks.progress().getSpend().getMoney()).isEqualByComparingTo("0.020167");
    assertThat(checks.progress().getSpend().getReserved()).isEqualByComparingTo("0");
  }

  @Test
  void shouldTakeALateResultOnce() {
    checks.publish(pushed('a', 1).build());
    CheckOrder order = checks.newOrder();
    checks.wallTimePasses(LOST);
    checks.publish(found(order));
    checks.newReports();

    checks.publish(found(order, "other"));

    assertThat(checks.newReports()).isEmpty();
  }

  @Test
  void shouldWaitForAnOrderFromWhenItWasIssuedAndNotFromTheEvent() {
    checks.wallTimePasses(Duration.ofDays(1));
    // Its record is of a day ago, when the application was down.
    checks.publish(pushed('a', 1).build());
    checks.newOrders();

    checks.wallTimePasses(Duration.ofMinutes(10));

    assertThat(checks.newOrders()).isEmpty();
  }

  @Test
  void shouldForgetAPullRequestThatWasClosedLongAgo() {
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder(), "orders"));
    checks.publish(pushed('a', 5).setState(PullRequestState.CLOSED).build());
    checks.newReports();
    checks.newFindings();

    checks.wallTimePasses(Duration.ofDays(29));
    assertThat(checks.newReports()).isEmpty();
    checks.wallTimePasses(Duration.ofDays(2));

    assertThat(checks.newReports()).containsOnlyNulls();
    assertThat(checks.newFindings()).containsExactly(KeyValue.pair("acme/shop#1/orders", null));
    assertThat(checks.progress()).isNull();
  }

  @Test
  void shouldKeepAPullRequestThatIsOpen() {
    checks.publish(pushed('a', 1).build());
    checks.publish(found(checks.newOrder()));
    checks.newReports();

    checks.wallTimePasses(Duration.ofDays(400));

    assertThat(checks.newReports()).isEmpty();
    assertThat(checks.progress()).isNotNull();
  }
}
