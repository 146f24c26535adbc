package dev.winnow.streams.checks;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.OpenCheck;
import dev.winnow.schemas.PullRequestHead;
import dev.winnow.schemas.PullRequestProgress;
import dev.winnow.schemas.PushEvent;
import dev.winnow.schemas.RuleSet;
import dev.winnow.streams.checks.report.Neighbours;
import dev.winnow.streams.checks.report.Scans;
import dev.winnow.streams.checks.store.PullRequestStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** Writes check orders. */
final class CheckOrders {
  /** Why an order is given up that nothing was heard of. */
  static final String LOST = "no worker came back with a result";

  private CheckOrders() {}

  /**
   * The order to check one head of a pull request. Its id says what is to be done, and by which
   * rules, so the same work has the same id.
   */
  static CheckOrder pullRequest(
      PullRequestProgress pullRequest,
      PullRequestHead head,
      Neighbours neighbours,
      int retry,
      ChecksConfig config,
      Instant now) {
    HostedRepository repository = pullRequest.getRepository();
    int number = pullRequest.getNumber();
    String id =
        String.join(
            "/",
            Long.toString(repository.getId()),
            Integer.toString(number),
            head.getHead(),
            head.getBase(),
            Integer.toString(RuleSet.VERSION),
            neighbours.digest().isEmpty() ? "alone" : neighbours.digest(),
            Integer.toString(retry));
    return CheckOrder.newBuilder()
        .setOrderId(id)
        .setSubject(PullRequestStore.key(repository.getName(), number))
        .setKind(CheckKind.PULL_REQUEST)
        .setRepository(repository)
        .setNumber(number)
        .setHead(head.getHead())
        .setBase(head.getBase())
        .setNeighbours(neighbours.list())
        .setNeighboursOmitted(neighbours.omitted())
        // A neighbour that is gone for good must not keep everybody else from a report.
        .setMayOmitNeighbours(retry >= config.retryLimit())
        .setRuleSet(RuleSet.VERSION)
        .setTimeoutMs(config.timeout().toMillis())
        .setIssuedAt(now)
        .build();
  }

  /** The order to read what a commit of the default branch provides and consumes. */
  static CheckOrder index(PushEvent push, int retry, Duration timeout, Instant now) {
    HostedRepository repository = push.getRepository();
    return CheckOrder.newBuilder()
        .setOrderId(
            "%d/index/%s/%d/%d"
                .formatted(repository.getId(), push.getCommit(), RuleSet.VERSION, retry))
        .setSubject(repository.getName())
        .setKind(CheckKind.INDEX)
        .setRepository(repository)
        .setNumber(0)
        .setHead(push.getCommit())
        .setRuleSet(RuleSet.VERSION)
        .setTimeoutMs(timeout.toMillis())
        .setIssuedAt(now)
        .build();
  }

  /** The order to scan a commit of the default branch. */
  static CheckOrder scan(
      PushEvent push, Neighbours neighbours, int retry, ChecksConfig config, Instant now) {
    HostedRepository repository = push.getRepository();
    return CheckOrder.newBuilder()
        .setOrderId(
            "%d/scan/%s/%d/%s/%d"
                .formatted(
                    repository.getId(),
                    push.getCommit(),
                    RuleSet.VERSION,
                    neighbours.digest().isEmpty() ? "alone" : neighbours.digest(),
                    retry))
        .setSubject(repository.getName())
        .setKind(CheckKind.SCAN)
        .setRepository(repository)
        .setNumber(Scans.NUMBER)
        .setHead(push.getCommit())
        .setNeighbours(neighbours.list())
        .setNeighboursOmitted(neighbours.omitted())
        .setMayOmitNeighbours(retry >= config.retryLimit())
        .setRuleSet(RuleSet.VERSION)
        .setTimeoutMs(config.scanTimeout().toMillis())
        .setIssuedAt(now)
        .build();
  }

  /** What is kept of a pull request's order until its result is in. */
  static OpenCheck open(CheckOrder order, String neighbours, int retry, BigDecimal reserved) {
    return OpenCheck.newBuilder()
        .setOrderId(order.getOrderId())
        .setHead(order.getHead())
        .setBase(order.getBase().orElseThrow())
        .setNeighbours(neighbours)
        .setRetry(retry)
        .setReserved(reserved)
        .setIssuedAt(order.getIssuedAt())
        .setRuleSet(order.getRuleSet())
        .build();
  }
}
