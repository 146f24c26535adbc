package dev.winnow.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.winnow.schemas.ContractKind;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundledSuiteTest {
  private static Suite suite;

  @BeforeAll
  static void read() throws IOException {
    suite = BundledSuite.read();
  }

  @Test
  void shouldBeWellFormedAndLargeEnoughWhenItIsRead() {
    List<LabelledCase> cases = suite.cases();

    assertThat(suite.problems()).isEmpty();
    assertThat(cases.stream().filter(each -> !each.disputed())).hasSizeGreaterThanOrEqualTo(210);
    assertThat(cases)
        .allSatisfy(
            each -> {
              assertThat(each.why()).isNotBlank();
              assertThat(each.before()).isNotEqualTo(each.after());
              assertThat(each.source())
                  .isEqualTo(KindNames.name(each.kind()) + "/" + each.name() + ".yaml");
            });
  }

  @ParameterizedTest
  @EnumSource(value = ContractKind.class, mode = EnumSource.Mode.EXCLUDE, names = "DOCUMENT")
  void shouldHaveBothLabelsWhenAKindIsLookedAt(ContractKind kind) {
    Map<Boolean, Long> labels =
        suite.cases().stream()
            .filter(each -> each.kind() == kind && !each.disputed())
            .collect(Collectors.partitioningBy(LabelledCase::breaking, Collectors.counting()));

    assertThat(labels.get(true) + labels.get(false)).isGreaterThanOrEqualTo(35);
    assertThat(labels.get(true)).isGreaterThanOrEqualTo(15);
    assertThat(labels.get(false)).isGreaterThanOrEqualTo(15);
  }

  @Test
  void shouldBeReadableByOthersWhenLibrariesParseIt() throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    for (LabelledCase each : suite.cases()) {
      for (ContractFiles version : List.of(each.before(), each.after())) {
        switch (each.kind()) {
          case OPENAPI -> assertRoot(yaml.readTree(version.text()), "openapi", each);
          case ASYNCAPI -> assertRoot(yaml.readTree(version.text()), "asyncapi", each);
          case JSON_SCHEMA -> assertRoot(yaml.readTree(version.text()), "$schema", each);
          case AVRO -> assertThat(new Schema.Parser().parse(version.text())).isNotNull();
          case GRAPHQL ->
              assertThatCode(() -> build(String.join("\n", version.files().values())))
                  .as(each.name())
                  .doesNotThrowAnyException();
          case PROTOBUF -> assertThat(version.text()).containsAnyOf("syntax = ", "edition = ");
        }
      }
    }
  }

  private static void build(String sdl) {
    UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(sdl));
  }

  private static void assertRoot(JsonNode root, String key, LabelledCase each) {
    assertThat(root.path(key).asText()).as(each.name()).isNotEmpty();
  }
}
