package dev.winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.local.check.ShopRepository;
import dev.winnow.producers.client.Server;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From a finding of {@code winnow check} to a branch that mends it, over the whole local stack. */
class ProposalIT {
  private static final String PULL_REQUEST = "18-operation-removed-that-a-document-names";

  /**
   * The first attempt also changes what it is about, the second quotes nothing, the third quotes
   * what is in no file, the fourth does as it is told; all make the same change of the document.
   */
  private static final String AGENT =
      """
      set -eu
      grep -q 'GET /orders/{orderId} is gone' "$WINNOW_PROMPT_FILE"
      said="> $(grep -Hn 'GET /orders/{orderId}' docs/api.md)"
      shown="> $(grep -Hn '^  /orders:' services/orders/openapi.yaml)"
      sed -i.old 's# and `GET /orders/{orderId}`##' docs/api.md && rm docs/api.md.old
      case $1 in
        1) echo '# GET /orders/{orderId}' >>services/orders/openapi.yaml ;;
        2) said= shown= ;;
        3) shown='> services/orders/openapi.yaml:6: /order:' ;;
      esac
      said=$(printf %s "$said" | sed 's/"/\\\\"/g')
      printf '{"cost": 0.01, "note": "One order alone cannot be asked for.\\\\n\\\\n%s\\\\n%s"}' \
        "$said" "$shown" >"$WINNOW_REPORT"
      """;

  @TempDir private Path folder;
  private LocalStack stack;

  private record Ran(int exit, String output) {}

  @Test
  void shouldMendTheDocumentByTheAttemptThatKeepsTheRules() throws Exception {
    ShopRepository shop = ShopRepository.in(folder.resolve("shop"));
    Path agent = Files.writeString(folder.resolve("agent.sh"), AGENT);
    Path spec = folder.resolve("proposal.yaml");
    Ran check =
        run(
            "check",
            "--head=" + PULL_REQUEST,
            "--name=acme/shop",
            "--propose=" + spec,
            "--agent=sh " + agent + " {{number}}",
            shop.folder().toString());
    assertThat(check.output()).contains("winnow submit " + spec);
    String task = check.output().replaceAll("(?s).*winnow fetch (\\S+).*", "$1");
    Files.writeString(spec, Files.readString(spec).replace("attempts: 3", "attempts: 4"));

    try (LocalStack started =
        LocalStack.start(new LocalConfig(folder.resolve("data"), 2, 0, 2), part -> {})) {
      stack = started;
      Ran submitted = tell("submit", spec.toString());
      assertThat(submitted.exit()).as(submitted.output()).isZero();
      JsonNode verdict = verdict(task);
      Ran fetched = tell("fetch", task, "--into=" + shop.folder());

      assertThat(verdict.at("/kind").asText()).as(verdict.toPrettyString()).isEqualTo("WINNER");
      assertThat(verdict.at("/kept/0/attemptId").asText()).isEqualTo("documents-4");
      assertThat(verdict.at("/rejected").findValuesAsText("reason"))
          .anyMatch(reason -> reason.contains("openapi.yaml, which is no document"))
          .anyMatch(reason -> reason.contains("the note quotes nothing"))
          .anyMatch(reason -> reason.contains("quotes what the base does not have there"));
      assertThat(fetched.exit()).as(fetched.output()).isZero();
    }
    String branch = "winnow/" + task;
    assertThat(shop.git("diff", "--name-only", PULL_REQUEST, branch)).isEqualTo("docs/api.md\n");
    assertThat(shop.git("show", branch + ":docs/api.md")).contains("- `POST /orders` (orders)\n");
    assertThat(shop.git("show", "--no-patch", "--format=%b", branch))
        .contains("> docs/api.md:4:- `POST /orders` and `GET /orders/{orderId}` (orders)")
        .contains("> services/orders/openapi.yaml:6:  /orders:");
  }

  private JsonNode verdict(String task) {
    Server server = new Server(stack.connection().server());
    return await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> server.verdict(task), Optional::isPresent)
        .orElseThrow();
  }

  private Ran tell(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add("--bootstrap-servers=" + stack.connection().bootstrapServers());
    arguments.add("--registry=" + stack.connection().registry());
    arguments.add("--server=" + stack.connection().server());
    return run(arguments.toArray(String[]::new));
  }

  private static Ran run(String... words) {
    StringWriter output = new StringWriter();
    CommandLine command = WinnowMain.commandLine();
    int exit =
        command.setOut(new PrintWriter(output)).setErr(new PrintWriter(output)).execute(words);
    return new Ran(exit, output.toString());
  }
}
