package dev.winnow.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Parsed;
import dev.winnow.schemas.spec.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which findings {@code winnow check --propose} gives to an agent. */
class ProposalTest {
  @TempDir private Path temporary;

  @Test
  void shouldAskForALineOnlyWhenItSaysTheOperationThatIsGone() throws IOException {
    ShopRepository shop = ShopRepository.in(temporary.resolve("shop"));

    Ran same = propose(shop, "--head=18-operation-removed-that-a-document-names");
    Ran other = propose(shop, "--head=06-operation-removed-that-nobody-calls");

    assertThat(same.exit()).isOne();
    assertThat(same.out())
        .containsSubsequence(
            "to mend:", "docs/api.md:4  openapi.operation-removed  GET /orders/{orderId}");
    assertThat(task().getPrompt())
        .contains("it was at services/orders/openapi.yaml:41 before the change")
        .contains("> docs/api.md:4: - `POST /orders` and `GET /orders/{orderId}` (orders)");
    assertThat(other.out())
        .contains("No proposal is written")
        .contains("DELETE /products/{productId}: what documents name of it may be right");
  }

  @Test
  void shouldLeaveOutWhatNeedsNoAgentOrIsSaidInCode() throws IOException {
    ShopRepository repository = repository();
    write(
        repository,
        "src/app.py",
        "def parse_config():\n    pass\n\n\ndef open_shop():\n    pass\n");
    write(repository, "src/use.py", "# Not before `open_shop()`.\nstart = 1\n");
    write(repository, "docs/guide.md", "Call `parse_config`.\n\nThen `open_shop`.\n");
    commit(repository, "before");
    repository.git("checkout", "--quiet", "-b", "change");
    write(repository, "src/app.py", "def read_config():\n    pass\n");
    commit(repository, "after");

    Ran ran = propose(repository, "--base=main");

    assertThat(ran.out())
        .contains("No proposal is written")
        .contains("parse_config: --fix mends it")
        .contains("open_shop: comments of code say it, and a proposal changes documents only");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9})
  void shouldTakeAsManyAsAnAgentCanMendWhenAllIsChecked(int found) throws IOException {
    ShopRepository repository = repository();
    String names =
        IntStream.range(0, found)
            .mapToObj(i -> "Call `old_name_" + i + "`, \"and\" {{x}}: # 'so' on.\n\n")
            .collect(Collectors.joining());
    write(repository, "docs/guide.md", names + "\u0085\u2028\u0007\tEnd.\n");
    for (int i = 0; i < found; i++) {
      write(repository, "src/old" + i + ".py", "def old_name_" + i + "():\n    pass\n");
    }
    commit(repository, "before");
    repository.git("rm", "--quiet", "-r", "src");
    write(repository, "src/shop.py", "def start():\n    pass\n");
    commit(repository, "after");

    Ran ran = propose(repository, "--all");

    assertThat(ran.out().contains("one proposal is for 8 at most; run it again after that"))
        .as(ran.out())
        .isEqualTo(found > 8);
    assertThat(task().getPrompt()).contains("> docs/guide.md:1: Call `old_name_0`, \"and\" {{x}}:");
    assertThat(task().getEvaluator().getRungs().get(0).getCommand())
        .noneMatch(word -> word.startsWith("--base="))
        .filteredOn(word -> word.startsWith("--finding="))
        .hasSize(8);
  }

  private Ran propose(ShopRepository repository, String which) {
    return Ran.of(
        which,
        "--name=acme/shop",
        "--propose=" + temporary.resolve("proposal.yaml"),
        "--agent=fix",
        repository.folder().toString());
  }

  private Task task() throws IOException {
    Parsed parsed = TaskSpec.parse(Files.readString(temporary.resolve("proposal.yaml")));
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid) parsed).task();
  }

  private ShopRepository repository() throws IOException {
    return ShopRepository.empty(Files.createDirectories(temporary.resolve("repository")));
  }

  private static void write(ShopRepository repository, String path, String text)
      throws IOException {
    Path file = repository.folder().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void commit(ShopRepository repository, String message) {
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=" + message);
  }
}
