package dev.winnow.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.ProtectedChange;
import dev.winnow.schemas.Repository;
import dev.winnow.worker.TestOrders;
import dev.winnow.worker.TestRepository;
import dev.winnow.worker.agent.Adapters;
import dev.winnow.worker.agent.Prices;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.isolation.Confinements;
import dev.winnow.worker.isolation.IsolationConfig;
import dev.winnow.worker.live.Runs;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.sandbox.DiskRoom;
import dev.winnow.worker.sandbox.FileSharing;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptRunnerTest {
  @TempDir Path folder;
  private TestRepository source;
  private Repository repository;
  private AttemptRunner runner;

  @BeforeEach
  void makeRepository() throws IOException {
    source = new TestRepository(folder.resolve("source"));
    source.write("A.java", "class A {}\n");
    source.write("harness/check.sh", "exit 0\n");
    source.delete("secret.txt");
    String base = source.commit("base");
    source.write("answer.txt", "later");
    source.commit("after the base");
    repository = new Repository(source.url(), base, folder.resolve("results.git").toString());
    runner = runner(new Sandboxes(folder.resolve("worker")));
  }

  private AttemptRunner runner(Sandboxes sandboxes) {
    return runner(sandboxes, 1 << 20);
  }

  private AttemptRunner runner(Sandboxes sandboxes, long patchBytes) {
    Path worker = folder.resolve("worker");
    return new AttemptRunner(
        "w1",
        sandboxes,
        new Mirrors(worker.resolve("mirrors")),
        new Commands(),
        new Confinements(IsolationConfig.ofOwner(Map.of()), worker),
        new Adapters(Prices.bundled()),
        Map.of("TOKEN", "s3cret-t0ken"),
        patchBytes,
        Clock.systemUTC(),
        new Runs(Clock.systemUTC(), UnaryOperator.identity()));
  }

  @Test
  void shouldBlameTheDiskAndNotTheAgentWhenItFailsAndThereIsNoRoom() {
    runner = runner(withFree((16 << 20) - 1));
    AttemptResult failed = run("echo no space left >&2; exit 1");
    runner = runner(withFree(16 << 20));
    AttemptResult withRoom = run("echo no space left >&2; exit 1");

    assertThat(failed.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(failed.getReason())
        .startsWith("there is no room on the worker's disk; ")
        .contains("no space left");
    assertThat(withRoom.getOutcome()).isEqualTo(Outcome.AGENT_FAILED);
  }

  @Test
  void shouldTakeAPatchThatWasMadeWhereRoomBecameScarce() {
    runner = runner(withFree(0));

    assertThat(run("echo a > B.txt").getOutcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  private Sandboxes withFree(long bytes) {
    return new Sandboxes(
        folder.resolve("worker"), FileSharing.COPY, true, new DiskRoom(() -> bytes));
  }

  @Test
  void shouldPushThePatchWhenTheAgentChangesFiles() throws IOException {
    AttemptResult result = run("echo 'class A { int a; }' > A.java; echo new > B.txt");

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getExitStatus()).contains(0);
    assertThat(result.getDiff()).contains(new DiffStatistics(2, 2, 1));
    assertThat(result.getDelivery()).isEqualTo(4);
    assertThat(results("rev-parse", "refs/winnow/task/lru-1"))
        .isEqualTo(result.getCommit().orElseThrow());
    assertThat(results("show", "refs/winnow/task/lru-1:B.txt")).isEqualTo("new");
    assertThat(results("rev-parse", "refs/winnow/task/lru-1^")).isEqualTo(repository.getBase());
  }

  @Test
  void shouldLeaveNothingBehind() throws IOException {
    run("echo > B.txt; mkdir closed; chmod 0 closed");

    assertThat(folder.resolve("worker/sandboxes")).isEmptyDirectory();
    assertThat(folder.resolve("worker/workspaces")).isEmptyDirectory();
  }

  @Test
  void shouldMakeTheSameCommitAgainWhenTheOrderIsRunAgain() {
    AttemptResult first = run("echo a > B.txt");
    AttemptResult second = run("echo a > B.txt");

    assertThat(second.getCommit()).isPresent().isEqualTo(first.getCommit());
  }

  @Test
  void shouldWriteOverItsOwnRefWhenTheAgentDoesOtherwiseTheSecondTime() throws IOException {
    run("echo a > B.txt");
    AttemptResult second = run("echo b > B.txt");

    assertThat(results("rev-parse", "refs/winnow/task/lru-1"))
        .isEqualTo(second.getCommit().orElseThrow());
  }

  @Test
  void shouldHashFormattingAway() {
    AttemptResult one = run("echo 'class A { int a; }' > A.java");
    AttemptResult other = run("echo 'class A {int  a;/* b */}' > A.java");

    assertThat(one.getCommit()).isNotEqualTo(other.getCommit());
    assertThat(one.getDiffHash()).isPresent().isEqualTo(other.getDiffHash());
  }

  @Test
  void shouldSendWhatTellsAChangeFromOthersWhenOnlyItsOwnNamesDiffer() {
    AttemptResult one = run("echo 'class A { int f(int a) { return a + 1; } }' > A.java");
    AttemptResult other = run("echo 'class A { int f(int b) { return b + 1; } }' > A.java");

    assertThat(one.getDiffHash()).isNotEqualTo(other.getDiffHash());
    assertThat(one.getRenamedHash()).isPresent().isEqualTo(other.getRenamedHash());
    assertThat(one.getFingerprint()).isPresent().isEqualTo(other.getFingerprint());
  }

  @Test
  void shouldShowTheAgentNeitherHistoryNorRemotes() throws IOException {
    AttemptResult result =
        run(
            "git log --oneline --all | wc -l > B.txt; git remote >> B.txt;"
                + " git reflog >> B.txt; git status --porcelain --ignored >> C.txt;"
                + " git cat-file -e HEAD~1 2>/dev/null || echo none >> B.txt");

    assertThat(results("show", result.getCommit().orElseThrow() + ":B.txt").strip())
        .isEqualTo("1\nnone");
  }

  @Test
  void shouldGiveTheAgentWhatTheProtocolPromises() throws IOException {
    AttemptOrder order =
        TestOrders.attempt(repository, "")
            .setAgent(
                TestOrders.agent(
                    List.of(
                        "sh",
                        "-c",
                        "echo \"$@ $WINNOW_TASK $WINNOW_VARIANT $WINNOW_ATTEMPT\" > B.txt;"
                            + " cat $WINNOW_PROMPT_FILE {{promptFile}} >> B.txt;"
                            + " case $HOME in $WINNOW_SANDBOX/*) echo home >> B.txt;; esac;"
                            + " echo {{env.TOKEN}} | cut -c1-6 >> B.txt; echo x > $HOME/x; echo y > $TMPDIR/y",
                        "agent",
                        "{{prompt}}",
                        "{{parameters.size}}",
                        "{{number}}"),
                    20_000))
            .build();

    AttemptResult result = run(order);

    assertThat(results("show", result.getCommit().orElseThrow() + ":B.txt").lines())
        .containsExactly(
            "Make it better. 10 1 task lru lru-1", "Make it better.Make it better.home", "s3cret");
    assertThat(result.getDiff().orElseThrow().getFiles()).isEqualTo(1);
  }

  @Test
  void shouldKeepSecretsOutOfLogsNotesAndPatches() throws IOException {
    String token = "T=\"{{env.TOKEN}}\"; echo \"log $T\"; ";
    AttemptResult told =
        run(token + "echo \"{\\\"note\\\": \\\"$T\\\"}\" > $WINNOW_REPORT; echo x > B");
    AttemptResult failed = run(token + "exit 3");
    AttemptResult written = run(token + "echo \"key = $T\" > B");

    assertThat(told.getLogTail()).contains("log [TOKEN]").doesNotContain("s3cret-t0ken");
    assertThat(results("show", "--format=%B", told.getCommit().orElseThrow()))
        .contains("[TOKEN]")
        .doesNotContain("s3cret-t0ken");
    assertThat(failed.getReason()).contains("log [TOKEN]").doesNotContain("s3cret-t0ken");
    assertThat(written.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(written.getReason())
        .isEqualTo("B holds the value of TOKEN, which the agent was given");
    assertThat(written.getCommit()).isEmpty();
  }

  @Test
  void shouldRefuseALinkThatLeadsOutOfTheTree() {
    assertThat(run("mkdir d; ln -s ../A.java d/inside; ln -s . d/self").getOutcome())
        .isEqualTo(Outcome.SUCCEEDED);
    for (String link :
        List.of(
            "ln -s /etc/passwd B",
            "mkdir -p d; ln -s ../../up d/B",
            "mkdir -p s/t/u; ln -s ../../.. s/t/u/v; ln -s s/t/u/v/../secret B")) {
      AttemptResult result = run(link);

      assertThat(result.getOutcome()).as(link).isEqualTo(Outcome.REJECTED_BY_GATE);
      assertThat(result.getReason()).contains("leads out of the tree", "B to ");
    }
  }

  @Test
  void shouldTakeThePatchThatIsAsLargeAsItMayBeAndRefuseALarger() {
    assertThat(run("head -c 1048570 /dev/zero > large; echo added > B.txt").getOutcome())
        .isEqualTo(Outcome.SUCCEEDED);
    AttemptResult larger = run("head -c 1048571 /dev/zero > large; echo added > B.txt");

    assertThat(larger.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(larger.getReason()).contains("1048577 bytes", "the most is 1048576");
  }

  @Test
  void shouldLookForSecretsInFilesOf1MiBAndNoLarger() {
    runner = runner(new Sandboxes(folder.resolve("worker")), 4 << 20);
    String script = "head -c %d /dev/zero > large; printf s3cret-t0ken >> large";

    AttemptResult found = run(script.formatted((1 << 20) - 12));

    assertThat(found.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(found.getReason()).contains("large holds the value of TOKEN");
    assertThat(run(script.formatted((1 << 20) - 11)).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void shouldStopTheAgentAndBookWhatItReportedWhenItReportsMoreThanIsReserved() {
    AttemptResult result =
        run("echo > B.txt; echo '{\"cost\": 1.000001}' > $WINNOW_REPORT; sleep 19");

    assertThat(result.getOutcome()).isEqualTo(Outcome.AGENT_FAILED);
    assertThat(result.getReason())
        .isEqualTo("stopped at its reservation: it has cost $1.000001 of $1.000000");
    assertThat(result.getCost()).contains(new BigDecimal("1.000001"));
    assertThat(result.getAgentMs()).isLessThan(15_000);
  }

  @Test
  void shouldBookWhatAToolCountedWhenItFailsOrIsMissing() {
    String printed =
        "{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":1000000,\"output_tokens\":0}}";
    AttemptResult failed =
        run(tool("codex", "cat >/dev/null; echo '" + printed + "'; echo 'error: no' >&2; exit 3"));
    AttemptResult missing = run(tool("codex", null));

    assertThat(failed.getOutcome()).isEqualTo(Outcome.AGENT_FAILED);
    assertThat(failed.getReason())
        .isEqualTo("stopped at its reservation: it has cost $1.250000 of $1.000000");
    assertThat(failed.getCost()).contains(new BigDecimal("1.250000"));
    assertThat(missing.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(missing.getReason()).contains("could not be started").contains("no-such-tool");
    assertThat(missing.getCost()).contains(new BigDecimal("0.000000"));
  }

  @Test
  void shouldGiveAToolThePromptAndCommitWhatItSaidLast() throws IOException {
    String said =
        "{\"type\":\"item.completed\",\"item\":{\"type\":\"agent_message\",\"text\":\"It is so.\"}}";
    AttemptResult result = run(tool("codex", "cat >B.txt; echo '" + said + "'"));

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getCost()).isEmpty();
    String commit = result.getCommit().orElseThrow();
    assertThat(results("show", commit + ":B.txt")).isEqualTo("Make it better.");
    assertThat(results("log", "-1", "--format=%b", commit)).contains("It is so.");
  }

  @Test
  void shouldSayThatAModelHasNoPriceWhenItsTokensAreCounted() {
    String printed =
        "{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":5,\"output_tokens\":0}}";
    AttemptOrder order = tool("codex", "echo '" + printed + "' | tee B.txt");
    order.getAgent().setModel("a-model-of-tomorrow");
    AttemptResult result = run(order);

    assertThat(result.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getCost()).isEmpty();
    assertThat(result.getLogTail()).contains("[no price of 'a-model-of-tomorrow']");
  }

  @Test
  void shouldPutParametersIntoFilesWhenTheAgentIsSweep() throws IOException {
    source.write("config.yaml", "size: 1\n");
    source.write("agent.txt", "{{parameters.size}}\n");
    repository.setBase(source.commit("with a configuration"));
    AttemptOrder order = builtIn("sweep");
    order.getAgent().setFiles(List.of("*.txt"));
    order.getAgent().setSet(Map.of("config.yaml#/size", "{{parameters.size}}"));
    AttemptResult result = run(order);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getCost()).contains(new BigDecimal("0.000000"));
    String commit = result.getCommit().orElseThrow();
    assertThat(results("show", commit + ":config.yaml")).isEqualTo("size: 10");
    assertThat(results("log", "-1", "--format=%b", commit)).contains("config.yaml#/size = 10");
  }

  @Test
  void shouldChangeOnePlaceAndStateItsHypothesisWhenTheAgentIsMutate() throws IOException {
    source.write("A.java", "class A { int f(int a) { return a + 1; } }\n");
    repository.setBase(source.commit("with something to mutate"));
    AttemptResult result = run(builtIn("mutate"));

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getDiff()).contains(new DiffStatistics(1, 1, 1));
    assertThat(results("log", "-1", "--format=%b", result.getCommit().orElseThrow()))
        .contains("Hypothesis: at A.java:1, \"class A { int f(int a)");
  }

  @Test
  void shouldSayWhatIsWrongWhenABuiltInAgentCannotDoIt() {
    AttemptOrder order = builtIn("sweep");
    order.getAgent().setFiles(List.of("none/**"));
    AttemptResult result = run(order);

    assertThat(result.getOutcome()).isEqualTo(Outcome.AGENT_FAILED);
    assertThat(result.getReason())
        .startsWith("the agent exited with 1: error: agent.files names no file");
  }

  /** A script in place of a tool; a program that is not there if it is null. */
  private AttemptOrder tool(String adapter, String script) {
    AttemptOrder order = TestOrders.attempt(repository, "").build();
    order.getAgent().setAdapter(adapter);
    order.getAgent().setModel("gpt-5.1-codex");
    order
        .getAgent()
        .setCommand(script == null ? List.of("no-such-tool") : List.of("sh", "-c", script));
    return order;
  }

  private AttemptOrder builtIn(String adapter) {
    AttemptOrder order = tool(adapter, null);
    order.getAgent().setCommand(List.of());
    return order;
  }

  @Test
  void shouldReadTheCostFromTheReport() {
    AttemptResult result = run("echo > B.txt; echo '{\"cost\": 0.0123}' > $WINNOW_REPORT");

    assertThat(result.getCost()).contains(new BigDecimal("0.012300"));
  }

  @Test
  void shouldNoteAReportThatCannotBeUsed() {
    AttemptResult result = run("echo > B.txt; echo '{\"cost\": -1}' > $WINNOW_REPORT");

    assertThat(result.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getCost()).isEmpty();
    assertThat(result.getLogTail()).contains("cost is not between");
  }

  @Test
  void shouldSayNoChangeWhenTheAgentChangesNothing() {
    assertThat(run("touch A.java").getOutcome()).isEqualTo(Outcome.NO_CHANGE);
  }

  @Test
  void shouldSayNoChangeWhenTheAgentOnlyCommitsInItsOwnRepository() {
    assertThat(run("git commit -q --allow-empty -m mine").getOutcome())
        .isEqualTo(Outcome.NO_CHANGE);
  }

  @Test
  void shouldTakeInWhatTheAgentCommittedItself() {
    AttemptResult result = run("echo > B.txt; git add B.txt; git commit -q -m mine");

    assertThat(result.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void shouldRejectByGateWhenAProtectedPathChanges() {
    AttemptResult result = run("echo 'exit 1' > harness/check.sh");

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).contains("harness/check.sh");
    assertThat(result.getCommit()).isEmpty();
  }

  @Test
  void shouldRejectByGateWhenAProtectedFolderBecomesALink() {
    AttemptResult result = run("rm -r harness; ln -s /tmp harness");

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {".mvn/**", ".mvn/x/*.config", ".m?n/**", "*/checks/**", ".mvn/"})
  void shouldRejectByGateWhenALinkIsLaidWhereAProtectedFolderWouldBe(String path) {
    AttemptResult result =
        run(
            TestOrders.attempt(repository, "ln -s harness .mvn")
                .setProtectedPaths(List.of(path))
                .build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).endsWith("protected path: .mvn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"other/**", "**/*.sh", "*/checks/**", "harness"})
  void shouldLetFilesPassThatLeadToNoProtectedPath(String path) {
    AttemptResult result =
        run(
            TestOrders.attempt(repository, "echo > B.txt; mkdir src; ln -s ../A.java src/B.java")
                .setProtectedPaths(List.of(path))
                .build());

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void shouldLetProtectedChangesPassWhenTheyAreRestoredLater() {
    AttemptResult result =
        run(
            TestOrders.attempt(repository, "echo 'exit 1' > harness/check.sh")
                .setProtectedChange(ProtectedChange.RESTORE)
                .build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void shouldRejectByGateWhenThePatchHidesARepository() {
    AttemptResult result =
        run(
            "git init -q sub && cd sub && git -c user.name=a -c user.email=a commit -q --allow-empty -m a");

    assertThat(result.getOutcome()).as(result.getLogTail()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).contains("git repository at sub");
  }

  @Test
  void shouldRejectByGateWhenGitCannotReadWhatTheAgentLeft() {
    AttemptResult result = run("echo > B.txt; git init -q empty; echo > empty/C.txt");

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).startsWith("what the agent left cannot be read: ");
  }

  @Test
  void shouldRejectByGateWhenAFileNameIsNotUtf8() {
    AttemptResult result = run("echo 'exit 0' > harness/\"$(printf 'x\\377')\"");
    AttemptResult restored =
        run(
            TestOrders.attempt(repository, "echo > harness/\"$(printf 'x\\377')\"")
                .setProtectedChange(ProtectedChange.RESTORE)
                .build());

    assertThat(result.getReason()).contains("has a file name that is not UTF-8");
    assertThat(restored.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(restored.getReason()).contains("has a file name that is not UTF-8");
  }

  @Test
  void shouldRejectByGateWhenWhatGitCannotReadIsNamedLikeAFullDisk() {
    AttemptResult result =
        run("n='No space left on device'; git init -q \"$n\"; echo > \"$n/C.txt\"");

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).contains("No space left on device");
  }

  @Test
  void shouldSayAgentFailedWithItsStatus() {
    AttemptResult result = run("echo boom: error >&2; exit 7");

    assertThat(result.getOutcome()).isEqualTo(Outcome.AGENT_FAILED);
    assertThat(result.getExitStatus()).contains(7);
    assertThat(result.getReason()).isEqualTo("the agent exited with 7: boom: error");
  }

  @Test
  void shouldSayTimedOutAndKeepTheLog() {
    AttemptResult result =
        run(
            TestOrders.attempt(repository, "")
                .setAgent(TestOrders.agent(List.of("sh", "-c", "echo hi; sleep 60"), 300))
                .build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(result.getLogTail()).isEqualTo("hi\n");
    assertThat(result.getExitStatus()).isEmpty();
  }

  @Test
  void shouldNotRunAnOrderThatExpired() {
    AttemptResult result =
        run(
            TestOrders.attempt(repository, "echo > B.txt")
                .setExpiresAt(Instant.now().minusSeconds(1))
                .build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(result.getReason()).startsWith("expired");
  }

  @Test
  void shouldStopARunThatExpires() {
    AttemptResult result =
        run(
            TestOrders.attempt(repository, "sleep 60")
                .setExpiresAt(Instant.now().plusMillis(700))
                .build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(result.getReason()).startsWith("expired");
  }

  @Test
  void shouldBlameInfrastructureWhenTheBaseIsNotThere() {
    AttemptResult result =
        run(
            TestOrders.attempt(
                    new Repository(source.url(), "1".repeat(40), repository.getResults()), "true")
                .build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(result.getReason()).endsWith("is no longer there");
  }

  @Test
  void shouldBlameInfrastructureWhenThePatchCannotBePushed() throws IOException {
    Files.writeString(folder.resolve("file"), "");

    AttemptResult result =
        run(
            TestOrders.attempt(
                    new Repository(
                        source.url(), repository.getBase(), folder.resolve("file").toString()),
                    "echo > B.txt")
                .build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
  }

  @Test
  void shouldNameAPlaceholderThatIsUnknown() {
    AttemptResult result = run("echo {{nonsense}}");

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(result.getReason()).contains("{{nonsense}}");
  }

  @Test
  void shouldRunNothingThatTheAgentPlantedInGit() {
    Path trap = folder.resolve("trap");
    AttemptResult result =
        run(
            "printf '#!/bin/sh\\ntouch "
                + trap
                + "\\n' > .git/hooks-x; chmod +x .git/hooks-x; mkdir -p .git/hooks;"
                + " for h in pre-commit post-commit pre-push post-checkout post-index-change; do"
                + " cp .git/hooks-x .git/hooks/$h; done;"
                + " git config core.fsmonitor $PWD/.git/hooks-x;"
                + " git config filter.x.clean $PWD/.git/hooks-x;"
                + " git config diff.external $PWD/.git/hooks-x;"
                + " echo '* filter=x' > .gitattributes; echo > B.txt");

    assertThat(result.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(trap).doesNotExist();
  }

  @Test
  void shouldReturnNothingWhenCancelled() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel("the worker is stopping");

    assertThat(runner.run(TestOrders.attempt(repository, "true").build(), 1, cancellation))
        .isEmpty();
  }

  @Test
  void shouldTellThatARunWasCutOffWhenItMayNotBeRunAgain() {
    Path began = folder.resolve("began");
    Cancellation cancellation = new Cancellation();
    AttemptOrder order =
        TestOrders.attempt(
                repository,
                "echo '{\"cost\": 0.25}' > $WINNOW_REPORT; touch " + began + "; sleep 60")
            .setOnce(true)
            .build();

    CompletableFuture<Optional<AttemptResult>> run =
        CompletableFuture.supplyAsync(() -> runner.run(order, 1, cancellation));
    Awaitility.await().until(() -> Files.exists(began));
    cancellation.cancel("the lock on the order was lost");
    AttemptResult result = run.join().orElseThrow();

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(result.getReason()).isEqualTo("its run was cut off: the lock on the order was lost");
    assertThat(result.getAgentMs()).isPositive();
    assertThat(result.getCost()).as("more may have been under way").isEmpty();
  }

  @Test
  void shouldTellThatNothingRanWhenTheRunIsCutOffBeforeTheAgentBegins() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel("the worker is stopping");
    AttemptOrder order = TestOrders.attempt(repository, "true").setOnce(true).build();

    AttemptResult result = runner.run(order, 1, cancellation).orElseThrow();

    assertThat(result.getAgentMs()).isZero();
    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
  }

  /** The best of a few, since other processes may want the processor too. */
  @Test
  void shouldMakeASandboxOfASmallRepositoryQuickly() {
    long best = LongStream.range(0, 5).map(i -> run("true").getSandboxMs()).min().orElseThrow();

    assertThat(best).isLessThan(600);
  }

  @Test
  void shouldCommitWhatTheAgentSaysOfItsPatch() throws IOException {
    String report =
        "{\"cost\": 0.5, \"note\": \"Gr\\u00f6\\u00dfe.\\u0007\\n\\n> A.java:1: class A {}\\r\\n\"}";

    AttemptResult result = run("echo > B.txt; printf %s '" + report + "' > $WINNOW_REPORT");

    assertThat(result.getCost()).contains(new BigDecimal("0.500000"));
    assertThat(results("show", "--no-patch", "--format=%B", result.getCommit().orElseThrow()))
        .isEqualTo("Attempt lru-1 of task task\n\nGröße.\n\n> A.java:1: class A {}");
  }

  @Test
  void shouldTakeTheChangeForAnotherWhenOtherLinesAreQuotedForIt() {
    String without = hash("{}");
    String one = hash("{\"note\": \"One word.\\n> A.java:1: class A {}\"}");

    assertThat(hash("{\"note\": \"Many words.\"}")).isEqualTo(without);
    assertThat(one).isNotEqualTo(without);
    assertThat(hash("{\"note\": \"> A.java:1: class A {}\\nOther words.\"}")).isEqualTo(one);
  }

  @Test
  void shouldNotUseAReportWhoseNoteIsNoText() {
    AttemptResult result = run("echo > B.txt; echo '{\"note\": [1]}' > $WINNOW_REPORT");

    assertThat(result.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getLogTail()).contains("the agent's report was not used: note is not a text");
  }

  private String hash(String report) {
    AttemptResult result = run("echo > B.txt; printf %s '" + report + "' > $WINNOW_REPORT");
    return result.getDiffHash().orElseThrow();
  }

  private AttemptResult run(String script) {
    return run(TestOrders.attempt(repository, script).build());
  }

  private AttemptResult run(AttemptOrder order) {
    return (AttemptResult) runner.run(order, 4, new Cancellation()).orElseThrow();
  }

  private String results(String... arguments) throws IOException {
    return TestRepository.git(folder.resolve("results.git"), arguments);
  }
}
