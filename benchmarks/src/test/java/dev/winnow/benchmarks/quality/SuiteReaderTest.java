package dev.winnow.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.ContractKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteReaderTest {
  private static final String SDL_CASE =
      "{\"kind\": \"graphql\", \"before\": \"type Query { a: Int b: Int }\","
          + " \"after\": \"type Query { a: Int }\", \"breaking\": true}";

  @TempDir Path suite;

  @Test
  void shouldReadOneCaseWhenAFileIsAnObject() throws IOException {
    write("one.json", SDL_CASE);

    LabelledCase only = onlyCase();

    assertThat(only.name()).isEqualTo("one");
    assertThat(only.kind()).isEqualTo(ContractKind.GRAPHQL);
    assertThat(only.breaking()).isTrue();
    assertThat(only.disputed()).isFalse();
    assertThat(only.before().text()).isEqualTo("type Query { a: Int b: Int }");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[%s, %s]", "{\"cases\": [%s, %s]}"})
  void shouldReadAllCasesWhenAFileIsAList(String list) throws IOException {
    write("many.json", list.formatted(SDL_CASE, SDL_CASE));

    Suite read = SuiteReader.read(suite);

    assertThat(read.problems()).isEmpty();
    assertThat(read.cases())
        .extracting(LabelledCase::source)
        .containsExactly("many.json[0]", "many.json[1]");
  }

  @Test
  void shouldReadACaseALineWhenAFileIsJsonLines() throws IOException {
    write("lines.jsonl", SDL_CASE + "\n\n{broken\n" + SDL_CASE + "\n");

    Suite read = SuiteReader.read(suite);

    assertThat(read.cases()).hasSize(2);
    assertThat(read.problems()).extracting(CaseProblem::source).containsExactly("lines.jsonl");
  }

  @Test
  void shouldReadYamlWhenItHasSeveralDocumentsAndInlineSchemas() throws IOException {
    write(
        "cases.yml",
        """
        name: widened
        kind: Json_Schema
        breaking: non-breaking
        why: more is valid
        before: {type: object, properties: {a: {type: integer}}}
        after:
          type: object
          properties:
            a: {type: number}
        ---
        name: lost
        kind: avsc
        breaking: yes
        disputed: true
        before: |
          {"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}]}
        after: |
          {"type": "record", "name": "R", "fields": []}
        """);

    Suite read = SuiteReader.read(suite);

    assertThat(read.problems()).isEmpty();
    assertThat(read.cases())
        .extracting(LabelledCase::name, LabelledCase::kind, LabelledCase::breaking)
        .containsExactly(
            tuple("widened", ContractKind.JSON_SCHEMA, false),
            tuple("lost", ContractKind.AVRO, true));
    assertThat(read.cases().get(0).before().path()).isEqualTo("contract.schema.json");
    assertThat(read.cases().get(1).disputed()).isTrue();
  }

  @Test
  void shouldReadTheVersionsBesideWhenAFolderIsACase() throws IOException {
    write("swagger/field-lost/before.yaml", "openapi: 3.0.3\ninfo: {title: a}\n");
    write("swagger/field-lost/after.json", "{\"openapi\": \"3.0.3\"}");
    write("swagger/field-lost/label.yaml", "breaking: 1\n");

    LabelledCase only = onlyCase();

    assertThat(only.name()).isEqualTo("field-lost");
    assertThat(only.kind()).isEqualTo(ContractKind.OPENAPI);
    assertThat(only.before().path()).isEqualTo("contract.yaml");
    assertThat(only.after().path()).isEqualTo("contract.json");
  }

  @Test
  void shouldReadNamedFilesWhenACaseNamesThem() throws IOException {
    write(
        "renumbered/case.json",
        "{\"id\": 7, \"kind\": \"gRPC\", \"before\": \"v1/a.proto\","
            + " \"after\": \"v2\", \"breaking\": \"breaking\"}");
    write("renumbered/v1/a.proto", "message A { optional int32 a = 1; }");
    write("renumbered/v2/a.proto", "message A { optional B a = 2; }");
    write("renumbered/v2/common/b.proto", "message B {}");

    LabelledCase only = onlyCase();

    assertThat(only.name()).isEqualTo("7");
    assertThat(only.kind()).isEqualTo(ContractKind.PROTOBUF);
    assertThat(only.before().files()).containsOnlyKeys("contract.proto");
    assertThat(only.after().main()).containsExactly("a.proto", "common/b.proto");
  }

  @Test
  void shouldReadFilesWithTheCasesNameWhenManyShareAFolder() throws IOException {
    write("avro/a.json", "{\"breaking\": false}");
    write("avro/a.before.avsc", "\"int\"");
    write("avro/a.after.avsc", "\"long\"");
    write("avro/b.json", "{\"breaking\": true}");
    write("avro/b.before.avsc", "\"long\"");
    write("avro/b.after.avsc", "\"int\"");

    Suite read = SuiteReader.read(suite);

    assertThat(read.problems()).isEmpty();
    assertThat(read.cases())
        .extracting(each -> each.before().text())
        .containsExactly("\"int\"", "\"long\"");
  }

  @Test
  void shouldTakeTheFileThatIsTheContractWhenAVersionHasSeveral() throws IOException {
    write(
        "split.yaml",
        """
        kind: openapi3
        breaking: "no"
        before:
          schemas/money.yaml: "type: object"
          api.yaml: "openapi: 3.1.0"
        after: [{path: ./money.yaml, content: "type: object"}, {path: api.yaml, content: "openapi: 3.1.0"}]
        """);

    LabelledCase only = onlyCase();

    assertThat(only.before().main()).containsExactly("api.yaml");
    assertThat(only.after().files()).containsOnlyKeys("money.yaml", "api.yaml");
    assertThat(only.after().main()).containsExactly("api.yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "OpenAPI, OPENAPI",
    "oas, OPENAPI",
    "openapi-3.1, OPENAPI",
    "async-api, ASYNCAPI",
    "AsyncAPI, ASYNCAPI",
    "Avro, AVRO",
    "avsc, AVRO",
    "proto, PROTOBUF",
    "protobuf, PROTOBUF",
    "grpc, PROTOBUF",
    "jsonschema, JSON_SCHEMA",
    "JSON Schema, JSON_SCHEMA",
    "json_schema, JSON_SCHEMA",
    "gql, GRAPHQL",
    "SDL, GRAPHQL"
  })
  void shouldKnowTheKindWhenItIsWrittenInAnotherWay(String name, ContractKind kind) {
    assertThat(KindNames.find(name)).contains(kind);
  }

  @Test
  void shouldNameFileAndFieldWhenACaseIsBad() throws IOException {
    write("a.json", SDL_CASE.replace("graphql", "cobol"));
    write("b.json", SDL_CASE.replace("true", "\"perhaps\""));
    write("c.json", "[" + SDL_CASE.replace("after", "afterwards") + ", 7]");
    write("d.json", SDL_CASE.replaceFirst("type Query \\{ a: Int }", "gone.graphql"));
    write("e.json", "{\"nothing\": \"of it\"}");
    write("f.yaml", "a: [1\n");
    write("g/before.proto", "message A {}");
    write("g/after.proto", "message A {}");
    Files.write(suite.resolve("h.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    write("z.json", SDL_CASE);

    Suite read = SuiteReader.read(suite);

    assertThat(read.cases()).extracting(LabelledCase::source).containsExactly("z.json");
    assertThat(
            read.problems().stream()
                .map(problem -> problem.source() + " " + problem.field())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "a.json kind",
            "b.json breaking",
            "c.json[0] after",
            "c.json[1] ",
            "d.json after",
            "e.json ",
            "f.yaml ",
            "g breaking",
            "h.json ");
  }

  @Test
  void shouldNotLeaveTheSuiteWhenACaseNamesAFileOutside() throws IOException {
    Path inner = Files.createDirectory(suite.resolve("inner"));
    write("secret.graphql", "type Query { secret: Int }");
    write("inner/a.json", SDL_CASE.replace("type Query { a: Int }", "../secret.graphql"));

    Suite read = SuiteReader.read(inner);

    assertThat(read.cases()).isEmpty();
    assertThat(read.problems()).extracting(CaseProblem::field).containsExactly("after");
  }

  private LabelledCase onlyCase() throws IOException {
    Suite read = SuiteReader.read(suite);
    assertThat(read.problems()).isEmpty();
    assertThat(read.cases()).hasSize(1);
    return read.cases().get(0);
  }

  private void write(String name, String text) throws IOException {
    Path file = suite.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
