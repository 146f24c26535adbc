package dev.winnow.producers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.LeaderboardEntry;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RaceEntry;
import dev.winnow.schemas.RacePoint;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Rejection;
import dev.winnow.schemas.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of one contest, compared with golden files. */
class ReportCommandTest {

  private static final String HOSTILE = "<script>alert(1)</script> | [x](javascript:y) `&";

  @TempDir private Path folder;
  private StubServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        new StubServer()
            .with("/v1/tasks/cache", Samples.taskAnswer())
            .with("/v1/tasks/cache/leaderboard?limit=100", board())
            .with("/v1/tasks/cache/verdict", RecordJson.of(verdict()))
            .with("/v1/tasks/cache/race", race());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldWriteHtmlWhenNothingElseIsAskedFor() throws IOException {
    assertThat(report()).isEqualTo(golden("report.html"));
  }

  @Test
  void shouldWriteMarkdownWhenItIsAskedFor() throws IOException {
    assertThat(report("--format", "md")).isEqualTo(golden("report.md"));
  }

  @Test
  void shouldWriteAPlotThatIsXmlWhenSvgIsAskedFor() throws Exception {
    String svg = report("--format", "svg");

    assertThat(svg).isEqualTo(golden("report.svg"));
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
  }

  @Test
  void shouldHoldNothingThatRunsOrLoadsWhenTextsAreHostile() {
    Verdict verdict = verdict();
    verdict.setReason(HOSTILE);
    verdict.setRejected(List.of(new Rejection(HOSTILE, HOSTILE, Outcome.AGENT_FAILED, HOSTILE)));
    verdict.setWarnings(List.of(HOSTILE));
    server.with("/v1/tasks/cache/verdict", RecordJson.of(verdict));

    assertThat(report())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script", "src=", "href=", "@import", "url(");
    assertThat(report("--format", "md"))
        .doesNotContainPattern("[^\\\\]<script>")
        .doesNotContain("[x](")
        .contains("\\<script>alert(1)\\</script> \\| \\[x\\](javascript:y) \\`\\&");
  }

  @Test
  void shouldLeaveTheRaceOutWhenTheServerKeepsNone() throws IOException {
    try (StubServer old = new StubServer().with("/v1/tasks/cache", Samples.taskAnswer())) {
      String report = Cli.run("report", "cache", "--server", old.url()).out();

      assertThat(report)
          .contains("running, not decided yet: 4 of 9 attempts in, 2 measured")
          .doesNotContain("Race", "<svg", "Board");
    }
  }

  @Test
  void shouldSayWhyWhenThereIsNothingToPlot() throws IOException {
    try (StubServer old = new StubServer().with("/v1/tasks/cache", Samples.taskAnswer())) {
      Cli cli = Cli.run("report", "cache", "--format", "svg", "--server", old.url());

      assertThat(cli.exitCode()).isEqualTo(1);
      assertThat(cli.err()).contains("nothing of task cache is ranked").contains("mend: ");
    }
  }

  @Test
  void shouldWriteAFileWhenOneIsNamed() throws IOException {
    Path file = folder.resolve("cache.svg");

    assertThat(report("--format", "svg", "--output", file.toString()).strip())
        .isEqualTo("Written to " + file);

    assertThat(Files.readString(file)).isEqualTo(golden("report.svg"));
  }

  @Test
  void shouldSayWhereItIsAsJsonWhenThatIsAskedFor() throws IOException {
    Path file = folder.resolve("cache.md");

    JsonNode json =
        new ObjectMapper()
            .readTree(report("--format", "md", "--output", file.toString(), "--json"));

    assertThat(json.path("file").asText()).isEqualTo(file.toString());
    assertThat(json.path("format").asText()).isEqualTo("md");
  }

  private String report(String... options) {
    List<String> all = new ArrayList<>(List.of("report", "cache", "--server", server.url()));
    all.addAll(List.of(options));
    Cli cli = Cli.run(all.toArray(String[]::new));
    assertThat(cli.exitCode()).as(cli.err()).isZero();
    return cli.out();
  }

  private static Verdict verdict() {
    Verdict verdict = Samples.tieSet();
    verdict.setHosts(Map.of("EPYC, 2 cores, Linux 6.1", 1_240L));
    return verdict;
  }

  private static JsonNode board() {
    LeaderboardEntry unknown = Samples.raced(4, "clock", 0.84, 0.001);
    unknown.setIntervals(Map.of());
    List<LeaderboardEntry> entries = new ArrayList<>(verdict().getKept());
    entries.add(unknown);
    ObjectNode board = (ObjectNode) Samples.leaderboard(entries.toArray(LeaderboardEntry[]::new));
    board.set("control", RecordJson.of(Samples.control()));
    return board;
  }

  private static JsonNode race() {
    ObjectNode race = new ObjectMapper().createObjectNode();
    var points = race.putArray("points");
    double[][] scores = {{0.80}, {0.85, 0.83}, {0.8761, 0.8765}};
    for (int index = 0; index < scores.length; index++) {
      List<RaceEntry> entries = new ArrayList<>();
      for (int place = 0; place < scores[index].length; place++) {
        String name = place == 0 ? "arc" : "slru";
        entries.add(
            RaceEntry.newBuilder()
                .setClusterId("cluster-" + name)
                .setAttemptId(name + "-1")
                .setVariant(name)
                .setScore(scores[index][place])
                .build());
      }
      points.add(
          RecordJson.of(
              RacePoint.newBuilder()
                  .setTaskId("cache")
                  .setVersion(index + 1)
                  .setAt(Samples.START.plusSeconds(30L * (index + 1)))
                  .setAttempts(index + 1)
                  .setMoney(BigDecimal.ZERO.setScale(6))
                  .setEntries(entries)
                  .build()));
    }
    return race;
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = ReportCommandTest.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
