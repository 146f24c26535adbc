package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.schemas.CheckKind;
import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.Neighbour;
import dev.winnow.schemas.Outcome;
import dev.winnow.worker.TestRepository;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.process.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckRunnerTest {
  private static final long TIMEOUT_MS = 20_000;

  @TempDir Path folder;
  private final CheckThreads threads = new CheckThreads();
  private final List<RuntimeException> failures = new ArrayList<>();
  private final Cancellation cancellation = new Cancellation();
  private TestRepository repository;
  private CheckRunner runner;
  private String base;

  @BeforeEach
  void makeRepository() throws IOException {
    repository = new TestRepository(folder.resolve("repository"));
    base = repository.git("rev-parse", "HEAD");
    runner =
        new CheckRunner(
            "worker",
            new Mirrors(folder.resolve("mirrors")),
            Clock.systemUTC(),
            failures::add,
            threads);
  }

  @Test
  void shouldCheckAHeadAndBillNoMoreThanTheTimeout() throws IOException {
    String head = repository.commit("second");

    CheckResult result = run(order(repository.url(), head).build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getMergeBase()).contains(base);
    assertThat(result.getCheckMs()).isBetween(0L, TIMEOUT_MS);
    assertThat(failures).isEmpty();
  }

  @Test
  void shouldFindWhatHasBecomeWrongSomeTimeWhenAllIsScanned() throws IOException {
    repository.write("orders.py", "def parse_order(text):\n    return text\n");
    repository.write("README.md", "# Shop\n\nCall `parse_order()` for each line.\n");
    repository.commit("documented");
    repository.write("orders.py", "def read_order(text):\n    return text\n");
    repository.commit("renamed");
    repository.write("other.txt", "nothing to do with it");
    String head = repository.commit("later");

    CheckResult result =
        run(
            order(repository.url(), head)
                .setKind(CheckKind.SCAN)
                .setSubject("acme/shop")
                .setNumber(0)
                .setBase(null)
                .build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getSubject()).isEqualTo("acme/shop");
    assertThat(result.getMergeBase()).isEmpty();
    assertThat(result.getContracts()).isPresent();
    assertThat(result.getFindings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.getRule()).isEqualTo("docs.symbol-gone");
              assertThat(finding.getFile()).isEqualTo("README.md");
              assertThat(finding.getLine()).isEqualTo(3);
              assertThat(finding.getNumber()).isZero();
            });
  }

  @Test
  void shouldFindWhatANeighbourDoesNotPromiseWhenAllIsScanned() throws IOException {
    TestRepository other = new TestRepository(folder.resolve("other"));
    other.write("winnow.yaml", "services: {orders: {contracts: [{file: openapi.yaml}]}}\n");
    other.write(
        "openapi.yaml",
        """
        openapi: 3.0.3
        info: {title: orders, version: '1'}
        paths:
          /orders:
            get: {responses: {'200': {description: ok}}}
        """);
    Neighbour neighbour = new Neighbour("acme/orders", other.url(), other.commit("contract"));
    repository.write(
        "winnow.yaml",
        "services: {web: {uses: [{service: orders, elements: ['GET /items/{id}']}]}}\n");
    String head = repository.commit("use");

    CheckResult result =
        run(
            order(repository.url(), head)
                .setKind(CheckKind.SCAN)
                .setBase(null)
                .setNeighbours(List.of(neighbour))
                .build());

    assertThat(result.getFindings())
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.getElement()).isEqualTo("web to orders: GET /items/{}"));
  }

  @Test
  void shouldTellTooManyFilesFromAFailure() throws IOException {
    CheckResult result = run(order(repository.url(), repository.commitBomb()).build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).startsWith("the repository has more than 200,000 files");
  }

  @Test
  void shouldLeaveANeighbourOutWhenItHasTooManyFiles() throws IOException {
    TestRepository other = new TestRepository(folder.resolve("other"));
    Neighbour neighbour = new Neighbour("acme/other", other.url(), other.commitBomb());

    CheckResult result =
        run(order(repository.url(), base).setNeighbours(List.of(neighbour)).build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getNotes())
        .extracting(CheckNote::getRepository)
        .containsExactly("acme/other");
  }

  @Test
  void shouldRejectHistoriesThatAreApart() throws IOException {
    repository.git("checkout", "-q", "--orphan", "other");
    String head = repository.commit("apart");

    CheckResult result = run(order(repository.url(), head).build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).isEqualTo("head and base have no common ancestor");
  }

  @Test
  void shouldNotCountFetchingAgainstTheTimeoutAndEndGitWhenCancelled() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "git://127.0.0.1:" + silent.getLocalPort() + "/acme/shop";
      CheckOrder order = order(url, base).setTimeoutMs(1).build();
      CompletableFuture<Optional<CheckResult>> running =
          CompletableFuture.supplyAsync(() -> runner.run(order, 1, cancellation));
      try (Socket connected = silent.accept()) {
        assertThatThrownBy(() -> running.get(300, TimeUnit.MILLISECONDS))
            .isInstanceOf(TimeoutException.class);

        cancellation.cancel("the worker is stopping");

        assertThat(running.get(20, TimeUnit.SECONDS)).isEmpty();
        // The other side sees the end of the connection: git is gone.
        connected.setSoTimeout(20_000);
        while (connected.getInputStream().read() >= 0) {
          // what git had asked for
        }
        await().untilAsserted(() -> assertThat(threads.givenUp()).isZero());
      }
    }
  }

  @Test
  void shouldAskForANewProcessWhenManyChecksDoNotEnd() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    for (int i = 0; i < 5; i++) {
      run(order(repository.url(), base).build());
      assertThat(failures).as("%d that do not end", i).isEmpty();
      assertThatThrownBy(
              () ->
                  threads.run(
                      "work",
                      // Long enough that it has begun: what has not begun ends when it is given up.
                      Duration.ofSeconds(1),
                      cancellation,
                      () -> CheckThreadsTest.stubborn(mayEnd)))
          .isInstanceOf(TimeoutException.class);
    }

    CheckResult result = run(order(repository.url(), base).build());

    mayEnd.countDown();
    assertThat(result.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(failures)
        .singleElement()
        .satisfies(
            failure -> assertThat(failure).hasMessageStartingWith("5 checks that were given up"));
  }

  private CheckResult run(CheckOrder order) {
    return runner.run(order, 1, cancellation).orElseThrow();
  }

  private CheckOrder.Builder order(String url, String head) {
    return CheckOrder.newBuilder()
        .setOrderId("order")
        .setSubject("acme/shop#1")
        .setKind(CheckKind.PULL_REQUEST)
        .setRepository(new HostedRepository(1L, "acme/shop", url, "", "main", true))
        .setNumber(1)
        .setHead(head)
        .setBase(base)
        .setRuleSet(1)
        .setTimeoutMs(TIMEOUT_MS)
        .setIssuedAt(Instant.EPOCH);
  }
}
