package dev.winnow.benchmarks.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinerTest {
  private static final String WITH = "class Shop:\n    def open_shop(self):\n        pass\n";
  private static final String WITHOUT = "class Shop:\n    pass\n";
  private static final String GUIDE = "# Guide\n\nFirst.\n\nCall `open_shop`.\n\nLast.\n\nEnd.\n";
  private static final String MENDED = "# Guide\n\nFirst.\n\nCall nothing.\n\nLast.\n\nEnd.\n";

  @TempDir Path folder;
  private SmallHistory history;
  private String parent;

  @BeforeEach
  void begin() {
    history = new SmallHistory(folder);
    history.write("shop.py", WITH).write("guide.md", GUIDE);
    parent = history.commit();
  }

  @Test
  void shouldFindACaseWhenALaterChangeOfTheDocumentDropsTheName() throws Exception {
    String commit = history.write("shop.py", WITHOUT).commit();
    history.write("other.py", "x = 1\n").commit();
    String fix = history.write("guide.md", MENDED).commit();

    List<DriftCase> cases = history.mine();

    assertThat(cases)
        .containsExactly(
            new DriftCase(
                "acme/shop",
                commit,
                parent,
                true,
                "guide.md",
                List.of(5),
                "open_shop",
                false,
                fix));
  }

  @Test
  void shouldFindNoCaseWhenTheNameComesBackFirst() throws Exception {
    history.write("shop.py", WITHOUT).commit();
    history.write("shop.py", WITH).commit();
    history.write("guide.md", MENDED).commit();

    assertThat(history.mine()).isEmpty();
  }

  @Test
  void shouldFindNoCaseWhenCodeChangesTogetherWithTheDocument() throws Exception {
    history.write("shop.py", WITHOUT).commit();
    history.write("guide.md", MENDED).write("shop.py", WITHOUT + "x = 1\n").commit();

    assertThat(history.mine()).isEmpty();
  }

  @Test
  void shouldFindACaseWhenOnlyCommentsChangeTogetherWithTheDocument() throws Exception {
    history.write("shop.py", WITHOUT).commit();
    history.write("guide.md", MENDED).write("shop.py", "# A shop.\n" + WITHOUT).commit();

    assertThat(history.mine()).extracting(DriftCase::name).containsExactly("open_shop");
  }

  @Test
  void shouldFindNoCaseWhenTheNameIsLeftInCode() throws Exception {
    history.write("tests/test_shop.py", "open_shop()\n").commit();
    history.write("shop.py", WITHOUT).commit();
    history.write("guide.md", MENDED).commit();

    assertThat(history.mine()).isEmpty();
  }

  @Test
  void shouldFindACaseWhenTheNameIsLeftInAComment() throws Exception {
    history.write("shop.py", WITHOUT + "# open_shop was here\n").commit();
    history.write("guide.md", MENDED).commit();

    assertThat(history.mine()).extracting(DriftCase::name).containsExactly("open_shop");
  }

  @Test
  void shouldFindNoCaseWhenTheCommitWroteTheLineItself() throws Exception {
    String told = GUIDE.replace("Call `open_shop`.", "There is no `open_shop` any more.");
    history.write("shop.py", WITHOUT).write("guide.md", told).commit();
    history.write("guide.md", MENDED).commit();

    assertThat(history.mine()).isEmpty();
  }

  @Test
  void shouldFindNoCaseWhenOnlyAChangelogHasTheName() throws Exception {
    history.write("guide.md", MENDED).write("CHANGELOG.md", GUIDE).commit();
    history.write("shop.py", WITHOUT).commit();
    history.write("CHANGELOG.md", MENDED).commit();

    assertThat(history.mine()).noneMatch(DriftCase::positive);
  }

  @Test
  void shouldFindNoCaseWhenTheDocumentIsWrittenAnew() throws Exception {
    history.write("shop.py", WITHOUT).commit();
    history.write("guide.md", "All\nis\nnew\nhere.\n").commit();

    assertThat(history.mine()).isEmpty();
  }

  @Test
  void shouldFollowTheDocumentWhenItMoves() throws Exception {
    history.write("shop.py", WITHOUT).commit();
    history.remove("guide.md").write("docs/guide.md", GUIDE).commit();
    history.write("docs/guide.md", MENDED).commit();

    assertThat(history.mine()).extracting(DriftCase::document).containsExactly("guide.md");
  }

  @Test
  void shouldFindANegativeWhenNoDocumentHasTheName() throws Exception {
    history.write("guide.md", MENDED).commit();
    String commit = history.write("shop.py", WITHOUT).commit();

    List<DriftCase> cases = history.mine();

    assertThat(cases).extracting(DriftCase::commit).containsExactly(commit);
    assertThat(cases).noneMatch(DriftCase::positive);
  }

  @Test
  void shouldFindACaseWhenALinkedFileMoves() throws Exception {
    String link = "# Guide\n\nSee [the shop](../shop.py).\n\nLast.\n\nEnd.\n";
    history.write("docs/more.md", link).commit();
    history.remove("shop.py").write("src/shop.py", WITH).commit();
    history.write("docs/more.md", link.replace("../shop.py", "../src/shop.py")).commit();

    List<DriftCase> cases = history.mine();

    assertThat(cases).extracting(DriftCase::name).containsExactly("/shop.py");
    assertThat(cases).extracting(DriftCase::lines).containsExactly(List.of(3));
  }

  @Test
  void shouldFindACaseWhenAFlagGoes() throws Exception {
    String flag = "# Run\n\nWith `--open-late` it stays open.\n\nLast.\n\nEnd.\n";
    history.write("run.py", "parser.add_argument('--open-late')\n").write("run.md", flag).commit();
    history.write("run.py", "parser.parse()\n").commit();
    history.write("run.md", flag.replace("--open-late", "--late")).commit();

    assertThat(history.mine()).extracting(DriftCase::name).containsExactly("--open-late");
  }

  @Test
  void shouldReadBackWhatItWrote(@TempDir Path out) throws Exception {
    history.write("shop.py", WITHOUT).commit();
    history.write("guide.md", MENDED).commit();
    List<DriftCase> cases = history.mine();

    Path file = out.resolve("cases.jsonl");
    Files.write(file, cases.stream().map(DriftCase::json).toList());

    assertThat(DriftCase.read(file)).isEqualTo(cases).isNotEmpty();
  }
}
