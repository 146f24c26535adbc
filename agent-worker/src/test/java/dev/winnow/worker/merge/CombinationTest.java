package dev.winnow.worker.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.DiffStatistics;
import dev.winnow.schemas.MergeConflict;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.ProtectedChange;
import dev.winnow.worker.process.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CombinationTest {
  /** One for all: no patch knows of another. */
  private static MergeLab lab;

  @BeforeAll
  static void makeLab(@TempDir Path folder) throws IOException {
    lab = new MergeLab(folder);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @Test
  void shouldPushAMergeCommitWhenNothingConflicts() throws IOException {
    String one = lab.combine(lab.base(), lab.patch("a.txt", "a\n")).getCommit().orElseThrow();
    String patch = lab.patch("text.txt", MergeLab.TEXT.replace("nine", "NINE"));

    AttemptResult result = lab.combine(one, patch);

    assertThat(result.getOutcome()).as(result.getReason()).isEqualTo(Outcome.SUCCEEDED);
    String commit = result.getCommit().orElseThrow();
    assertThat(lab.results("rev-parse", "refs/winnow/task/lru-1")).isEqualTo(commit);
    assertThat(lab.results("show", "--no-patch", "--format=%P", commit))
        .isEqualTo(one + " " + patch);
    assertThat(lab.results("show", commit + ":text.txt")).contains("NINE");
    assertThat(lab.results("show", commit + ":a.txt")).isEqualTo("a");
    assertThat(lab.results("show", "--no-patch", "--format=%an%n%s%n%b", commit))
        .startsWith("Winnow\nMerge attempt lru-1 of task cache-a\n")
        .contains("> quoted\nnoted\n> quoted\nnoted");
    assertThat(result.getDiff()).contains(new DiffStatistics(2, 2, 1));
    assertThat(result.getCost().orElseThrow()).isZero();
  }

  @Test
  void shouldMakeTheSameCommitWhenTheOrderComesAgain() throws IOException {
    AttemptOrder order = lab.combination(lab.base(), lab.patch("a.txt", "a\n"));

    assertThat(lab.run(order).getCommit()).isPresent().isEqualTo(lab.run(order).getCommit());
  }

  @Test
  void shouldGiveTheSameHashesWhenPatchesAreCombinedInAnotherOrder() throws IOException {
    String a = lab.patch("a.txt", "a\n");
    String b = lab.patch("b.txt", "b\n");

    AttemptResult ab = lab.combine(lab.combine(lab.base(), a).getCommit().orElseThrow(), b);
    AttemptResult ba = lab.combine(lab.combine(lab.base(), b).getCommit().orElseThrow(), a);

    assertThat(ab.getCommit()).isNotEqualTo(ba.getCommit());
    assertThat(ab.getDiffHash()).isPresent().isEqualTo(ba.getDiffHash());
    assertThat(ab.getRenamedHash()).isPresent().isEqualTo(ba.getRenamedHash());
  }

  @Test
  void shouldTellTheLinesOfWhatIsMergedIntoWhenContentsConflict() throws IOException {
    // The other side adds lines further up that do not conflict, and so shift the merged text.
    String ours =
        lab.patch("text.txt", MergeLab.TEXT.replace("six\nseven", "SIX\nSEVEN\nand a half"));
    String theirs =
        lab.patch(
            "text.txt", "zero\nzero\n" + MergeLab.TEXT.replace("six\nseven", "6\n7") + "eleven\n");
    String onto = lab.combine(lab.base(), ours).getCommit().orElseThrow();

    AttemptResult result = lab.combine(onto, theirs);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(places(result)).containsExactly(tuple("text.txt", 6, 8, "contents"));
    assertThat(result.getReason())
        .isEqualTo("conflicts with what it is merged into: text.txt lines 6-8");
    assertThat(result.getCommit()).isEmpty();
  }

  @Test
  void shouldTellEachPlaceWhenAFileConflictsTwiceAndHasMarkersOfItsOwn() throws IOException {
    String ours =
        lab.patch("text.txt", "<<<<<<< mine\n=======\n" + replaced("two", "TWO", "nine", "NINE"));
    String theirs = lab.patch("text.txt", replaced("two", "2", "nine", "9"));

    AttemptResult result =
        lab.combine(lab.combine(lab.base(), ours).getCommit().orElseThrow(), theirs);

    assertThat(places(result))
        .containsExactly(
            tuple("text.txt", 4, 4, "contents"), tuple("text.txt", 11, 11, "contents"));
  }

  @Test
  void shouldSayWhatKindItIsWhenConflictsAreOfWholeFiles() throws IOException {
    String ours =
        lab.patch(
            in -> {
              in.write("new.txt", "a\n");
              in.write("image.bin", "\0\1\3");
              in.delete("other.txt");
            });
    String theirs =
        lab.patch(
            in -> {
              in.write("new.txt", "b\n");
              in.write("image.bin", "\0\1\4");
              in.write("other.txt", MergeLab.TEXT + "more\n");
            });

    AttemptResult result =
        lab.combine(lab.combine(lab.base(), ours).getCommit().orElseThrow(), theirs);

    assertThat(places(result))
        .containsExactly(
            tuple("image.bin", 0, 0, "binary"),
            tuple("new.txt", 1, 1, "add/add"),
            tuple("other.txt", 0, 0, "modify/delete"));
    assertThat(result.getReason())
        .endsWith("image.bin (binary), new.txt line 1 (add/add), other.txt (modify/delete)");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101})
  void shouldTellAHundredPlacesWhenThereAreAsManyOrMore(int files) throws IOException {
    String ours = lab.patch(in -> writeMany(in::write, files, "a"));
    String theirs = lab.patch(in -> writeMany(in::write, files, "b"));

    AttemptResult result =
        lab.combine(lab.combine(lab.base(), ours).getCommit().orElseThrow(), theirs);

    assertThat(result.getConflicts()).hasSize(100);
    assertThat(result.getReason()).endsWith(" and 97 more");
  }

  @Test
  void shouldHeedNoAttributesOfTheTreeWhenTheyWouldMergeOtherwise() throws IOException {
    String ours =
        lab.patch(
            in -> {
              in.write(".gitattributes", "*.txt merge=union\n");
              in.write("text.txt", MergeLab.TEXT.replace("five", "V"));
            });
    String theirs = lab.patch("text.txt", MergeLab.TEXT.replace("five", "5"));

    AttemptResult result =
        lab.combine(lab.combine(lab.base(), ours).getCommit().orElseThrow(), theirs);

    assertThat(places(result)).containsExactly(tuple("text.txt", 5, 5, "contents"));
  }

  @Test
  void shouldSayThatItBringsNothingWhenItIsContained() throws IOException {
    String patch = lab.patch("a.txt", "a\n");
    String onto = lab.combine(lab.base(), patch).getCommit().orElseThrow();

    AttemptResult same = lab.combine(onto, patch);
    AttemptResult alike = lab.combine(onto, lab.patch("a.txt", "a\n"));

    assertThat(List.of(same, alike))
        .allSatisfy(
            result -> {
              assertThat(result.getOutcome()).isEqualTo(Outcome.NO_CHANGE);
              assertThat(result.getReason())
                  .startsWith("it brings nothing that is not there already");
            });
  }

  @Test
  void shouldRefuseWhenThereIsNoHistoryInCommon() throws IOException {
    lab.source.git("checkout", "-q", "--orphan", "apart");
    String apart = lab.source.commit("apart");

    AttemptResult result = lab.combine(lab.base(), apart);

    assertThat(result.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(result.getReason()).startsWith("it has no history in common");
  }

  @Test
  void shouldRefuseWhatNoPatchMayBringWhenItIsMerged() throws IOException {
    AttemptResult harness = lab.combine(lab.base(), lab.patch("harness/check.sh", "exit 1\n"));
    AttemptResult secret = lab.combine(lab.base(), lab.patch("b.txt", "s3cret-t0ken"));

    assertThat(harness.getOutcome()).isEqualTo(Outcome.REJECTED_BY_GATE);
    assertThat(harness.getReason())
        .isEqualTo("the patch changes a protected path: harness/check.sh");
    assertThat(secret.getReason()).contains("TOKEN").doesNotContain("s3cret");
  }

  @Test
  void shouldTakeAChangeOfProtectedPathsWhenItIsUndoneBeforeTheyJudge() throws IOException {
    AttemptOrder order =
        AttemptOrder.newBuilder(
                lab.combination(lab.base(), lab.patch("harness/check.sh", "exit 1\n")))
            .setProtectedChange(ProtectedChange.RESTORE)
            .build();

    assertThat(lab.run(order).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void shouldSayThatTheWorkerFailedWhenTheCommitIsNowhere() {
    AttemptResult result = lab.combine(lab.base(), "0".repeat(39) + "1");

    assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
  }

  @Test
  void shouldDoNothingWhenTheTimeIsOutOrTheWorkerStops() throws IOException {
    AttemptOrder order = lab.combination(lab.base(), lab.patch("a.txt", "a\n"));
    Cancellation stopped = new Cancellation();
    stopped.cancel("the worker is stopping");

    AttemptOrder expired = AttemptOrder.newBuilder(order).setExpiresAt(Instant.EPOCH).build();

    assertThat(lab.runner.run(order, 1, stopped)).isEmpty();
    assertThat(lab.run(expired).getReason()).startsWith("expired");
    assertThat(lab.runner.notRun(order, 2, "given up").getReason()).isEqualTo("given up");
  }

  private static List<Tuple> places(AttemptResult result) {
    return result.getConflicts().stream().map(CombinationTest::place).toList();
  }

  private static Tuple place(MergeConflict place) {
    return tuple(place.getPath(), place.getFirstLine(), place.getLastLine(), place.getKind());
  }

  private static String replaced(String... words) {
    String text = MergeLab.TEXT;
    for (int i = 0; i < words.length; i += 2) {
      text = text.replace(words[i], words[i + 1]);
    }
    return text;
  }

  private static void writeMany(Writer writer, int files, String content) throws IOException {
    for (int i = 0; i < files; i++) {
      writer.write("many/" + i + ".txt", content + i + "\n");
    }
  }

  /** Writes a file. */
  private interface Writer {
    void write(String path, String content) throws IOException;
  }
}
