package dev.winnow.worker.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Landing;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandingTest {
  @TempDir private static Path folder;
  private static MergeLab lab;
  private static String merged;

  @BeforeAll
  static void makeLab() throws IOException {
    lab = new MergeLab(folder);
    merged = lab.combine(lab.base(), lab.patch("a.txt", "a\n")).getCommit().orElseThrow();
  }

  @BeforeEach
  void putTheBranchBack() throws IOException {
    lab.origin("update-ref", "refs/heads/main", lab.base());
  }

  @AfterEach
  void removeHooks() throws IOException {
    Files.deleteIfExists(lab.origin.resolve("hooks/pre-receive"));
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @Test
  void shouldMoveTheBranchWhenItIsWhereItIsExpected() throws IOException {
    AttemptResult result = lab.land(lab.base(), merged);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(result.getHead()).contains(merged);
    assertThat(main()).isEqualTo(merged);
  }

  @Test
  void shouldLeaveTheBranchWhenSomebodyHasMovedIt() throws IOException {
    String theirs = lab.patch("b.txt", "b\n");
    lab.source.git("push", "-q", lab.origin.toString(), theirs + ":refs/heads/main");

    AttemptResult result = lab.land(lab.base(), merged);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason())
        .isEqualTo("main was moved to " + theirs.substring(0, 12) + " meanwhile");
    assertThat(result.getHead()).contains(theirs);
    assertThat(main()).isEqualTo(theirs);
  }

  @Test
  void shouldLeaveTheBranchWhenSomebodyMovesItAfterItWasLookedAt() throws IOException {
    String theirs = lab.patch("b.txt", "b\n");
    lab.source.git("push", "-q", lab.origin.toString(), theirs + ":refs/heads/theirs");
    // The push of the worker comes in, and while it does somebody else's is done.
    lab.hook("pre-receive", "unset GIT_QUARANTINE_PATH; git update-ref refs/heads/main " + theirs);

    AttemptResult result = lab.land(lab.base(), merged);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getHead()).contains(theirs);
    assertThat(main()).isEqualTo(theirs);
  }

  @Test
  void shouldLeaveTheBranchWhenSomebodyHasTakenItBack() throws IOException {
    String earlier = lab.source.git("rev-parse", lab.base() + "^");
    lab.origin("update-ref", "refs/heads/main", earlier);

    AttemptResult result = lab.land(lab.base(), merged);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(main()).isEqualTo(earlier);
  }

  @Test
  void shouldSayThatItIsDoneWhenTheOrderComesAgain() {
    lab.land(lab.base(), merged);

    AttemptResult again = lab.land(lab.base(), merged);

    assertThat(again.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(again.getHead()).contains(merged);
  }

  @Test
  void shouldSayThatItIsDoneWhenSomebodyHasGoneOnFromThere() throws IOException {
    lab.land(lab.base(), merged);
    lab.source.git("fetch", "-q", lab.origin.toString(), "main");
    lab.source.git("checkout", "-q", "--force", "--detach", "FETCH_HEAD");
    lab.source.write("later.txt", "later");
    String later = lab.source.commit("later");
    lab.source.git("push", "-q", lab.origin.toString(), later + ":refs/heads/main");

    AttemptResult again = lab.land(lab.base(), merged);

    assertThat(again.getOutcome()).as(again.getReason()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(again.getHead()).contains(later);
    assertThat(main()).isEqualTo(later);
  }

  @Test
  void shouldSayWhyInGitsWordsWhenAHookRefuses() throws IOException {
    lab.hook("pre-receive", "echo 'only on weekdays' >&2; exit 1");

    AttemptResult result = lab.land(lab.base(), merged);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason())
        .startsWith("the push to main was refused: ")
        .contains("only on weekdays", "pre-receive hook declined");
    assertThat(result.getHead()).contains(lab.base());
    assertThat(main()).isEqualTo(lab.base());
  }

  @Test
  void shouldSayWhatToDoWhenTheBranchIsCheckedOut() throws IOException {
    lab.source.git("checkout", "-q", "--force", "main");
    Repository checkedOut =
        new Repository(lab.source.url(), lab.base(), lab.repository.getResults());

    AttemptResult result =
        lab.run(
            lab.order()
                .setRepository(checkedOut)
                .setMerge(new Landing("main", lab.base(), merged))
                .build());

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason())
        .contains("main is checked out in " + lab.source.url())
        .endsWith("name a bare repository, or check another branch out there");
    assertThat(lab.source.git("rev-parse", "main")).isEqualTo(lab.base());
  }

  @Test
  void shouldPushNothingWhenTheCommitDoesNotDescendFromTheBranch() throws IOException {
    String other = lab.patch("b.txt", "b\n");
    lab.source.git("push", "-q", lab.origin.toString(), other + ":refs/heads/main");

    AttemptResult result = lab.land(other, merged);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).contains("is no descendant");
    assertThat(main()).isEqualTo(other);
  }

  @Test
  void shouldSayWhatIsMissingWhenThereIsNoSuchBranchOrRepository() {
    AttemptResult branch =
        lab.run(lab.order().setMerge(new Landing("gone", lab.base(), merged)).build());
    Repository nowhere =
        new Repository(
            folder.resolve("nowhere.git").toString(), lab.base(), lab.repository.getResults());
    AttemptResult repository =
        lab.run(
            lab.order()
                .setRepository(nowhere)
                .setMerge(new Landing("main", lab.base(), merged))
                .build());

    assertThat(branch.getReason()).startsWith("there is no branch gone in ");
    assertThat(repository.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
    assertThat(Files.exists(folder.resolve("nowhere.git"))).isFalse();
  }

  private String main() throws IOException {
    return lab.origin("rev-parse", "refs/heads/main");
  }
}
