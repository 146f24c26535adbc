package dev.winnow.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.producers.lint.Linter;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code winnow check --propose} writes, and which patches its gate lets pass. */
class ProposalGateTest {
  private static final String SAID = "> docs/guide.md:3: Call `parse_config` and then `open_shop`.";
  private static final String SHOWN = "> src/shop.py:1: def start(path):";
  private static final String GOOD = "# Guide\n\nCall `start`.\n";

  @TempDir private Path temporary;
  private Path folder;
  private Path spec;
  private ShopRepository repository;
  private String which = "--base=main";

  @BeforeEach
  void prepare() throws IOException {
    folder = Files.createDirectories(temporary.resolve("shop"));
    spec = temporary.resolve("proposal.yaml");
    repository = ShopRepository.empty(folder);
    write(
        "src/app.py", "def parse_config(path):\n    pass\n\n\ndef open_shop(config):\n    pass\n");
    write("src/other.py", "def close_shop():\n    pass\n");
    write("docs/guide.md", "# Guide\n\nCall `parse_config` and then `open_shop`.\n");
    write("docs/more.md", "Close it with `close_shop`.\n");
    commit("before");
    repository.git("checkout", "--quiet", "-b", "change");
    Files.delete(folder.resolve("src/app.py"));
    write("src/shop.py", "def start(path):\n    pass\n");
    commit("after");
  }

  @Test
  void shouldWriteATaskThatLintsWhenAFindingNeedsMoreThanAnEdit() throws IOException {
    Ran ran = propose();

    assertThat(ran.out())
        .contains(spec + " asks an agent, in 3 attempts, to mend:")
        .contains("docs/guide.md:3  docs.symbol-gone  parse_config")
        .contains("docs/guide.md:3  docs.symbol-gone  open_shop")
        .contains("winnow submit " + spec);
    Task task = task();
    assertThat(task.getRepository().getUrl()).isEqualTo(folder.toString());
    assertThat(task.getRepository().getBase()).isEqualTo(repository.commit("change"));
    assertThat(task.getPrompt())
        .contains(SAID)
        .contains("`parse_config` is named here and is not in the code any more.");
    assertThat(task.getAgent().getCommand()).containsExactly("sh", "-c", "fix \"it\": {{number}}");
    assertThat(ran.out()).contains("winnow fetch " + task.getTaskId());
    assertThat(repository.git("status", "--porcelain")).isEmpty();
  }

  @Test
  void shouldWriteNothingWhenEverythingIsMendedWithoutAnAgent() throws IOException {
    write("docs/guide.md", GOOD);
    commit("mended");

    Ran ran = propose();

    assertThat(ran.out()).contains("No proposal is written");
    assertThat(spec).doesNotExist();
  }

