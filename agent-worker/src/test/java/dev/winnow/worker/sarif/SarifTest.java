package dev.winnow.worker.sarif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.DocumentLine;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingState;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.schemas.Suppression;
import dev.winnow.worker.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifTest {
  // Microsoft's matchers for tests carry the schema of the standard.
  private static final String SCHEMA_PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0";
  private static final String SCHEMA_FILE = "package/lib/schemas/sarif-2.1.0-rtm.5.json";

  @TempDir Path folder;

  @Test
  void shouldWriteAResultForEachOpenFinding() {
    JsonNode run = run(everything());

    assertThat(run.at("/tool/driver/name").asText()).isEqualTo("Winnow");
    assertThat(run.at("/tool/driver/rules"))
        .extracting(rule -> rule.path("id").asText())
        .containsExactly("avro.field-removed", "openapi.response-property-removed");
    assertThat(run.at("/tool/driver/rules/1/shortDescription/text").asText())
        .isEqualTo("openapi: response property removed");
    assertThat(run.path("results")).hasSize(3);
    JsonNode result = run.at("/results/0");
    assertThat(result.path("ruleId").asText()).isEqualTo("openapi.response-property-removed");
    assertThat(result.path("ruleIndex").asInt()).isEqualTo(1);
    assertThat(result.path("level").asText()).isEqualTo("error");
    assertThat(result.path("baselineState").asText()).isEqualTo("new");
    assertThat(result.at("/message/text").asText())
        .isEqualTo("The response no longer has `total1`. Keep the property.");
    assertThat(result.at("/partialFingerprints").path("winnow/v1").asText())
        .isEqualTo(String.format("%032x", 1));
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo("orders/openapi.yaml");
    assertThat(place.at("/artifactLocation/uriBaseId").asText()).isEqualTo("SRCROOT");
    assertThat(place.at("/region/startLine").asInt()).isEqualTo(1);
    JsonNode related = result.at("/relatedLocations/0");
    assertThat(related.at("/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("pacts/orders.json");
    assertThat(related.at("/physicalLocation/artifactLocation/uriBaseId").asText())
        .isEqualTo("acme/web");
    assertThat(related.at("/message/text").asText()).isEqualTo("Breaks shop-web in acme/web.");
    assertThat(result.at("/properties/score").asDouble()).isEqualTo(5.4);
    assertThat(result.at("/properties/confidence").asDouble()).isEqualTo(0.9);
    assertThat(result.at("/properties/state").asText()).isEqualTo("OPEN");
    assertThat(result.at("/properties/consumers/0/evidence").asText()).isEqualTo("PACT");
    assertThat(run.at("/results/1/level").asText()).isEqualTo("warning");
    assertThat(run.at("/results/2/level").asText()).isEqualTo("note");
  }

  @Test
  void shouldSayWhereItIsFrom() {
    JsonNode provenance = run(everything()).at("/versionControlProvenance/0");

    assertThat(provenance.path("repositoryUri").asText())
        .isEqualTo("https://github.example/acme/shop");
    assertThat(provenance.path("revisionId").asText()).isEqualTo(Reports.HEAD);
  }

  @Test
  void shouldLeaveFixedFindingsOut() {
    Finding fixed = Reports.finding(1).setState(FindingState.FIXED).build();

    JsonNode run = run(Reports.report().setFixed(1).setFindings(List.of(fixed)).build());

    assertThat(run.path("results")).isEmpty();
    assertThat(run.at("/tool/driver/rules")).isEmpty();
    assertThat(run.at("/properties/fixed").asInt()).isEqualTo(1);
  }

  @Test
  void shouldSayWhySomethingDoesNotCount() {
    Finding suppressed =
        Reports.finding(1).setSuppression(new Suppression("so", LocalDate.of(2027, 1, 31))).build();
    Finding ofBaseline =
        Reports.finding(2).setSuppression(new Suppression("in the baseline", null)).build();

    JsonNode run =
        run(
            Reports.report()
                .setSuppressed(2)
                .setFindings(List.of(Reports.finding(3).build(), suppressed, ofBaseline))
                .build());

    assertThat(run.at("/results/0").has("suppressions")).isFalse();
    assertThat(run.at("/results/1/suppressions"))
        .singleElement()
        .hasToString("{\"kind\":\"external\",\"justification\":\"so (until 2027-01-31)\"}");
    assertThat(run.at("/results/2/suppressions/0/justification").asText())
        .isEqualTo("in the baseline");
    assertThat(run.at("/properties/suppressed").asInt()).isEqualTo(2);
  }

  @Test
  void shouldSayThatItWasNotChecked() {
    JsonNode run = run(Reports.report().setConclusion(Conclusion.NEUTRAL).build());

    assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
  }

  @Test
  void shouldTellWhatCouldNotBeKnownAsNotifications() {
    JsonNode notification = run(everything()).at("/invocations/0/toolExecutionNotifications/0");

    assertThat(notification.path("level").asText()).isEqualTo("note");
    assertThat(notification.at("/message/text").asText()).isEqualTo("A remote reference.");
    assertThat(notification.at("/locations/0/physicalLocation/region/startLine").asInt())
        .isEqualTo(3);
  }

  @Test
  void shouldHaveNoRegionWhenTheWholeFileIsMeant() {
    Finding finding = Reports.finding(1).setLine(0).build();

    JsonNode run = run(Reports.report().setFindings(List.of(finding)).build());

    assertThat(run.at("/results/0/locations/0/physicalLocation").has("region")).isFalse();
  }

  @Test
  void shouldRelateTheOtherLinesOfDocuments() {
    Finding drift =
        Reports.finding(4)
            .setFile("docs/api.md")
            .setConsumers(List.of())
            .setDocuments(
                List.of(
                    new DocumentLine("docs/api.md", 4, null, null),
                    new DocumentLine("docs/faq.md", 9, null, null)))
            .build();

    JsonNode run = run(Reports.report().setFindings(List.of(drift)).build());

    JsonNode related = run.at("/results/0/relatedLocations");
    assertThat(related).hasSize(1);
    assertThat(related.at("/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("docs/faq.md");
  }

  @Test
  void shouldPutNoLineOfTheMergeBaseIntoTheHead() {
    Finding finding = Reports.finding(7).setSide(Side.MERGE_BASE).build();

    JsonNode run = run(Reports.report().setFindings(List.of(finding)).build());

    JsonNode place = run.at("/results/0/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo("orders/openapi.yaml");
    assertThat(place.at("/artifactLocation/uriBaseId").asText()).isEqualTo("SRCROOT");
    assertThat(place.has("region")).isFalse();
    JsonNode related = run.at("/results/0/relatedLocations");
    JsonNode old = related.at("/0/physicalLocation");
    assertThat(old.at("/artifactLocation/uri").asText()).isEqualTo("orders/openapi.yaml");
    assertThat(old.at("/artifactLocation/uriBaseId").asText()).isEqualTo("MERGE_BASE");
    assertThat(old.at("/region/startLine").asInt()).isEqualTo(7);
    assertThat(related).extracting(location -> location.path("id").asInt()).containsExactly(1, 2);
    assertThat(run.at("/originalUriBaseIds").has("MERGE_BASE")).isTrue();
  }

  @Test
  void shouldDescribeTheMergeBaseOnlyWhenSomethingIsThere() {
    assertThat(run(Reports.withFindings(1).build()).at("/originalUriBaseIds").has("MERGE_BASE"))
        .isFalse();
  }

  @Test
  void shouldMakeNoLinksAndPlaceholdersOfNames() {
    Finding finding =
        Reports.finding(1)
            .setMessage("The path /a/{0} of [x](https://evil.example) is gone.")
            .setMend("")
            .setFile("a b/ü#.yaml")
            .build();

    JsonNode result = run(Reports.report().setFindings(List.of(finding)).build()).at("/results/0");

    assertThat(result.at("/message/text").asText())
        .isEqualTo("The path /a/{{0}} of \\[x\\](https://evil.example) is gone.");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("a%20b/%C3%BC%23.yaml");
  }

  @Test
  void shouldBeTheSameForTheSameReport() {
    assertThat(Sarif.of(everything()).toPrettyString())
        .isEqualTo(Sarif.of(everything()).toPrettyString());
  }

  @Test
  void shouldKeepToTheSchemaOfTheStandard() throws Exception {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schemaText());
    PullRequestReport.Builder local = Reports.report().setMergeBase(null);
    local.getRepository().setWebUrl("");
    local.getRepository().setCloneUrl("/srv/git/a b");
    PullRequestReport.Builder ssh = Reports.report();
    ssh.getRepository().setWebUrl("");
    ssh.getRepository().setCloneUrl("git@github.example:acme/shop.git");

    PullRequestReport old =
        Reports.report()
            .setFindings(List.of(Reports.finding(7).setSide(Side.MERGE_BASE).build()))
            .build();

    for (PullRequestReport report :
        List.of(everything(), old, Reports.report().build(), local.build(), ssh.build())) {
      ObjectNode log = Sarif.of(report);
      assertThat(
              schema.validate(
                  log.toString(),
                  InputFormat.JSON,
                  context ->
                      context.executionConfig(config -> config.formatAssertionsEnabled(true))))
          .as(log.toPrettyString())
          .isEmpty();
    }
    ObjectNode wrong = Sarif.of(everything());
    ((ObjectNode) wrong.at("/runs/0/results/0")).put("level", "fatal");
    assertThat(schema.validate(wrong.toString(), InputFormat.JSON)).isNotEmpty();
  }

  private String schemaText() throws IOException, InterruptedException {
    Path log = folder.resolve("npm.log");
    Process npm;
    try {
      npm =
          new ProcessBuilder("npm", "pack", "--silent", SCHEMA_PACKAGE)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "the SARIF schema comes from npm, which is not installed");
      throw e;
    }
    boolean hasEnded = npm.waitFor(60, TimeUnit.SECONDS);
    npm.destroyForcibly();
    assumeTrue(
        hasEnded && npm.exitValue() == 0,
        () -> "the SARIF schema cannot be fetched: npm pack " + SCHEMA_PACKAGE);
    String archive = Files.readString(log).strip();
    Process tar =
        new ProcessBuilder("tar", "xzf", archive, SCHEMA_FILE).directory(folder.toFile()).start();
    assertThat(tar.waitFor()).isZero();
    return Files.readString(folder.resolve(SCHEMA_FILE));
  }

  private static JsonNode run(PullRequestReport report) {
    return Sarif.of(report).at("/runs/0");
  }

  private static PullRequestReport everything() {
    return Reports.withFindings(1)
        .setFindings(
            List.of(
                Reports.finding(1).build(),
                Reports.finding(2)
                    .setSeverity(Severity.WARNING)
                    .setState(FindingState.REGRESSED)
                    .setConsumers(
                        List.of(
                            Reports.consumer(),
                            ConsumerUse.newBuilder(Reports.consumer())
                                .setConfirmed(false)
                                .setLine(0)
                                .build()))
                    .build(),
                Reports.finding(3)
                    .setSeverity(Severity.NOTE)
                    .setRule("avro.field-removed")
                    .setConsumers(List.of())
                    .build(),
                Reports.finding(4).setState(FindingState.FIXED).build()))
        .setNotes(List.of(Reports.note("A remote reference.")))
        .build();
  }
}
