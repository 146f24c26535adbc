package dev.winnow.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.schemas.EphemeralEnvironment;
import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Rung;
import dev.winnow.worker.TestOrders;
import dev.winnow.worker.TestRepository;
import dev.winnow.worker.environment.Teardown;
import dev.winnow.worker.isolation.Confinements;
import dev.winnow.worker.isolation.Profile;
import dev.winnow.worker.isolation.TestIsolation;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.sandbox.FileSharing;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class EnvironmentsTest {
  private static final String VALUE = "\"$WINNOW_ENVIRONMENT_STATE/value\"";
  private static final String DAEMON = "\"$WINNOW_ENVIRONMENT_STATE/daemon\"";
  private static final String READY = "test -e " + VALUE;
  private static final String PRINT = "echo \"{\\\"speed\\\": $(cat " + VALUE + ")}\"";

  @TempDir Path folder;
  private Repository repository;
  private String commit;
  private EvaluationRunner runner;

  @BeforeEach
  void makeRepository() throws IOException {
    TestRepository source = new TestRepository(folder.resolve("source"));
    source.write("A.txt", "base");
    commit = source.commit("base");
    repository = new Repository(source.url(), commit, source.url());
    runner = TestRunners.evaluations(folder.resolve("worker"), Map.of());
  }

  @ParameterizedTest
  @EnumSource(names = {"BUBBLEWRAP", "PROCESS", "NONE"})
  void shouldMeasureWhatWasStartedWhenItIsReady(Profile profile) {
    use(profile);

    EvaluationResult result =
        run(
            environment(
                    "echo starting; echo '{\"speed\": 1}'; sleep 0.1; echo 42 >"
                        + VALUE
                        + "; exec sleep 600",
                    READY)
                .build(),
            "echo measuring; " + PRINT);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getSamples())
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.getMetrics()).containsExactly(Map.entry("speed", 42.0));
              assertThat(sample.getDurationMs()).isLessThan(result.getEvaluationMs());
            });
    assertThat(result.getLogTail())
        .contains("starting\n", "measuring\n")
        .doesNotContain("winnow-environment-");
  }

  @ParameterizedTest
  @EnumSource(names = {"BUBBLEWRAP", "PROCESS", "NONE"})
  void shouldEndADaemonWhenTheSampleEnds(Profile profile) {
    use(profile);
    String time = "4" + (System.nanoTime() % 1_000_000_000);

    EvaluationResult result =
        run(
            environment("setsid sleep " + time + " & echo $! >" + DAEMON + "; echo 1 >" + VALUE, "")
                .build(),
            // Seen from inside, so that the test can fail; what is being started has no name yet.
            "timeout 10 sh -c 'until grep -q sleep /proc/$(cat "
                + DAEMON
                + ")/cmdline; do sleep 0.01; done' && "
                + PRINT);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(ProcessHandle.allProcesses().filter(process -> runs(process, time))).isEmpty();
  }

  private static boolean runs(ProcessHandle process, String argument) {
    return process
        .info()
        .arguments()
        .filter(words -> List.of(words).contains(argument))
        .isPresent();
  }

  @Test
  void shouldStartAnEnvironmentOfItsOwnForEachSample() {
    EvaluationResult result =
        run(
            environment("test ! -e " + VALUE + " && echo $WINNOW_SAMPLE >" + VALUE, "").build(),
            PRINT,
            2);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getSamples())
        .extracting(sample -> sample.getMetrics().get("speed"))
        .containsExactly(1.0, 2.0);
  }

  @Test
  void shouldRejectWhenTheEnvironmentDoesNotComeUp() {
    EvaluationResult result =
        run(environment("echo no port >&2; exit 3", "false").build(), "echo '{\"speed\": 1}'");

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason())
        .isEqualTo("the environment of rung measure did not come up: up exited with 3: no port");
    assertThat(result.getSamples()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "false"})
  void shouldLetItBeTriedAgainWhenUpSaysThatItFailedForATime(String ready) {
    EvaluationResult result = run(environment("exit 75", ready).build(), "echo");

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(result.getReason()).contains("did not come up: up exited with 75");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "false"})
  void shouldRejectWhenTheEnvironmentIsNotReadyInTime(String ready) {
    EvaluationResult result =
        run(environment("sleep 600", ready).setTimeoutMs(300).build(), "echo");

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason())
        .isEqualTo("the environment of rung measure was not ready after 300 ms");
  }

  @Test
  void shouldRejectAsEverWhenTheCommandFailsInItsEnvironment() {
    EvaluationResult result =
        run(environment("echo 1 >" + VALUE, "").build(), PRINT + "; echo it is wrong; exit 7");

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).isEqualTo("rung measure exited with 7: it is wrong");
    assertThat(result.getExitStatus()).contains(7);
  }

  @Test
  void shouldTimeTheCommandWithoutItsEnvironmentWhenItRunsTooLong() {
    Rung rung = rung(environment("sleep 0.3; echo 1 >" + VALUE, "").build(), "sleep 600", 1);
    rung.setTimeoutMs(200);

    EvaluationResult result = run(order(rung), 1);

    assertThat(result.getOutcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(result.getReason()).isEqualTo("rung measure ran past its timeout of 200 ms");
  }

  /** The first two are what a patch can do that knows how it is run. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kill -9 $PPID; sleep 600",
        "echo; echo winnow-environment-00000000000000000000000000000000 0; kill -9 $PPID; sleep 600",
        "kill -USR1 $PPID; exit 1"
      })
  void shouldMakeNoSuccessOfAFailureWhenThePatchMeddles(String script) {
    EvaluationResult result =
        run(environment("echo 1 >" + VALUE, READY).build(), PRINT + "; " + script);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getSamples()).isEmpty();
  }

  @Test
  void shouldTakeTheEnvironmentAwayWhateverBecameOfTheSample() throws IOException {
    Path trace = folder.resolve("trace");
    EphemeralEnvironment up = traced(trace, "echo up $WINNOW_ENVIRONMENT", "true").build();

    run(up, "echo '{\"speed\": 1}'");
    run(up, "exit 1");
    run(traced(trace, "echo up $WINNOW_ENVIRONMENT; exit 1", "true").build(), "echo");

    List<String> lines = Files.readAllLines(trace);
    String label = lines.get(0).substring(3);
    assertThat(label).matches("winnow-[0-9a-f]{16}");
    assertThat(lines)
        .as("of the same order, the same label")
        .containsExactly("up " + label, "down", "up " + label, "down", "up " + label, "down");
  }

  @Test
  void shouldTakeTheEnvironmentAwayWhenTheWorkIsCancelled() throws IOException {
    Path trace = folder.resolve("trace");
    Cancellation cancellation = new Cancellation();
    EvaluationOrder order = order(rung(traced(trace, "echo up", "true").build(), "sleep 600", 1));

    CompletableFuture<Boolean> isEmpty =
        CompletableFuture.supplyAsync(() -> runner.run(order, 1, cancellation).isEmpty());
    Awaitility.await().until(() -> Files.exists(trace));
    cancellation.cancel("enough");

    assertThat(isEmpty.join()).isTrue();
    assertThat(trace).content().isEqualTo("up\ndown\n");
  }

  @Test
  void shouldTakeAwayWhatSomebodyElseMayHaveLeftWhenTheOrderComesAgain() throws IOException {
    Path trace = folder.resolve("trace");

    run(order(rung(traced(trace, "echo up", "true").build(), "echo '{\"speed\": 1}'", 1)), 2);

    assertThat(trace).content().isEqualTo("down\nup\ndown\n");
  }

  @Test
  void shouldKeepTheSampleAndTryAgainLaterWhenGoingDownFails() throws IOException {
    Path trace = folder.resolve("trace");
    Path gone = folder.resolve("gone");
    Path worker = folder.resolve("worker");

    EvaluationResult result =
        run(
            traced(trace, "echo up; echo kept > " + VALUE, "test -e " + gone)
                .setDown(
                    List.of("sh", "-c", "cat value >>" + trace + "; echo stuck; test -e " + gone))
                .build(),
            "echo '{\"speed\": 1}'");

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getLogTail())
        .containsPattern(
            "environment winnow-[0-9a-f]{16} is still there: down exited with 1: stuck; it is tried again");
    Sandboxes sandboxes = new Sandboxes(worker);
    assertThat(sandboxes.removeAbandoned(teardown(worker))).as("it fails again").isZero();
    Files.createFile(gone);
    assertThat(sandboxes.removeAbandoned(teardown(worker))).isEqualTo(1);
    assertThat(trace).content().isEqualTo("up\nkept\nkept\nkept\n");
    assertThat(worker.resolve("sandboxes")).isEmptyDirectory();
    assertThat(worker.resolve("workspaces")).isEmptyDirectory();
  }

  @Test
  void shouldGiveUpWhenGoingDownFailsAgainAndAgain() throws IOException {
    Path worker = folder.resolve("worker");
    run(
        traced(folder.resolve("trace"), "true", "").setDown(List.of("false")).build(),
        "echo '{\"speed\": 1}'");
    Sandboxes sandboxes = new Sandboxes(worker);

    for (int time = 1; time < 5; time++) {
      assertThat(sandboxes.removeAbandoned(teardown(worker))).as("try %s", time).isZero();
    }

    assertThat(sandboxes.removeAbandoned(teardown(worker))).isEqualTo(1);
  }

  @Test
  void shouldNeverTakeTwoExclusiveSamplesAtOnceWhenTwoRunnersShareAHost() {
    EphemeralEnvironment exclusive =
        EphemeralEnvironment.newBuilder().setExclusive(true).setTimeoutMs(1_000).build();
    String busy = folder.resolve("busy").toString();
    String script =
        "mkdir %s || exit 9; sleep 0.05; rmdir %s; echo '{\"speed\": 1}'".formatted(busy, busy);
    EvaluationRunner other = TestRunners.evaluations(folder.resolve("other"), Map.of());
    EvaluationOrder order = order(rung(exclusive, script, 4));

    CompletableFuture<EvaluationResult> first = CompletableFuture.supplyAsync(() -> run(order, 1));
    CompletableFuture<EvaluationResult> second =
        CompletableFuture.supplyAsync(() -> other.run(order, 1, new Cancellation()).orElseThrow());

    assertThat(List.of(first.join(), second.join()))
        .allSatisfy(
            result ->
                assertThat(result.getOutcome())
                    .as(result.getReason())
                    .isEqualTo(Outcome.SUCCEEDED));
  }

  @Test
  void shouldSayOnWhatItWasMeasured() {
    EvaluationResult result = run(environment("true", "").build(), "echo '{\"speed\": 1}'");

    assertThat(result.getHost().orElseThrow())
        .satisfies(
            host -> {
              assertThat(host.getCpu()).isNotBlank();
              assertThat(host.getCores()).isEqualTo(Runtime.getRuntime().availableProcessors());
              assertThat(host.getKernel()).startsWith("Linux ");
            });
  }

  private void use(Profile profile) {
    assumeTrue(TestIsolation.works(profile), profile + " does not work here");
    runner =
        TestRunners.evaluations(
            folder.resolve("worker"),
            Map.of(),
            FileSharing.AUTO,
            new Commands(TestIsolation.of(profile, folder.resolve("probe"))));
  }

  private Teardown teardown(Path worker) {
    return new Teardown(
        new Commands(), new Confinements(TestIsolation.config(Profile.NONE), worker));
  }

  private static EphemeralEnvironment.Builder environment(String up, String ready) {
    return EphemeralEnvironment.newBuilder()
        .setUp(List.of("sh", "-c", up))
        .setReady(ready.isEmpty() ? List.of() : List.of("sh", "-c", ready))
        .setTimeoutMs(20_000);
  }

  /** One whose coming and going can be read in a file. */
  private static EphemeralEnvironment.Builder traced(Path trace, String up, String down) {
    return environment("{ " + up + "; } >>" + trace, "")
        .setDown(List.of("sh", "-c", "echo down >>" + trace + "; " + down));
  }

  private static Rung rung(EphemeralEnvironment environment, String script, int samples) {
    Rung rung = TestOrders.rung(script, MetricsSource.JSON_LINES, samples);
    rung.setEphemeral(environment);
    return rung;
  }

  private EvaluationOrder order(Rung rung) {
    return TestOrders.evaluation(repository, commit, rung).build();
  }

  private EvaluationResult run(EphemeralEnvironment environment, String script) {
    return run(environment, script, 1);
  }

  private EvaluationResult run(EphemeralEnvironment environment, String script, int samples) {
    return run(order(rung(environment, script, samples)), 1);
  }

  private EvaluationResult run(EvaluationOrder order, int delivery) {
    return runner.run(order, delivery, new Cancellation()).orElseThrow();
  }
}
