package dev.winnow.worker.contract.schema;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileSchemaTest {
  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("a schema that is itself", "$ref: '#'"),
        Arguments.of("all of itself", "allOf: [{$ref: '#'}, {type: object}]"),
        Arguments.of("one of itself", "oneOf: [{$ref: '#'}, {type: object}, {$ref: '#'}]"),
        Arguments.of("not itself", "not: {$ref: '#'}"),
        Arguments.of(
            "choices of choices",
            "allOf: ["
                + "{anyOf: [{minLength: 1}, {maxLength: 2}, {type: 'null'}]},".repeat(40)
                + "{}]"),
        Arguments.of("a long chain", chain(5_000, "{allOf: [{$ref: '#/$defs/s%2$d'}]}")),
        Arguments.of(
            "a chain of properties",
            chain(5_000, "{type: object, properties: {p: {$ref: '#/$defs/s%2$d'}}}")),
        Arguments.of(
            "a lattice of properties",
            chain(
                60,
                "{type: object, properties: {p: {$ref: '#/$defs/s%2$d'}, q: {$ref: '#/$defs/s%2$d'}}}")),
        Arguments.of(
            "a lattice of choices",
            chain(
                60,
                "{oneOf: [{$ref: '#/$defs/s%2$d'}, {properties: {p: {$ref: '#/$defs/s%2$d'}}}]}")),
        Arguments.of("many branches", branches(200)),
        Arguments.of(
            "deep choices", "{anyOf: [{type: 'null'}, ".repeat(90) + "{}" + "]}".repeat(90)),
        Arguments.of(
            "a slow pattern",
            "{type: object, patternProperties: {'^(a+)+$': {type: string}}, properties: {"
                + "a".repeat(60)
                + "b: {type: string}}}"),
        Arguments.of(
            "wrong kinds of values",
            "{type: 3, properties: [], required: x, items: 5, allOf: {}, oneOf: a, enum: {}, minimum: a,"
                + " multipleOf: 0, $ref: 4, patternProperties: {'[': 1}, not: 3, if: 2, then: 1,"
                + " dependencies: 3, minLength: {}, additionalProperties: 3, prefixItems: a,"
                + " discriminator: 3, format: [], default: {a: [1]}}"));
  }

  private static String chain(int length, String schema) {
    StringBuilder text = new StringBuilder("$ref: '#/$defs/s0'\n$defs:\n");
    for (int i = 0; i < length; i++) {
      text.append("  s%d: ".formatted(i)).append(schema.formatted(i, i + 1)).append('\n');
    }
    return text.append("  s%d: {type: VALUE}\n".formatted(length)).toString();
  }

  private static String branches(int count) {
    StringBuilder text = new StringBuilder("oneOf:\n");
    for (int i = 0; i < count; i++) {
      text.append("- {type: object, properties: {p%d: {type: VALUE}}}\n".formatted(i));
    }
    return text.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  @Timeout(20)
  void shouldEndQuicklyWhenASchemaIsHostile(String name, String schema) {
    for (Flow flow : new Flow[] {Flow.CONSUMED, Flow.PRODUCED, Flow.FULL}) {
      assertThatCode(
              () ->
                  SchemaComparisonTest.compare(
                      schema.replace("VALUE", "string"),
                      schema.replace("VALUE", "integer"),
                      flow,
                      Dialect.DRAFT_2020_12))
          .doesNotThrowAnyException();
    }
  }
}
