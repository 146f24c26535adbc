package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.producers.git.TestRepository;
import dev.winnow.producers.lint.Linter;
import dev.winnow.producers.template.Template;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NewCommandTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void createRepository() throws IOException {
    TestRepository.create(folder.resolve("code"));
    file = folder.resolve("task.yaml");
  }

  @ParameterizedTest
  @EnumSource(value = Template.class, names = "MERGE", mode = EnumSource.Mode.EXCLUDE)
  void shouldWriteASpecThatLintsWithoutAWarning(Template template) {
    Cli cli = create(template.toString(), "--id", "mine");
    List<Problem> warnings = new ArrayList<>();

    Parsed parsed = new Linter(Optional.empty(), warnings::add).lint(file);

    assertThat(cli.exitCode()).as(cli.err()).isZero();
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    assertThat(((Parsed.Valid) parsed).task().getTaskId()).isEqualTo("mine");
    assertThat(warnings).isEmpty();
  }

  /** What the tasks have won is asked of a server; the rest is checked as it is. */
  @Test
  void shouldWriteAMergeTournamentOfTheTasksThatItNames() throws IOException {
    create("merge", "--id", "mine");

    Parsed parsed = TaskSpec.parse(Files.readString(file), folder);

    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    Parsed.Valid valid = (Parsed.Valid) parsed;
    assertThat(valid.task().getMerge().orElseThrow().getBranch()).isEqualTo("main");
    assertThat(valid.winners().tasks()).containsExactly("task-a", "task-b");
  }

  @Test
  void shouldTellTheEvaluatorThePointWhenItIsAnExperiment() {
    create("experiment");

    Task task = ((Parsed.Valid) new Linter(Optional.empty(), w -> {}).lint(file)).task();

    assertThat(task.getVariants()).hasSize(9);
    assertThat(task.getEvaluator().getRungs().get(0).getEphemeral().orElseThrow().getUp())
        .contains("{{parameters.io-threads}}");
  }

  @Test
  void shouldSayWhatToDoNext() {
    assertThat(create("contest").out())
        .contains("winnow lint " + file)
        .contains("winnow submit " + file);
  }

  @Test
  void shouldLeaveAFileAloneWhenItIsThere() throws IOException {
    Files.writeString(file, "mine");

    Cli cli = create("contest");

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("is there already").contains("nothing was written");
    assertThat(file).hasContent("mine");
  }

  @Test
  void shouldSayWhatIsWrongWithAnId() {
    Cli cli = create("contest", "--id", "No Name");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains("--id").contains("lower-case letters");
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldNameThePatternsWhenThereIsNoSuch() {
    Cli cli = create("raffle");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains("contest").contains("hypotheses");
  }

  @Test
  void shouldSayFolderWhenThereIsNone() {
    Cli cli = Cli.run("new", "contest", folder.resolve("none/task.yaml").toString());

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("does not exist");
  }

  @Test
  void shouldQuoteWhatARepositoryIsCalled() throws IOException {
    TestRepository.create(folder.resolve("it's # \"mine\""));

    Cli.run("new", "contest", file.toString(), "--repository", "./it's # \"mine\"");

    assertThat(new Linter(Optional.empty(), w -> {}).lint(file)).isInstanceOf(Parsed.Valid.class);
  }

  private Cli create(String template, String... more) {
    List<String> words = new ArrayList<>(List.of("new", template, file.toString()));
    words.addAll(List.of("--repository", "./code"));
    words.addAll(List.of(more));
    return Cli.run(words.toArray(String[]::new));
  }
}
