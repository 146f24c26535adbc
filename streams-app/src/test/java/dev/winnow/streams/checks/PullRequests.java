package dev.winnow.streams.checks;

import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.ConsumedContract;
import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Evidence;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.ProvidedContract;
import dev.winnow.schemas.PullRequestEvent;
import dev.winnow.schemas.PullRequestState;
import dev.winnow.schemas.PushEvent;
import dev.winnow.schemas.PushSource;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Events and results as webhooks and workers give them. */
public final class PullRequests {
  public static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  public static final HostedRepository SHOP = repository(7, "acme/shop");

  private PullRequests() {}

  public static HostedRepository repository(long id, String name) {
    return new HostedRepository(id, name, "/git/" + name, "main", "https://host/" + name, false);
  }

  /** Forty of a letter. */
  public static String commit(char letter) {
    return String.valueOf(letter).repeat(40);
  }

  public static PullRequestEvent.Builder pushed(char head, int second) {
    return PullRequestEvent.newBuilder()
        .setDelivery("d-" + head + second)
        .setAction("synchronize")
        .setRepository(SHOP)
        .setNumber(1)
        .setState(PullRequestState.OPEN)
        .setHead(commit(head))
        .setHeadRef("topic")
        .setBase(commit('0'))
        .setBaseRef("main")
        .setUpdatedAt(START.plusSeconds(second));
  }

  /** A check that found the given things. */
  public static CheckResult found(CheckOrder order, String... names) {
    return result(order, Outcome.SUCCEEDED)
        .setMergeBase(order.getBase().orElse(null))
        .setFindings(
            Arrays.stream(names).map(name -> finding(name, Severity.ERROR).build()).toList())
        .build();
  }

  public static CheckResult.Builder result(CheckOrder order, Outcome outcome) {
    return CheckResult.newBuilder()
        .setOrderId(order.getOrderId())
        .setSubject(order.getSubject())
        .setKind(order.getKind())
        .setDelivery(1)
        .setWorker("w1")
        .setOutcome(outcome)
        .setReason(outcome == Outcome.SUCCEEDED ? "" : "it is " + outcome)
        .setStartedAt(START)
        .setCheckMs(1_000);
  }

  public static Finding.Builder finding(String name, Severity severity) {
    return Finding.newBuilder()
        .setRepository(SHOP.getName())
        .setNumber(1)
        .setFingerprint(name)
        .setRule("openapi.operation-removed")
        .setKind(ContractKind.OPENAPI)
        .setSeverity(severity)
        .setConfidence(1)
        .setService("orders")
        .setElement("GET /" + name)
        .setMessage("GET /" + name + " is gone")
        .setMend("keep it")
        .setFile("openapi.yaml")
        .setLine(3)
        .setSide(Side.MERGE_BASE);
  }

  public static PushEvent push(HostedRepository repository, char commit, int second) {
    return new PushEvent(
        "p-" + commit,
        repository,
        commit(commit),
        PushSource.PUSH,
        START.plusSeconds(second),
        null);
  }

  /** What a repository provides and consumes, by names of services. */
  public static RepositoryContracts contracts(
      HostedRepository repository, char commit, List<String> provides, List<String> consumes) {
    return RepositoryContracts.newBuilder()
        .setRepository(repository)
        .setCommit(commit(commit))
        .setSource(PushSource.PUSH)
        .setPushedAt(START)
        .setDigest("digest of " + commit)
        .setProvides(
            provides.stream()
                .map(
                    name ->
                        new ProvidedContract(
                            ContractKind.OPENAPI, name, "openapi.yaml", List.of("GET /")))
                .toList())
        .setConsumes(
            consumes.stream()
                .map(
                    name ->
                        new ConsumedContract(
                            ContractKind.OPENAPI,
                            name,
                            "web",
                            "GET /",
                            "pact.json",
                            1,
                            Evidence.PACT))
                .toList())
        .build();
  }
}
