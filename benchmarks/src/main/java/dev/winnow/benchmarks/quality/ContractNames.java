package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.ContractKind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names for files that a case has only the text of. */
final class ContractNames {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "yaml",
          "yml",
          "json",
          "proto",
          "avsc",
          "avdl",
          "avpr",
          "graphql",
          "graphqls",
          "gql",
          "sdl");
  private static final Pattern AVRO_PROTOCOL =
      Pattern.compile("^\\s*\\{[^{\\[]*\"protocol\"\\s*:", Pattern.DOTALL);
  private static final Pattern AVRO_IDL =
      Pattern.compile("(?m)^\\s*(protocol|namespace|record|schema)\\s+\\w");

  private ContractNames() {}

  /** A name by kind and notation, the same for both versions if these are the same. */
  static String of(ContractKind kind, String text) {
    String start = text.stripLeading();
    boolean json = start.startsWith("{") || start.startsWith("[");
    return switch (kind) {
      case OPENAPI -> json ? "openapi.json" : "openapi.yaml";
      case ASYNCAPI -> json ? "asyncapi.json" : "asyncapi.yaml";
      case JSON_SCHEMA ->
          json || start.equals("true") || start.equals("false")
              ? "contract.schema.json"
              : "contract.schema.yaml";
      case PROTOBUF -> "contract.proto";
      case GRAPHQL -> json ? "schema.json" : "schema.graphql";
      case AVRO -> avro(text, json);
      case DOCUMENT -> throw new IllegalArgumentException("a document is no contract");
    };
  }

  /** Whether a key is the path of a contract's file rather than a word of a schema. */
  static boolean isFileName(String key) {
    int dot = key.lastIndexOf('.');
    return dot > 0 && EXTENSIONS.contains(key.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static String avro(String text, boolean json) {
    if (json) {
      return AVRO_PROTOCOL.matcher(text).find() ? "contract.avpr" : "contract.avsc";
    }
    return AVRO_IDL.matcher(text).find() ? "contract.avdl" : "contract.avsc";
  }
}