  @Test
  void shouldNameTheOptionWhenThereIsNoAgent() {
    Ran without = Ran.of("--propose=" + spec, folder.toString());
    Ran alone = Ran.of("--agent=fix", folder.toString());

    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.err()).contains("--propose: it is not said which agent").contains("--agent");
    assertThat(alone.exit()).isEqualTo(2);
    assertThat(alone.err()).contains("--agent: there is nothing for an agent to do");
  }

  @Test
  void shouldPassWhenDocumentsAreMendedAndBothLinesAreQuoted() throws IOException {
    write("docs/guide.md", GOOD);

    assertPasses(judged("It starts with one call.\n\n" + SAID + "\n" + SHOWN), 0, 2);
  }

  @Test
  void shouldPassWhenAllOfTheRepositoryWasChecked() throws IOException {
    which = "--all";
    write("docs/guide.md", GOOD);

    assertPasses(judged(SAID + "\n" + SHOWN), 0, 2);
  }

  @Test
  void shouldCountWhatIsLeftWhenOneOfTwoIsMended() throws IOException {
    write("docs/guide.md", "# Guide\n\nCall `start` and then `open_shop`.\n");

    assertPasses(judged(SAID + "\n" + SHOWN), 1, 2);
  }

  @Test
  void shouldPassTheUntouchedBaseSoThatTheTaskCanBeLinted() throws IOException {
    propose();
    String base = repository.commit("change");

    assertPasses(gate(base, base, ""), 2, 0);
  }

  @Test
  void shouldRefuseWhenCodeIsChangedSoThatTheFindingGoes() throws IOException {
    write("src/app.py", "parse_config = open_shop = 1\n");

    assertRefused(judged(SAID + "\n" + SHOWN), "changes src/app.py, which is no document");
  }

  @Test
  void shouldRefuseWhenTheFindingIsSuppressedOrTheDocumentTakenOut() throws IOException {
    Path guide = folder.resolve("docs/guide.md");
    write("winnow.yaml", "documents:\n  ignore: [docs/**]\n");
    assertRefused(judged(SAID + "\n" + SHOWN), "changes winnow.yaml, which is no document");
    repository.git("reset", "--quiet", "--hard", "change");

    Files.delete(guide);
    assertRefused(judged(SAID + "\n" + SHOWN), "takes out docs/guide.md");
    repository.git("reset", "--quiet", "--hard", "change");

    write("docs/guide.md", "\n");
    assertRefused(judged(SAID + "\n" + SHOWN), "leaves nothing in docs/guide.md");
    repository.git("reset", "--quiet", "--hard", "change");

    Files.delete(guide);
    Files.createSymbolicLink(guide, Path.of("more.md"));
    assertRefused(judged(SAID + "\n" + SHOWN), "something else than a document of docs/guide.md");
  }

  @Test
  void shouldRefuseWhenNothingIsQuotedOrAPairIsNotWhole() throws IOException {
    write("docs/guide.md", GOOD);

    assertRefused(judged(""), "the note quotes nothing");
    assertRefused(judged("I have read " + SAID + " and all."), "the note quotes nothing");
    for (String half :
        List.of(
            SAID,
            SHOWN,
            SHOWN + "\n" + SAID,
            SAID + "\n" + SAID,
            SAID + "\n> docs/more.md:1: Close it with `close_shop`.",
            "> docs/more.md:1: Close it with `close_shop`.\n" + SHOWN)) {
      assertRefused(judged(half), "two quotes are missing");
    }
  }

  @Test
  void shouldRefuseWhenAQuoteIsInNoFile() throws IOException {
    write("docs/guide.md", GOOD);

    for (String wrong :
        List.of(
            "> docs/guide.md:3: Call `parse_config`.\n" + SHOWN,
            SAID + "\n> src/shop.py:2: def start(path):",
            SAID + "\n" + SHOWN + "\n> src/none.py:1: def start(path):")) {
      assertRefused(judged(wrong), "quotes what the base does not have there");
    }
    assertRefused(judged(SAID + "\n> def start(path):"), "quotes without FILE:LINE:");
  }

  @Test
  void shouldRefuseWhenTheFindingIsStillTold() throws IOException {
    write("docs/guide.md", "# The guide\n\nCall `parse_config` and then `open_shop`.\n");

    assertRefused(judged(SAID + "\n" + SHOWN), "mends nothing, for this is still told");
  }

  @Test
  void shouldRefuseWhenSomethingElseBecomesWrong() throws IOException {
    write("docs/more.md", "Close it with `close_shop`, see [the guide](guide.md#guide).\n");
    commit("a link");
    write("docs/guide.md", "# Handbook\n\nCall `start`.\n");

    assertRefused(judged(SAID + "\n" + SHOWN), "with the patch this is new", "docs.anchor-broken");
  }

  private void assertPasses(Ran ran, int left, int lines) {
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .isEqualToIgnoringNewLines(
            "{\"findings_left\": %d, \"changed_lines\": %d}".formatted(left, lines));
  }

  private void assertRefused(Ran ran, String... reasons) {
    assertThat(ran.exit()).isOne();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines())
        .singleElement()
        .asString()
        .startsWith("winnow: ")
        .contains(reasons);
  }

  private Ran propose() {
    return Ran.of(which, "--propose=" + spec, "--agent=fix \"it\": {{number}}", folder.toString());
  }

  /** Judges what the working tree has, as a patch of the branch. */
  private Ran judged(String note) throws IOException {
    String base = repository.commit("change");
    propose();
    repository.git("add", "--all");
    String tree = repository.git("write-tree").strip();
    String patch = repository.git("commit-tree", "-p", base, "-m", "patch", tree).strip();
    return gate(base, patch, note);
  }

  /** Runs the gate as a worker would, by the words of the spec. */
  private Ran gate(String base, String patch, String note) throws IOException {
    List<String> words = task().getEvaluator().getRungs().get(0).getCommand();
    List<String> arguments =
        new ArrayList<>(words.subList(words.indexOf("check-proposal") + 1, words.size()));
    Path file = Files.writeString(temporary.resolve("note.txt"), note);
    arguments.addAll(
        List.of(
            "--repository=" + folder.resolve(".git"),
            "--head=" + base,
            "--patch=" + patch,
            "--note=" + file));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new CheckProposalCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    return new Ran(exit, out.toString(), err.toString());
  }

  private Task task() {
    Parsed parsed = new Linter(Optional.empty(), warning -> {}).lint(spec);
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid) parsed).task();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void commit(String message) {
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=" + message);
  }
}
