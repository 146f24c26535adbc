package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.producers.git.TestRepository;
import dev.winnow.producers.lint.BaseProbe;
import dev.winnow.schemas.spec.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecCommandsTest {

  private static final String NOWHERE = "http://127.0.0.1:1";

  @TempDir private Path folder;
  private TestRepository code;
  private Path spec;

  @BeforeEach
  void createSpec() throws IOException {
    code = TestRepository.create(folder.resolve("code"));
    spec = write("speed");
  }

  @Test
  void shouldSayWhatItWouldRunWhenSpecIsGood() {
    Cli cli = Cli.run("lint", spec.toString());

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out())
        .isEqualToNormalizingNewlines(
            "small is good: 1 variant, at most 1 attempt, base %s\n"
                .formatted(code.run("rev-parse", "main").substring(0, 12)));
  }

  @Test
  void shouldWarnAndGoOnWhenTheEvaluatorIsNotWhatTheSpecSays() {
    Problem warning = new Problem("objectives[0].exact", "is true, and it is not", "take it out");

    Cli cli =
        Cli.run(
            task -> new BaseProbe.Probed(List.of(), List.of(warning), Set.of("speed")),
            "lint",
            spec.toString());

    assertThat(cli.exitCode()).isZero();
    assertThat(cli.out()).startsWith("small is good");
    assertThat(cli.err())
        .isEqualToNormalizingNewlines(
            "Warning: objectives[0].exact: is true, and it is not\n  mend: take it out\n");
  }

  @Test
  void shouldListProblemsAndExitWithTwoWhenSpecIsBad() throws IOException {
    Files.writeString(spec, Files.readString(spec).replace("1m", "soon").replace("id:", "ide:"));

    Cli cli = Cli.run("lint", spec.toString());

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .contains("agent.timeout: cannot be 'soon' (line 6)")
        .contains("  mend: give a number with a unit, such as 2m or 30s")
        .contains("ide: is not known here (line 3)")
        .contains("  mend: did you mean id?")
        .endsWith(
            "winnow: the spec has 3 problems; nothing was submitted" + System.lineSeparator());
  }

  @Test
  void shouldPrintProblemsAsJsonWhenAsked() throws IOException {
    Files.writeString(spec, Files.readString(spec).replace("1m", "soon"));

    Cli cli = Cli.run("lint", spec.toString(), "--json");

    JsonNode answer = new ObjectMapper().readTree(cli.out());
    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(answer.path("valid").asBoolean(true)).isFalse();
    assertThat(answer.path("problems").path(0).path("field").asText()).isEqualTo("agent.timeout");
  }

  @Test
  void shouldNotRunTheEvaluatorWhenToldSo() throws IOException {
    Path unmeasured = write("size");

    assertThat(Cli.run("lint", unmeasured.toString()).exitCode()).isEqualTo(2);
    assertThat(Cli.run("lint", unmeasured.toString(), "--no-run"))
        .satisfies(
            cli -> {
              assertThat(cli.exitCode()).isZero();
              assertThat(cli.out()).contains("The evaluator was not run on the base.");
            });
  }

  @Test
  void shouldReachForNoBrokerWhenSubmittedSpecIsBad() throws IOException {
    Files.writeString(spec, Files.readString(spec).replace("1m", "soon"));
    try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      broker.setSoTimeout(1);

      Cli cli = submit("127.0.0.1:" + broker.getLocalPort(), NOWHERE);

      assertThat(cli.exitCode()).isEqualTo(2);
      assertThat(cli.err()).contains("agent.timeout");
      org.assertj.core.api.Assertions.assertThatThrownBy(broker::accept)
          .isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void shouldExitWithOneWhenNoBrokerAnswers() {
    Cli cli = submit("127.0.0.1:1", NOWHERE);

    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err())
        .startsWith("winnow: Kafka at 127.0.0.1:1 took no task within 10 s")
        .contains("  mend: start a cluster with `winnow local`")
        .doesNotContain("\tat ");
  }

  @Test
  void shouldRefuseWhenIdIsTaken() throws IOException {
    try (StubServer server = new StubServer().with("/v1/tasks/cache", Samples.taskAnswer())) {
      Cli cli = submit("127.0.0.1:1", server.url(), "--id", "cache");

      assertThat(cli.exitCode()).isEqualTo(2);
      assertThat(cli.err()).contains("id: is cache").contains("another with --id");
    }
  }

  @Test
  void shouldRefuseWhenGivenIdIsNoName() {
    Cli cli = submit("127.0.0.1:1", NOWHERE, "--id", "No Name");

    assertThat(cli.exitCode()).isEqualTo(2);
    assertThat(cli.err()).contains("id: is not a name");
  }

  private Cli submit(String brokers, String server, String... more) {
    String[] all = java.util.Arrays.copyOf(more, more.length + 6);
    String[] fixed = {
      "submit", spec.toString(), "--bootstrap-servers", brokers, "--server", server
    };
    System.arraycopy(more, 0, all, fixed.length, more.length);
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    return Cli.run(all);
  }

  private Path write(String metric) throws IOException {
    return Files.writeString(
        folder.resolve(metric + ".yaml"),
        """
        apiVersion: winnow.dev/v1
        kind: Task
        id: small
        repository: {url: ./code, base: main}
        variants: [{name: only}]
        agent: {command: [agent], timeout: 1m}
        evaluator:
          rungs: [{name: measure, command: [./measure.sh], timeout: 5s, metrics: {from: stdout}}]
        objectives: [{metric: %s, goal: maximize}]
        """
            .formatted(metric));
  }
}
