package dev.winnow.worker.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What schemas are written in. Only what the same words mean differently counts here: the two forms
 * of {@code exclusiveMinimum} and of tuples can be told apart by their values.
 */
public enum Dialect {
  DRAFT_4(false, false),
  DRAFT_6(false, false),
  DRAFT_7(false, false),
  DRAFT_2019_09(true, false),
  DRAFT_2020_12(true, false),
  OPENAPI_3_0(false, true),
  OPENAPI_3_1(true, false);

  private final boolean besideReference;
  private final boolean nullable;

  Dialect(boolean besideReference, boolean nullable) {
    this.besideReference = besideReference;
    this.nullable = nullable;
  }

  /** Whether keywords beside {@code $ref} count. */
  boolean readsBesideReference() {
    return besideReference;
  }

  /** Whether {@code nullable} means something. */
  boolean knowsNullable() {
    return nullable;
  }

  /**
   * The dialect of a standalone schema by its {@code $schema}, or of an API by its {@code openapi}.
   *
   * @param root the document
   * @return 2020-12 if it says neither
   */
  public static Dialect of(JsonNode root) {
    String openapi = root.path("openapi").asText();
    if (!openapi.isEmpty()) {
      return openapi.startsWith("3.0") ? OPENAPI_3_0 : OPENAPI_3_1;
    }
    String schema = root.path("$schema").asText();
    if (schema.contains("draft-03") || schema.contains("draft-04")) {
      return DRAFT_4;
    }
    if (schema.contains("draft-06")) {
      return DRAFT_6;
    }
    if (schema.contains("draft-07")) {
      return DRAFT_7;
    }
    return schema.contains("2019-09") ? DRAFT_2019_09 : DRAFT_2020_12;
  }
}
