package dev.winnow.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.schemas.EvaluationOrder;
import dev.winnow.schemas.EvaluationResult;
import dev.winnow.schemas.MetricsSource;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Rung;
import dev.winnow.schemas.Sample;
import dev.winnow.worker.TestOrders;
import dev.winnow.worker.TestRepository;
import dev.winnow.worker.isolation.Profile;
import dev.winnow.worker.isolation.TestIsolation;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.sandbox.DiskRoom;
import dev.winnow.worker.sandbox.FileSharing;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationRunnerTest {
  private static final String ECHO_BLOCK =
      "echo \"{\\\"sample\\\": $WINNOW_SAMPLE, \\\"block\\\": $WINNOW_BLOCK, \\\"seed\\\": $WINNOW_SEED}\"";

  @TempDir Path folder;
  private Repository repository;
  private String patch;
  private String other;
  private EvaluationRunner runner;

  @BeforeEach
  void makeRepository() throws IOException {
    TestRepository source = new TestRepository(folder.resolve("source"));
    source.write("A.txt", "base");
    source.write("harness/check.sh", "cat A.txt");
    source.write("harness/data/one.txt", "1");
    source.write("tools/check-it", "#!/bin/sh");
    assertThat(folder.resolve("source/tools/check-it").toFile().setExecutable(true)).isTrue();
    String base = source.commit("base");
    source.git("checkout", "-q", "-b", "work");
    source.write("B.txt", "the answer of somebody else");
    other = source.commit("other");
    source.git("reset", "-q", "--hard", "main");
    source.write("A.txt", "patched");
    source.write("harness/check.sh", "echo cheated");
    source.write("harness/added.sh", "echo added");
    source.delete("harness/data/one.txt");
    source.delete("tools/check-it");
    patch = source.commit("patch\n\nIt is better.\n\n> A.txt:1: base");
    source.git("branch", "-q", "other", other);
    source.git("checkout", "-q", "main");
    Path results = folder.resolve("results.git");
    TestRepository.git(folder, "clone", "-q", "--bare", source.url(), results.toString());
    repository = new Repository(source.url(), base, results.toString());
    runner = TestRunners.evaluations(folder.resolve("worker"), Map.of());
  }

  @Test
  void shouldEvaluateThePatchWithProtectedPathsOfTheBase() {
    EvaluationResult result =
        run(
            "sh harness/check.sh; ls harness harness/data; git status --porcelain",
            MetricsSource.NONE,
            1);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getLogTail())
        .startsWith("patched")
        .contains("one.txt")
        .doesNotContain("added");
  }

  @Test
  void shouldBlameTheDiskAndNotThePatchWhenARungFailsAndThereIsNoRoom() {
    Path worker = folder.resolve("worker");
    runner =
        TestRunners.evaluations(
            worker,
            Map.of(),
            new Sandboxes(worker, FileSharing.COPY, true, new DiskRoom(() -> 0)),
            new Commands());

    EvaluationResult failed = run("echo no space left >&2; exit 1", MetricsSource.NONE, 1);
    EvaluationResult passed = run("true", MetricsSource.NONE, 1);

    assertThat(failed.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(failed.getReason()).startsWith("there is no room on the worker's disk; rung ");
    assertThat(passed.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void shouldShowARungWhatThePatchChangesAndWhatItsAgentSays() {
    EvaluationResult result =
        run(
            "cat $WINNOW_NOTE_FILE; git --git-dir=$WINNOW_REPOSITORY log --format=%s $WINNOW_COMMIT;"
                + " git --git-dir=$WINNOW_REPOSITORY diff $WINNOW_BASE_COMMIT $WINNOW_COMMIT A.txt",
            MetricsSource.NONE, 1);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getLogTail())
        .startsWith("It is better.\n\n> A.txt:1: base\npatch\nbase\nfirst\n")
        .contains("-base", "+patched");
  }

  @ParameterizedTest
  @EnumSource(
      value = FileSharing.class,
      names = {"AUTO", "COPY"})
  void shouldShowARungNeitherLaterCommitsNorTheOtherPatches(FileSharing sharing) {
    runner = TestRunners.evaluations(folder.resolve("worker"), Map.of(), sharing);
    // The worker has had both then.
    run("true", MetricsSource.NONE, 1);
    run(
        TestOrders.evaluation(repository, other, TestOrders.rung("true", MetricsSource.NONE, 1))
            .build());

    EvaluationResult result =
        run(
            "git --git-dir=$WINNOW_REPOSITORY cat-file -e $WINNOW_COMMIT && echo patch;"
                + (" git --git-dir=$WINNOW_REPOSITORY cat-file -e " + other + " || echo hidden;")
                + (" git cat-file -e " + other + " || echo hidden;")
                + " git --git-dir=$WINNOW_REPOSITORY cat-file --batch-all-objects --batch-check"
                + " | grep -c commit; git log --all --oneline | wc -l; git status --porcelain",
            MetricsSource.NONE,
            1);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getLogTail().lines().filter(line -> !line.startsWith("fatal")))
        .containsExactly("patch", "hidden", "hidden", "3", "1");
  }

  @Test
  void shouldKeepNothingOfAPatchWhenItIsJudged() throws IOException {
    EvaluationResult result = run("true", MetricsSource.NONE, 1);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    try (var mirrors = Files.newDirectoryStream(folder.resolve("worker/mirrors"), "*.git")) {
      Path mirror = mirrors.iterator().next();
      assertThat(TestRepository.git(mirror, "for-each-ref", "--format=%(refname)"))
          .isEqualTo("refs/pins/" + repository.getBase());
      assertThatThrownBy(() -> TestRepository.git(mirror, "cat-file", "-e", patch))
          .isInstanceOf(IOException.class);
    }
    assertThat(folder.resolve("worker/mirrors").toFile().list((dir, name) -> name.endsWith(".git")))
        .hasSize(1);
    assertThat(folder.resolve("worker/workspaces").toFile().list()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = FileSharing.class,
      names = {"AUTO", "COPY"})
  void shouldKeepWhatARungWritesIntoTheRepositoryFromTheNextRung(FileSharing sharing) {
    runner = TestRunners.evaluations(folder.resolve("worker"), Map.of(), sharing);
    run(
        "git --git-dir=$WINNOW_REPOSITORY update-ref refs/heads/forged $WINNOW_BASE_COMMIT;"
            + " echo forged | git --git-dir=$WINNOW_REPOSITORY hash-object -w --stdin",
        MetricsSource.NONE,
        1);

    EvaluationResult result =
        run(
            "git --git-dir=$WINNOW_REPOSITORY for-each-ref --format='%(refname)';"
                + " git --git-dir=$WINNOW_REPOSITORY cat-file -e"
                + " $(echo forged | git hash-object --stdin) || echo none",
            MetricsSource.NONE, 1);

    assertThat(result.getLogTail().lines())
        .contains("refs/heads/base", "refs/heads/patch", "none")
        .doesNotContain("refs/heads/forged");
  }

  @Test
  void shouldUndoALinkThatThePatchLaysWhereAProtectedFolderWouldBe() throws IOException {
    TestRepository source = new TestRepository(folder.resolve("linking"));
    source.write("A.txt", "base");
    String base = source.commit("base");
    source.git("checkout", "-q", "-b", "work");
    source.write("elsewhere/jvm.config", "cheated");
    Files.createSymbolicLink(folder.resolve("linking/.mvn"), Path.of("elsewhere"));
    patch = source.commit("patch");
    source.git("checkout", "-q", "main");
    repository = new Repository(source.url(), base, source.url());
    Rung rung =
        TestOrders.rung(
            "cat .mvn/jvm.config 2>/dev/null || echo none; ls elsewhere; ln -s elsewhere .mvn",
            MetricsSource.NONE,
            2);

    EvaluationResult result =
        run(
            TestOrders.evaluation(repository, patch, rung)
                .setProtectedPaths(List.of(".mvn/**"))
                .build());

    // The second sample lays its link again, so it was gone.
    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getLogTail()).contains("none\njvm.config\n").doesNotContain("cheated");
  }

  @Test
  void shouldTakeASampleOfEachRun() {
    EvaluationResult result =
        run(
            "echo compiling; echo \"{\\\"n\\\": $WINNOW_SAMPLE, \\\"x\\\": 1e3}\"",
            MetricsSource.JSON_LINES,
            3);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getSamples())
        .extracting(Sample::getMetrics)
        .containsExactly(
            Map.of("n", 1.0, "x", 1000.0),
            Map.of("n", 2.0, "x", 1000.0),
            Map.of("n", 3.0, "x", 1000.0));
  }

  @Test
  void shouldGiveEachSampleItsBlockAndSeedWhenTheOrderStartsLater() {
    Rung rung = TestOrders.rung(ECHO_BLOCK, MetricsSource.JSON_LINES, 2);

    EvaluationResult result =
        run(TestOrders.evaluation(repository, patch, rung).setFirstBlock(7).build());

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getSamples())
        .extracting(Sample::getMetrics)
        .containsExactly(
            Map.of("sample", 1.0, "block", 7.0, "seed", (double) BlockSeed.of("task", 7)),
            Map.of("sample", 2.0, "block", 8.0, "seed", (double) BlockSeed.of("task", 8)));
  }

  @Test
  void shouldGiveTheSameBlockTheSameSeedWhateverTheCandidateAndTheRetry() {
    Rung rung = TestOrders.rung(ECHO_BLOCK, MetricsSource.JSON_LINES, 1);
    EvaluationResult first = run(TestOrders.evaluation(repository, patch, rung).build());

    EvaluationResult other =
        run(
            TestOrders.evaluation(repository, patch, rung)
                .setOrderId("task/other/1/2")
                .setClusterId("other")
                .setAttemptId("clock-3")
                .setVariant("clock")
                .setRungIndex(1)
                .setGrade(2)
                .build());

    assertThat(other.getSamples().get(0).getMetrics())
        .isEqualTo(first.getSamples().get(0).getMetrics())
        .containsEntry("block", 1.0);
  }

  @Test
  void shouldTellTheBehaviourWhenTheRungReportsWhatItsTestsCameTo() {
    String script = "echo '{\"test\": \"a\", \"outcome\": \"%s\"}'";
    EvaluationResult ok = runWithOutcomes(script.formatted("ok"));
    EvaluationResult other = runWithOutcomes(script.formatted("late"));
    EvaluationResult unsteady = runWithOutcomes(script.formatted("'$WINNOW_SAMPLE'"));
    EvaluationResult silent = runWithOutcomes("true");

    assertThat(ok.getOutcome()).as(ok.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(ok.getBehaviour()).isPresent().isNotEqualTo(other.getBehaviour());
    assertThat(unsteady.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(unsteady.getBehaviour()).isEmpty();
    assertThat(silent.getReason()).isEqualTo("rung measure: no outcome of a test was reported");
  }

  @Test
  void shouldReadMetricsFromAFile() {
    EvaluationResult result =
        run("mkdir -p out; echo '{\"a\": 2}' > out/metrics.json", MetricsSource.JSON_FILE, 2);

    assertThat(result.getSamples())
        .extracting(Sample::getMetrics)
        .containsExactly(Map.of("a", 2.0), Map.of("a", 2.0));
  }

  @Test
  void shouldNotReadAFileOfTheSampleBefore() {
    EvaluationResult result =
        run(
            "mkdir -p out; [ $WINNOW_SAMPLE = 2 ] || echo '{\"a\": 2}' > out/metrics.json",
            MetricsSource.JSON_FILE,
            2);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).contains("was not written");
  }

  @Test
  void shouldNotFollowALinkInPlaceOfTheMetricsFile() {
    EvaluationResult result =
        run(
            "mkdir -p out; echo '{\"a\": 2}' > $TMPDIR/m; ln -s $TMPDIR/m out/metrics.json",
            MetricsSource.JSON_FILE,
            1);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).contains("not a regular file");
  }

  @Test
  void shouldNotDeleteThroughALinkOutOfTheCheckout() throws IOException {
    EvaluationResult result =
        run(
            "mkdir -p out $TMPDIR/o; echo '{\"a\": 2}' | tee out/metrics.json > $TMPDIR/o/metrics.json;"
                + " if [ $WINNOW_SAMPLE = 1 ]; then mv out real; ln -s $TMPDIR/o out; fi",
            MetricsSource.JSON_FILE,
            1);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
  }

  @Test
  void shouldRejectByGateWhenTheCommandFails() {
    EvaluationResult result =
        run("echo 'A.java:3: error: no'; echo '1 error'; exit 1", MetricsSource.NONE, 3);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).isEqualTo("rung measure exited with 1: A.java:3: error: no");
    assertThat(result.getExitStatus()).contains(1);
    assertThat(result.getSamples()).isEmpty();
  }

  @Test
  void shouldRejectByGateWhenAMetricIsReportedTwice() {
    EvaluationResult result =
        run("echo '{\"a\": 0.9}'; echo '{\"a\": 0.5}'", MetricsSource.JSON_LINES, 1);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason())
        .isEqualTo("rung measure: metric a was reported 2 times: 0.9, 0.5");
  }

  @Test
  void shouldRejectByGateWhenThePatchSpoilsTheReportWithALineOfItsOwn() {
    EvaluationResult result =
        run("printf x; echo '{\"a\": 0.5}'; echo '{\"a\": 0.9}'", MetricsSource.JSON_LINES, 1);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
  }

  @Test
  void shouldRejectByGateWhenThereIsNoMetric() {
    assertThat(run("echo hi", MetricsSource.JSON_LINES, 1).getReason())
        .isEqualTo("rung measure: no metric was reported");
  }

  @Test
  void shouldRejectByGateWhenThePatchTakesTheProgramAway() {
    Rung rung = TestOrders.rung("", MetricsSource.NONE, 1);
    rung.setEnvironment(Map.of("PATH", "tools:/usr/bin:/bin"));
    rung.setCommand(List.of("check-it"));

    EvaluationResult gone = run(TestOrders.evaluation(repository, patch, rung).build());
    EvaluationResult there =
        run(TestOrders.evaluation(repository, repository.getBase(), rung).build());

    assertThat(there.getOutcome()).as(there.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(gone.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(gone.getReason())
        .isEqualTo("rung measure could not be started: there is no program check-it");
  }

  @Test
  void shouldBlameInfrastructureWhenTheWorkerHasNoSuchProgram() {
    Rung rung = TestOrders.rung("", MetricsSource.NONE, 1);
    rung.setCommand(List.of("no-such-program"));

    EvaluationResult result = run(TestOrders.evaluation(repository, patch, rung).build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
  }

  @Test
  void shouldRejectByGateWhenThePlaceOfTheMetricsFileIsALoopOfLinks() {
    EvaluationResult result =
        run("rm -rf out; ln -s out2 out; ln -s out out2", MetricsSource.JSON_FILE, 2);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo forged > harness/check.sh",
        "rm -r harness",
        "rm harness/check.sh; mkdir harness/check.sh; echo forged > harness/check.sh/x",
        "mkdir -p harness/new/deep; echo forged | tee harness/added > harness/new/deep/added",
        "echo forged > $TMPDIR/x; ln -sf $TMPDIR/x harness/check.sh",
        "mv harness moved; ln -s moved harness; echo forged > moved/check.sh",
        "ln -s /etc harness/data/etc",
        "git init -q harness; echo forged > harness/added",
        "git init -q harness/new; echo forged > harness/new/added",
        // The same size, and the time of last modification set back.
        "cp -p harness/check.sh was; printf 'cat B.txt' > harness/check.sh; touch -r was harness/check.sh",
        "git update-index --assume-unchanged harness/check.sh; echo forged > harness/check.sh",
        "echo 'harness/** text eol=crlf' > .gitattributes; echo forged > harness/check.sh",
        "echo '*' > .gitignore; echo forged > harness/added",
        "cd $WINNOW_REPOSITORY; printf '[core]\n autocrlf = true' > config; cd -; echo > harness/check.sh",
        "chmod 777 harness/check.sh",
        "echo forged > harness/$(printf '\\303\\251\\377')",
      })
  void shouldPutProtectedPathsBackBeforeTheNextSample(String attack) {
    EvaluationResult result =
        run(
            "ls -lR harness | awk 'NF != 2 {print $1, $9}'; cat harness/check.sh;"
                + " if [ $WINNOW_SAMPLE = 1 ]; then "
                + attack
                + "; fi",
            MetricsSource.NONE,
            3);
    EvaluationResult untouched =
        run(
            "ls -lR harness | awk 'NF != 2 {print $1, $9}'; cat harness/check.sh",
            MetricsSource.NONE,
            1);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getLogTail()).isEqualTo(untouched.getLogTail()).contains("cat A.txt");
  }

  @Test
  void shouldWriteNothingThroughALinkThatWasLaidOverAProtectedFolder() {
    EvaluationResult result =
        run(
            "if [ $WINNOW_SAMPLE = 1 ]; then mkdir h; echo theirs > h/check.sh;"
                + " rm -r harness; ln -s $PWD/h harness; else cat h/check.sh;"
                + " ls h; cat harness/check.sh; fi",
            MetricsSource.NONE,
            2);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getLogTail()).isEqualTo("theirs\ncheck.sh\ncat A.txt");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 201})
  void shouldLetNothingRewriteProtectedFilesWhileThePatchRuns(int files) throws IOException {
    assumeTrue(TestIsolation.works(Profile.BUBBLEWRAP), TestIsolation.WHY_NOT);
    TestRepository source = new TestRepository(folder.resolve("held"));
    for (int i = 1; i < files; i++) {
      source.write("harness/data/deep/" + i, "1");
    }
    source.write("harness/check.sh", "echo honest");
    source.write("a/b/conftest.py", "honest\n");
    String base = source.commit("base");
    repository = new Repository(source.url(), base, source.url());
    runner =
        TestRunners.evaluations(
            folder.resolve("worker"),
            Map.of(),
            FileSharing.AUTO,
            new Commands(TestIsolation.of(Profile.BUBBLEWRAP, folder.resolve("probe"))));
    String attack =
        "for f in harness/check.sh a/b/conftest.py; do echo echo forged >$f; rm -f $f;"
            + " echo echo forged >x; mv -f x $f; ln -sf x $f; done;"
            + " mv harness moved; mv a moved; mv a/b moved; rm -rf harness a;"
            + " ln -s moved harness; touch a/b/new target;"
            + " sh harness/check.sh; cat a/b/conftest.py; ls a/b";
    Rung rung = TestOrders.rung("(" + attack + ") 2>/dev/null", MetricsSource.NONE, 2);

    EvaluationResult result =
        run(
            TestOrders.evaluation(repository, base, rung)
                .setProtectedPaths(List.of("harness/**", "**/conftest.py"))
                .build());

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getLogTail().lines())
        .containsExactly("honest", "honest", "conftest.py", "new");
  }

  @Test
  void shouldKeepHomeAndTemporaryFilesFromTheNextSample() {
    EvaluationResult result =
        run(
            "for each in $HOME $TMPDIR $HOME/../out; do ls -A $each; mkdir -p $each/.local/lib;"
                + " echo forged > $each/.local/lib/usercustomize.py; done",
            MetricsSource.NONE,
            2);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getLogTail()).isEmpty();
  }

  @Test
  void shouldKeepWhatWasBuiltElsewhereForTheNextSample() {
    EvaluationResult result =
        run(
            "if [ $WINNOW_SAMPLE = 1 ]; then mkdir target; echo built > target/it; fi;"
                + " cat target/it; echo changed >> A.txt; cat A.txt",
            MetricsSource.NONE,
            2);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getLogTail()).isEqualTo("built\npatchedchanged\nchanged\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm -rf $PWD",
        "mv $PWD $PWD-gone",
        "mv $PWD $PWD-gone; ln -s $PWD-gone $PWD",
        "mv $PWD $PWD-gone; touch $PWD",
        "rm -rf $WINNOW_SANDBOX",
      })
  void shouldRejectByGateWhenASampleTakesAwayWhatTheNextNeeds(String attack) {
    // The mount of an overlay cannot be taken away.
    runner = TestRunners.evaluations(folder.resolve("worker"), Map.of(), FileSharing.COPY);
    EvaluationResult result = run(attack, MetricsSource.NONE, 2);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).startsWith("rung measure could not be run again: ");
  }

  @Test
  void shouldRejectByGateWhenASampleTakesAwayTheFolderAndNothingIsProtected() {
    Rung rung = TestOrders.rung("rm -rf $PWD", MetricsSource.NONE, 2);

    EvaluationResult result =
        run(TestOrders.evaluation(repository, patch, rung).setProtectedPaths(List.of()).build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
  }

  @Test
  void shouldRejectByGateWhenASampleTakesAwayHomeNoteAndFolderForTemporaryFiles() {
    EvaluationResult result = run("rm -r $HOME $TMPDIR $WINNOW_NOTE_FILE", MetricsSource.NONE, 2);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
  }

  @Test
  void shouldSayTimedOutWhenOneSampleIsLate() {
    Rung rung = TestOrders.rung("sleep 60", MetricsSource.NONE, 1);
    rung.setTimeoutMs(300);

    EvaluationResult result = run(TestOrders.evaluation(repository, patch, rung).build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(result.getReason()).isEqualTo("rung measure ran past its timeout of 300 ms");
  }

  @Test
  void shouldNotRunAnOrderThatExpired() {
    Rung rung = TestOrders.rung("true", MetricsSource.NONE, 1);

    EvaluationResult result =
        run(
            TestOrders.evaluation(repository, patch, rung)
                .setExpiresAt(Instant.now().minusSeconds(1))
                .build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
  }

  @Test
  void shouldBlameInfrastructureWhenThePatchIsNotThere() {
    Rung rung = TestOrders.rung("true", MetricsSource.NONE, 1);

    EvaluationResult result = run(TestOrders.evaluation(repository, "2".repeat(40), rung).build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(result.getReason()).endsWith("is no longer there");
  }

  @Test
  void shouldTellHowLongARunTookThatWasCutOffAndMayNotBeRunAgain() {
    Path began = folder.resolve("began");
    Cancellation cancellation = new Cancellation();
    Rung rung = TestOrders.rung("touch " + began + "; sleep 60", MetricsSource.NONE, 1);
    EvaluationOrder.Builder order = TestOrders.evaluation(repository, patch, rung);

    CompletableFuture<Optional<EvaluationResult>> run =
        CompletableFuture.supplyAsync(
            () -> runner.run(order.setOnce(true).build(), 1, cancellation));
    Awaitility.await().until(() -> Files.exists(began));
    cancellation.cancel("the lock on the order was lost");
    EvaluationResult result = run.join().orElseThrow();

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(result.getReason()).isEqualTo("its run was cut off: the lock on the order was lost");
    assertThat(result.getEvaluationMs()).isPositive();
    assertThat(runner.run(order.setOnce(false).build(), 1, cancellation))
        .as("one that costs nothing is given back")
        .isEmpty();
  }

  private EvaluationResult runWithOutcomes(String script) {
    Rung rung = TestOrders.rung(script, MetricsSource.NONE, 2);
    rung.setOutcomes(true);
    return run(TestOrders.evaluation(repository, patch, rung).build());
  }

  private EvaluationResult run(String script, MetricsSource from, int samples) {
    Rung rung = TestOrders.rung(script, from, samples);
    return run(TestOrders.evaluation(repository, patch, rung).build());
  }

  private EvaluationResult run(EvaluationOrder order) {
    return (EvaluationResult) runner.run(order, 1, new Cancellation()).orElseThrow();
  }
}
