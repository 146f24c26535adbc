package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.ContractKind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names that suites have for the kinds of contract. */
final class KindNames {
  private static final Map<ContractKind, List<String>> SYNONYMS =
      Map.of(
          ContractKind.OPENAPI,
              List.of("openapi", "openapi3", "openapi30", "openapi31", "oas", "oas3", "swagger"),
          ContractKind.ASYNCAPI, List.of("asyncapi", "asyncapi2", "asyncapi3"),
          ContractKind.AVRO, List.of("avro", "avsc", "avroschema"),
          ContractKind.PROTOBUF,
              List.of(
                  "protobuf", "proto", "proto2", "proto3", "protobuf3", "grpc", "protocolbuffers"),
          ContractKind.JSON_SCHEMA, List.of("jsonschema", "schemajson", "json"),
          ContractKind.GRAPHQL, List.of("graphql", "graphqls", "gql", "sdl", "graphqlsdl"));

  private static final Map<String, ContractKind> KINDS = byName();

  private KindNames() {}

  /** The kind of that name, whatever its case, dashes, dots, blanks and underscores. */
  static Optional<ContractKind> find(String name) {
    return Optional.ofNullable(
        KINDS.get(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")));
  }

  /** The name by which a kind is written in suites and tables. */
  static String name(ContractKind kind) {
    return kind == ContractKind.JSON_SCHEMA ? "json-schema" : kind.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, ContractKind> byName() {
    Map<String, ContractKind> kinds = new HashMap<>();
    SYNONYMS.forEach((kind, names) -> names.forEach(name -> kinds.put(name, kind)));
    return Map.copyOf(kinds);
  }
}
