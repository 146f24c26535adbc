package dev.winnow.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow check} where there is nothing to check, and what a clone is called. */
class CheckCommandTest {
  private static final String SPEC = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n";

  @TempDir private Path temporary;
  private Path folder;
  private ShopRepository repository;

  @BeforeEach
  void prepare() throws IOException {
    folder = Files.createDirectories(temporary.resolve("orders"));
    repository = ShopRepository.empty(folder);
    Files.createDirectories(folder.resolve("api"));
    Files.writeString(folder.resolve("api/openapi.yaml"), SPEC + "# text\n".repeat(20_000));
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=all");
  }

  @Test
  void shouldExitWith2WhenAnObjectIsGone() throws IOException {
    Files.delete(object());

    Ran ran = Ran.of(folder.toString());

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("git cannot read api/openapi.yaml"),
            line -> assertThat(line).contains("mend:"));
  }

  @Test
  void shouldExitWith2WhenAnObjectIsCutOff() throws IOException {
    Path object = object();
    byte[] content = Files.readAllBytes(object);
    assertThat(object.toFile().setWritable(true)).isTrue();
    Files.write(object, Arrays.copyOf(content, content.length / 2));

    Ran ran = Ran.of(folder.toString());

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("git cannot read api/openapi.yaml"),
            line -> assertThat(line).contains("mend:"));
  }

  @Test
  void shouldSayThatItIsNoRepositoryWhenItIsNone() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    Path plain = Files.createDirectories(temporary.resolve("plain"));
    for (Path wrong : new Path[] {file, plain, temporary.resolve("absent")}) {
      for (String[] arguments :
          new String[][] {
            {wrong.toString()}, {"--neighbour", wrong.toString(), folder.toString()}
          }) {
        Ran ran = Ran.of(arguments);

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(wrong + " is not a repository that git can read: ");
      }
    }
  }

  @Test
  void shouldGiveTheSameNameWhenStartedInAnyFolderOfTheRepository() {
    assertThat(RepositoryName.of(folder.resolve("api"))).isEqualTo("orders");
    assertThat(RepositoryName.of(folder)).isEqualTo("orders");
    assertThat(RepositoryName.of(folder.resolve(".git"))).isEqualTo("orders");
  }

  @Test
  void shouldLeaveOutTheEndingWhenTheRepositoryIsBare() {
    Path bare = temporary.resolve("orders.git");
    repository.git("clone", "--quiet", "--bare", ".", bare.toString());
    repository.git("--git-dir=" + bare, "remote", "remove", "origin");

    assertThat(RepositoryName.of(bare)).isEqualTo("orders");
    assertThat(RepositoryName.of(bare.resolve("refs"))).isEqualTo("orders");
  }

  @Test
  void shouldWriteAPatchThatGitAppliesAndThatMendsWhatItSays() throws IOException {
    rename();
    Path patch = temporary.resolve("the fix.patch");

    Ran ran = Ran.of("--base=HEAD~1", "--fix=" + patch, folder.toString());

    assertThat(ran.out())
        .contains(patch + " mends 1 line of 1 file.")
        .contains("git -C " + folder + " apply '" + patch + "'")
        .containsSubsequence("Fixed by it:", "read.md:1  docs.symbol-gone  parse_config");
    repository.git("apply", patch.toString());
    assertThat(folder.resolve("read.md")).hasContent("Call `read_config`.\n");
    repository.git("commit", "--quiet", "--all", "--message=mended");
    assertThat(Ran.of("--base=HEAD~2", "--fix=" + patch, folder.toString()).out())
        .contains("No contract break or doc drift.")
        .contains("No patch is written");
  }

  @Test
  void shouldLeaveTheWorkingTreeAsItIsWhenThePatchGoesToStandardOutput() throws IOException {
    rename();

    Ran ran = Ran.of("--base=HEAD~1", "--fix=-", folder.toString());

    assertThat(ran.out()).startsWith("diff --git a/read.md b/read.md\n");
    assertThat(ran.err()).contains("docs.symbol-gone", "The patch mends 1 line of 1 file.");
    assertThat(repository.git("status", "--porcelain")).isEmpty();
  }

  @Test
  void shouldRefuseAFixThatHasNowhereToGo() {
    for (String[] wrong :
        new String[][] {
          {"--fix=-", "--json", folder.toString()},
          {"--fix=" + temporary, folder.toString()},
          {"--fix=" + folder + "/none/a.patch", folder.toString()}
        }) {
      Ran ran = Ran.of(wrong);

      assertThat(ran.exit()).as(wrong[0]).isEqualTo(2);
      assertThat(ran.err()).contains("--fix").contains("mend:");
    }
  }

  @Test
  void shouldTakeWhatFollowsFixForTheFolder() throws IOException {
    Path missing = temporary.resolve("missing");

    Ran ran = Ran.of("--fix", missing.toString());

    assertThat(ran.err()).startsWith("winnow: " + missing + " is not a repository");
  }

  private void rename() throws IOException {
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("src/app.py"), "def parse_config(path):\n    pass\n");
    Files.writeString(folder.resolve("read.md"), "Call `parse_config`.\n");
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=before");
    Files.writeString(folder.resolve("src/app.py"), "def read_config(path):\n    pass\n");
    repository.git("commit", "--quiet", "--all", "--message=after");
  }

  private Path object() {
    String id = repository.commit("HEAD:api/openapi.yaml");
    return folder.resolve(".git/objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
  }
}
