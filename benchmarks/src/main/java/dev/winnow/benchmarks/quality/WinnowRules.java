package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.contract.ContractRules;
import dev.winnow.worker.contract.asyncapi.AsyncApiRules;
import dev.winnow.worker.contract.avro.AvroRules;
import dev.winnow.worker.contract.graphql.GraphQlRules;
import dev.winnow.worker.contract.jsonschema.JsonSchemaRules;
import dev.winnow.worker.contract.openapi.OpenApiRules;
import dev.winnow.worker.contract.protobuf.ProtobufRules;
import java.util.Map;

/** The rules that are measured. */
final class WinnowRules {
  private WinnowRules() {}

  /** Rules by kind. */
  static Map<ContractKind, ContractRules> all() {
    return Map.of(
        ContractKind.OPENAPI, new OpenApiRules(),
        ContractKind.ASYNCAPI, new AsyncApiRules(),
        ContractKind.AVRO, new AvroRules(),
        ContractKind.PROTOBUF, new ProtobufRules(),
        ContractKind.JSON_SCHEMA, new JsonSchemaRules(),
        ContractKind.GRAPHQL, new GraphQlRules());
  }
}
