package dev.winnow.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingState;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.PullRequestState;
import dev.winnow.schemas.Side;
import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckRunsTest {
  private static final String TOKEN = "ghs_test";
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8), 12);

  private long offset;
  private final FakeTime time = new FakeTime();
  private final StubGitHub gitHub =
      new StubGitHub(time)
          .repository(Reports.REPOSITORY, Reports.HEAD, Reports.BASE)
          .appToken(TOKEN)
          .personalToken("ghp_test");

  @AfterEach
  void close() {
    gitHub.close();
  }

  @Test
  void shouldCreateARunWhenThereAreNoFindings() throws Exception {
    PostOutcome outcome = runs().post(Reports.report().build());

    assertThat(outcome).isEqualTo(PostOutcome.POSTED);
    StubGitHub.Run run = onlyRun();
    assertThat(run.name()).isEqualTo("winnow");
    assertThat(run.externalId()).isEqualTo("acme/shop#5@" + Reports.HEAD);
    assertThat(run.status()).isEqualTo("completed");
    assertThat(run.conclusion()).isEqualTo("success");
    assertThat(run.title()).isEqualTo("No contract break or doc drift");
    assertThat(run.summary()).startsWith("Nothing breaks.");
    assertThat(run.annotations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Conclusion.class)
  void shouldConcludeAsTheReportDoes(Conclusion conclusion) throws Exception {
    runs().post(Reports.report().setConclusion(conclusion).build());

    assertThat(onlyRun().conclusion()).isEqualToIgnoringCase(conclusion.name());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 49, 50, 51, 100, 101, 499, 500})
  void shouldSendAnnotationsInBatches(int count) throws Exception {
    runs().post(Reports.withFindings(count).build());

    assertAnnotatedOnce(count);
    long writes = gitHub.requests().stream().filter(r -> r.matches("(POST|PATCH) .*")).count();
    assertThat(writes).isEqualTo((count + 49) / 50);
  }

  @Test
  void shouldSendAThousandAnnotationsAtMost() throws Exception {
    runs().post(Reports.withFindings(1_020).build());

    assertAnnotatedOnce(1_000);
    assertThat(runs().post(Reports.withFindings(1_020).build())).isEqualTo(PostOutcome.UNCHANGED);
  }

  @Test
  void shouldAnnotateOpenFindingsAtLinesOfTheHead() throws Exception {
    List<Finding> findings =
        List.of(
            Reports.finding(1).build(),
            Reports.finding(2).setState(FindingState.REGRESSED).build(),
            Reports.finding(3).setState(FindingState.FIXED).build(),
            Reports.finding(4).setSide(Side.MERGE_BASE).build(),
            Reports.finding(5).setRepository("acme/web").build(),
            Reports.finding(6).setLine(0).build(),
            Reports.finding(7).setFile("/etc/passwd").build());

    runs().post(Reports.report().setFindings(findings).build());

    assertThat(onlyRun().annotations())
        .extracting(annotation -> annotation.path("start_line").asInt())
        .containsExactly(1, 2);
    JsonNode first = onlyRun().annotations().get(0);
    assertThat(first.path("path").asText()).isEqualTo("orders/openapi.yaml");
    assertThat(first.path("end_line").asInt()).isEqualTo(1);
    assertThat(first.path("annotation_level").asText()).isEqualTo("failure");
    assertThat(first.path("title").asText()).isEqualTo("openapi.response-property-removed");
    assertThat(first.path("message").asText())
        .isEqualTo(
            "The response no longer has `total1`.\nKeep the property.\n"
                + "Breaks shop-web: acme/web pacts/orders.json:12");
  }

  @Test
  void shouldWriteNothingWhenTheReportIsShownAlready() throws Exception {
    PullRequestReport report = Reports.withFindings(70).build();
    runs().post(report);
    int before = gitHub.requests().size();

    // Another process: nothing is remembered but by GitHub.
    PostOutcome outcome = runs().post(report);

    assertThat(outcome).isEqualTo(PostOutcome.UNCHANGED);
    assertAnnotatedOnce(70);
    assertThat(gitHub.requests().subList(before, gitHub.requests().size()))
        .allMatch(request -> request.startsWith("GET "));
  }

  @Test
  void shouldUpdateTheRunInPlaceWhenTheReportChanges() throws Exception {
    runs().post(Reports.withFindings(3).build());

    runs().post(Reports.withFindings(5).setSummary("Five now.").build());

    assertAnnotatedOnce(5);
    assertThat(onlyRun().summary()).startsWith("Five now.");
    assertThat(onlyRun().title()).isEqualTo("5 errors");
  }

  @Test
  void shouldGiveEachHeadItsRun() throws Exception {
    runs().post(Reports.withFindings(1).build());
    runs().post(Reports.withFindings(2).setHead(Reports.BASE).build());

    assertThat(onlyRun().annotations()).hasSize(1);
    assertThat(gitHub.runs(Reports.REPOSITORY, Reports.BASE)).hasSize(1);
  }

  @Test
  void shouldKeepTheRunsOfTwoPullRequestsWithOneHeadApart() throws Exception {
    PullRequestReport one = Reports.withFindings(1).build();
    PullRequestReport two = Reports.withFindings(2).setNumber(6).build();
    for (int i = 0; i < 3; i++) {
      runs().post(one);
      runs().post(two);
    }

    assertThat(gitHub.runs(Reports.REPOSITORY, Reports.HEAD))
        .extracting(run -> run.annotations().size())
        .containsExactly(1, 2);
  }

  @Test
  void shouldNotDecideForTheDefaultBranchWhenThePullRequestIsToAnother() throws Exception {
    PullRequestReport release = Reports.report().setNumber(6).setBaseRef("release/1").build();
    runs().post(Reports.withFindings(1).build());

    runs().post(release);
    runs("ghp_test").post(PullRequestReport.newBuilder(release).setNumber(7).build());

    assertThat(gitHub.runs(Reports.REPOSITORY, Reports.HEAD))
        .extracting(StubGitHub.Run::name, StubGitHub.Run::conclusion)
        .containsExactly(tuple("winnow", "failure"), tuple("winnow (release/1)", "success"));
    assertThat(gitHub.statuses(Reports.REPOSITORY, Reports.HEAD))
        .extracting(StubGitHub.Status::context)
        .containsExactly("winnow (release/1)");
  }

  @Test
  void shouldKeepAScanApartFromThePullRequestsOfItsCommit() throws Exception {
    PullRequestReport scan =
        Reports.withFindings(60).setNumber(0).setBase(Reports.HEAD).setMergeBase(null).build();
    runs().post(Reports.report().build());

    PostOutcome first = runs().post(scan, 7);
    PostOutcome second = runs().post(scan, 7);
    runs("ghp_test").post(PullRequestReport.newBuilder(scan).setHead(Reports.BASE).build());

    assertThat(first).isEqualTo(PostOutcome.POSTED);
    assertThat(second).isEqualTo(PostOutcome.UNCHANGED);
    assertThat(gitHub.runs(Reports.REPOSITORY, Reports.HEAD))
        .extracting(
            StubGitHub.Run::name,
            StubGitHub.Run::externalId,
            StubGitHub.Run::conclusion,
            run -> run.annotations().size())
        .containsExactly(
            tuple("winnow", "acme/shop#5@" + Reports.HEAD, "success", 0),
            tuple("winnow scan", "acme/shop#0@" + Reports.HEAD, "failure", 60));
    assertThat(gitHub.runs(Reports.REPOSITORY, Reports.HEAD).get(1).summary())
        .contains("Head `" + Reports.HEAD + "` of `main`");
    assertThat(gitHub.statuses(Reports.REPOSITORY, Reports.BASE))
        .extracting(StubGitHub.Status::context)
        .containsExactly("winnow scan");
  }

  @Test
  void shouldUpdateTheNewestWhenThereAreTwoRuns() throws Exception {
    runs().post(Reports.withFindings(1).build());
    gitHub.doubleRun(Reports.REPOSITORY, onlyRun());

    runs().post(Reports.report().build());

    assertThat(gitHub.runs(Reports.REPOSITORY, Reports.HEAD))
        .extracting(StubGitHub.Run::conclusion)
        .containsExactly("failure", "success");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldMakeARunOfItsOwnWhenAnotherAppHasOneLikeIt(boolean isApp) throws Exception {
    gitHub.install(42, "acme/shop"::equals);
    gitHub.runOfAnotherApp(Reports.REPOSITORY, Reports.HEAD, "acme/shop#5@" + Reports.HEAD);
    Runs runs = isApp ? appRuns(false) : runs();

    runs.post(Reports.withFindings(60).build());
    PostOutcome second = runs.post(Reports.withFindings(60).build());

    assertThat(second).isEqualTo(PostOutcome.UNCHANGED);
    assertThat(gitHub.runs(Reports.REPOSITORY, Reports.HEAD))
        .extracting(run -> run.annotations().size())
        .containsExactly(0, 60);
    assertThat(gitHub.requests().stream().filter(r -> r.startsWith("PATCH ")).count())
        .isEqualTo(isApp ? 1 : 2);
  }

  @Test
  void shouldNotShowAnOlderReportInPlaceOfANewer() throws Exception {
    runs().post(Reports.withFindings(2).build(), 10);

    PostOutcome older = runs().post(Reports.withFindings(1).build(), 9);
    PostOutcome same = runs().post(Reports.withFindings(3).build(), 10);

    assertThat(older).isEqualTo(PostOutcome.OUTDATED);
    assertThat(same).isEqualTo(PostOutcome.POSTED);
    assertAnnotatedOnce(3);
  }

  @Test
  void shouldStopAfterFiveMinutesAndGoOnFromThere() throws Exception {
    StubFaults.Fault[] faults = new StubFaults.Fault[40];
    for (int i = 0; i < faults.length; i++) {
      boolean fails = i > 1 && i % 4 == 2;
      faults[i] = fails ? StubFaults.Fault.SERVER_ERROR : StubFaults.Fault.NONE;
    }
    gitHub.faults(StubFaults.of(faults));
    PullRequestReport report = Reports.withFindings(500).build();
    Runs slow = runs(length -> time.take(length.plusMinutes(2)), TOKEN);

    GitHubUnavailableException first =
        catchThrowableOfType(GitHubUnavailableException.class, () -> slow.post(report));
    int shown = onlyRun().annotations().size();
    gitHub.faults(StubFaults.NONE);
    slow.post(report);

    assertThat(first.kind()).isEqualTo(GitHubUnavailableException.Kind.OUTAGE);
    assertThat(shown).isBetween(50, 450);
    assertAnnotatedOnce(500);
  }

  @Test
  void shouldMakeNoRunForAClosedPullRequest() throws Exception {
    PullRequestReport closed = Reports.withFindings(1).setState(PullRequestState.CLOSED).build();

    assertThat(runs().post(closed)).isEqualTo(PostOutcome.SKIPPED);
    assertThat(gitHub.runs(Reports.REPOSITORY, Reports.HEAD)).isEmpty();
  }

  @Test
  void shouldUpdateTheRunOfAClosedPullRequest() throws Exception {
    runs().post(Reports.withFindings(1).build());

    runs().post(Reports.withFindings(2).setState(PullRequestState.MERGED).build());

    assertAnnotatedOnce(2);
  }

  @Test
  void shouldBecomeACommitStatusWhenTheTokenMayNotWriteRuns() throws Exception {
    PullRequestReport report = Reports.withFindings(2).setSummary("x".repeat(500)).build();

    PostOutcome first = runs("ghp_test").post(report);
    PostOutcome second = runs("ghp_test").post(report);

    assertThat(first).isEqualTo(PostOutcome.STATUS);
    assertThat(second).isEqualTo(PostOutcome.UNCHANGED);
    assertThat(gitHub.runs(Reports.REPOSITORY, Reports.HEAD)).isEmpty();
    assertThat(gitHub.statuses(Reports.REPOSITORY, Reports.HEAD))
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.state()).isEqualTo("failure");
              assertThat(status.context()).isEqualTo("winnow");
              assertThat(status.description()).startsWith("2 errors. xxx").hasSize(140);
            });
  }

  @Test
  void shouldBecomeACommitStatusWhenTheAppMayNotWriteRuns() throws Exception {
    gitHub.mayWriteRuns(false);

    runs().post(Reports.report().setConclusion(Conclusion.NEUTRAL).build());

    assertThat(gitHub.statuses(Reports.REPOSITORY, Reports.HEAD))
        .containsExactly(
            new StubGitHub.Status("success", "winnow", "Not checked. Nothing breaks."));
  }

  @Test
  void shouldFindARepositoryThatWasRenamed() throws Exception {
    gitHub.rename(Reports.REPOSITORY, "acme/store");

    runs().post(Reports.withFindings(60).build());

    assertThat(gitHub.runs("acme/store", Reports.HEAD))
        .singleElement()
        .satisfies(run -> assertThat(run.annotations()).hasSize(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown head", "unknown repository"})
  void shouldBeRefusedForGood(String why) throws Exception {
    PullRequestReport.Builder report = Reports.withFindings(1);
    if (why.equals("unknown head")) {
      report.setHead("c".repeat(40));
    } else if (why.equals("unknown repository")) {
      gitHub.remove(Reports.REPOSITORY);
    }
    Runs runs = runs();

    GitHubRefusedException refusal =
        catchThrowableOfType(GitHubRefusedException.class, () -> runs.post(report.build()));

    assertThat(refusal.status()).isIn(404, 422);
  }

  @Test
  void shouldBeUnavailableWhenGitHubDoesNotKnowTheToken() throws Exception {
    Runs runs = runs("ghp_wrong");

    GitHubUnavailableException failure =
        catchThrowableOfType(
            GitHubUnavailableException.class, () -> runs.post(Reports.report().build()));

    assertThat(failure.kind()).isEqualTo(GitHubUnavailableException.Kind.LOGIN);
    assertThat(failure).hasMessageContaining("401").hasMessageNotContaining("ghp_wrong");
    assertThat(gitHub.requests()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = StubFaults.Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "SECONDARY_LIMIT_WITHOUT_TIME"})
  void shouldGoOnAfterAFailure(StubFaults.Fault fault) throws Exception {
    // GET repository, list, POST, PATCH, PATCH; each of the writes fails once.
    StubFaults.Fault none = StubFaults.Fault.NONE;
    gitHub.faults(StubFaults.of(none, none, fault, none, none, fault, none, none, none, fault));

    runs().post(Reports.withFindings(120).build());

    assertAnnotatedOnce(120);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void shouldEndWithOneRunAndEachAnnotationOnceWhenGitHubFailsAtRandom(long seed) throws Exception {
    gitHub.faults(StubFaults.random(seed, 0.35));
    PullRequestReport report = Reports.withFindings(320).build();

    postUntilDone(report);
    postUntilDone(report);
    PullRequestReport more = Reports.withFindings(333).build();
    postUntilDone(more);

    assertAnnotatedOnce(333);
    assertThat(onlyRun().title()).isEqualTo("333 errors");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldEndWithTheRightStatusWhenGitHubFailsAtRandom(long seed) throws Exception {
    gitHub.faults(StubFaults.random(seed, 0.35));

    Runs runs = runs("ghp_test");
    for (int i = 0; i < 3; i++) {
      postUntilDone(runs, Reports.withFindings(2).build());
    }

    assertThat(gitHub.statuses(Reports.REPOSITORY, Reports.HEAD)).hasSize(1);
  }

  @Test
  void shouldGiveUpForNowWhenGitHubStaysAway() {
    gitHub.faults(StubFaults.always(StubFaults.Fault.SERVER_ERROR));

    assertThatThrownBy(() -> runs().post(Reports.report().build()))
        .isInstanceOf(GitHubUnavailableException.class)
        .hasMessageContaining("502");
    assertThat(gitHub.requests()).hasSize(BACKOFF.tries());
  }

  @Test
  void shouldSendNothingBeforeALimitHasPassed() throws Exception {
    gitHub.faults(StubFaults.of(StubFaults.Fault.SECONDARY_LIMIT_WITHOUT_TIME));
    Runs runs = runs();
    PullRequestReport report = Reports.report().build();

    GitHubUnavailableException first =
        catchThrowableOfType(GitHubUnavailableException.class, () -> runs.post(report));
    GitHubUnavailableException second =
        catchThrowableOfType(GitHubUnavailableException.class, () -> runs.post(report));

    assertThat(first.kind()).isEqualTo(GitHubUnavailableException.Kind.LIMIT);
    assertThat(first.notBefore()).contains(time.instant().plusSeconds(60));
    assertThat(second.kind()).isEqualTo(GitHubUnavailableException.Kind.NOT_ASKED);
    assertThat(gitHub.requests()).hasSize(1);
    time.take(Duration.ofSeconds(60));
    assertThat(runs.post(report)).isEqualTo(PostOutcome.POSTED);
  }

  @Test
  void shouldReportAsTheInstallationOfTheReport() throws Exception {
    Runs runs = appRuns(false);
    gitHub.install(41, "acme/shop"::equals).install(42, "acme/web"::equals);

    runs.post(Reports.withFindings(60).setInstallation(41L).build());
    time.take(Duration.ofMinutes(30));
    runs.post(Reports.withFindings(61).setInstallation(41L).build());
    assertThat(gitHub.issuedTokens()).isEqualTo(1);
    time.take(Duration.ofMinutes(30));
    runs.post(Reports.withFindings(62).setInstallation(41L).build());

    assertAnnotatedOnce(62);
    assertThat(gitHub.issuedTokens()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLookTheInstallationUpWhenTheReportHasNone(boolean isPkcs1) throws Exception {
    Runs runs = appRuns(isPkcs1);
    gitHub.install(42, "acme/shop"::equals);

    runs.post(Reports.withFindings(2).build());

    assertAnnotatedOnce(2);
  }

  @Test
  void shouldLookTheInstallationUpWhenItHasBeenReplaced() throws Exception {
    Runs runs = appRuns(false);
    gitHub.install(41, "acme/shop"::equals);
    runs.post(Reports.withFindings(2).setInstallation(41L).build());
    gitHub.uninstall(41);
    gitHub.install(43, "acme/shop"::equals);
    gitHub.repository(Reports.REPOSITORY, "d".repeat(40));

    runs.post(Reports.withFindings(2).setInstallation(41L).setHead("d".repeat(40)).build());

    assertThat(gitHub.runs(Reports.REPOSITORY, "d".repeat(40))).hasSize(1);
  }

  @Test
  void shouldLookTheInstallationUpAgainWhenTheOneItFoundHasBeenReplaced() throws Exception {
    Runs runs = appRuns(false);
    gitHub.install(42, "acme/shop"::equals);
    runs.post(Reports.withFindings(2).build());
    gitHub.uninstall(42);
    gitHub.install(43, "acme/shop"::equals);

    runs.post(Reports.withFindings(2).setInstallation(43L).setHead(Reports.BASE).build());

    assertThat(gitHub.runs(Reports.REPOSITORY, Reports.BASE)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldEndWithOneRunWhenLoginsFailAtRandom(long seed) throws Exception {
    Runs runs = appRuns(false);
    gitHub.install(42, "acme/shop"::equals);
    gitHub.faults(StubFaults.random(seed, 0.3));

    postUntilDone(runs, Reports.withFindings(120).build());

    assertAnnotatedOnce(120);
  }

  private void postUntilDone(PullRequestReport report) throws Exception {
    // A new one each time, as after a restart.
    postUntilDone(null, report);
  }

  private void postUntilDone(Runs given, PullRequestReport report) throws Exception {
    for (int i = 0; i < 20; i++) {
      try {
        (given == null ? runs() : given).post(report);
        return;
      } catch (GitHubUnavailableException e) {
        time.take(Duration.ofMinutes(1));
      }
    }
    throw new AssertionError("not posted in 20 tries");
  }

  private void assertAnnotatedOnce(int count) {
    List<Integer> lines = new ArrayList<>();
    onlyRun().annotations().forEach(a -> lines.add(a.path("start_line").asInt()));
    Collections.sort(lines);
    List<Integer> wanted = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      wanted.add(i);
    }
    assertThat(lines).isEqualTo(wanted);
  }

  private StubGitHub.Run onlyRun() {
    List<StubGitHub.Run> runs = gitHub.runs(Reports.REPOSITORY, Reports.HEAD);
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  private Runs runs() throws IOException {
    return runs(TOKEN);
  }

  private Runs runs(String token) throws IOException {
    return runs(time, token);
  }

  private Runs runs(Pause pause, String token) throws IOException {
    return new Runs(new CheckRuns(new TokenLogin(connections(), token), BACKOFF, pause, time));
  }

  private Runs appRuns(boolean isPkcs1) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    gitHub.app("7", pair.getPublic());
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    // The 26 bytes before the key itself: version, algorithm and lengths, for a key of 2048 bits.
    byte[] der = isPkcs1 ? Arrays.copyOfRange(pkcs8, 26, pkcs8.length) : pkcs8;
    String kind = isPkcs1 ? "RSA PRIVATE KEY" : "PRIVATE KEY";
    String pem =
        "-----BEGIN "
            + kind
            + "-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END "
            + kind
            + "-----\n";
    return new Runs(
        new CheckRuns(
            new AppLogin(connections(), "7", AppKey.ofPem(pem), time), BACKOFF, time, time));
  }

  private Connections connections() {
    return new Connections(URI.create(gitHub.url()), time);
  }

  /** Posts each report as the newest so far. */
  private final class Runs {
    private final CheckRuns checkRuns;

    Runs(CheckRuns checkRuns) {
      this.checkRuns = checkRuns;
    }

    PostOutcome post(PullRequestReport report) throws Exception {
      return post(report, offset++);
    }

    PostOutcome post(PullRequestReport report, long at) throws Exception {
      return checkRuns.post(report, new Position(at, 1_000 + at));
    }
  }
}
