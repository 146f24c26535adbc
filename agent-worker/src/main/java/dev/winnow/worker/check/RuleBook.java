package dev.winnow.worker.check;

import dev.winnow.schemas.ContractKind;
import dev.winnow.worker.contract.ContractRules;
import dev.winnow.worker.contract.asyncapi.AsyncApiRules;
import dev.winnow.worker.contract.avro.AvroRules;
import dev.winnow.worker.contract.graphql.GraphQlRules;
import dev.winnow.worker.contract.jsonschema.JsonSchemaRules;
import dev.winnow.worker.contract.openapi.OpenApiRules;
import dev.winnow.worker.contract.protobuf.ProtobufRules;
import java.util.EnumMap;
import java.util.Map;

/** The rules of each kind of contract. */
public final class RuleBook {
  private static final Map<ContractKind, ContractRules> RULES = rules();

  private RuleBook() {}

  /** The rules of a kind. */
  public static ContractRules of(ContractKind kind) {
    return RULES.get(kind);
  }

  private static Map<ContractKind, ContractRules> rules() {
    Map<ContractKind, ContractRules> rules = new EnumMap<>(ContractKind.class);
    rules.put(ContractKind.OPENAPI, new OpenApiRules());
    rules.put(ContractKind.ASYNCAPI, new AsyncApiRules());
    rules.put(ContractKind.AVRO, new AvroRules());
    rules.put(ContractKind.PROTOBUF, new ProtobufRules());
    rules.put(ContractKind.JSON_SCHEMA, new JsonSchemaRules());
    rules.put(ContractKind.GRAPHQL, new GraphQlRules());
    return rules;
  }
}
