package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.ContractKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.json          | {\"openapi\": \"3.0.3\", \"paths\": {}}          | OPENAPI",
        "a.json          | {\"info\":{\"x\":[1]},\"openapi\":\"3.1.0\"}     | OPENAPI",
        "a.json          | {\"asyncapi\" : \"3.0.0\"}                       | ASYNCAPI",
        "a.schema.json   | {\"type\": \"object\"}                           | JSON_SCHEMA",
        "a.json          | {\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"} | JSON_SCHEMA",
        "package.json    | {\"dependencies\": {\"openapi\": \"3.0.0\"}}     | ",
        "a.json          | {\"name\": \"openapi\"                           | ",
        "a.json          | [\"openapi\"]                                    | ",
      })
  void shouldTellTheKindOfJsonOnOneLine(String path, String text, ContractKind kind) {
    assertThat(Kinds.of(path, text).orElse(null)).isEqualTo(kind);
  }
}
