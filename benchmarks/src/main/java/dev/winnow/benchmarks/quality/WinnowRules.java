package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.contract.ContractRules;
import java.util.EnumMap;
import java.util.Map;

/** The rules that are measured. */
final class WinnowRules {
  private static final Map<ContractKind, String> NAMES =
      Map.of(
          ContractKind.OPENAPI, "openapi.OpenApiRules",
          ContractKind.ASYNCAPI, "asyncapi.AsyncApiRules",
          ContractKind.AVRO, "avro.AvroRules",
          ContractKind.PROTOBUF, "protobuf.ProtobufRules",
          ContractKind.JSON_SCHEMA, "jsonschema.JsonSchemaRules",
          ContractKind.GRAPHQL, "graphql.GraphQlRules");

  private WinnowRules() {}

  /** Rules by kind, for the kinds that have some. */
  static Map<ContractKind, ContractRules> all() {
    Map<ContractKind, ContractRules> rules = new EnumMap<>(ContractKind.class);
    NAMES.forEach(
        (kind, name) -> {
          try {
            rules.put(
                kind,
                (ContractRules)
                    Class.forName("dev.winnow.worker.contract." + name)
                        .getConstructor()
                        .newInstance());
          } catch (ClassNotFoundException e) {
            // A kind without rules is not measured.
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " cannot be made", e);
          }
        });
    return rules;
  }
}
