package dev.winnow.worker.contract.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.Touch;
import dev.winnow.worker.contract.Touch.Part;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.tree.MapTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpenApiRulesTest {
  private static final String SHOP =
      """
      openapi: VERSION
      info: {title: Shop, version: 1.0.0}
      servers: [{url: https://api.example.com/v1}]
      security: [{key: []}, {oauth: [read]}]
      paths:
        /orders:
          get:
            operationId: listOrders
            parameters:
              - {name: status, in: query, schema: {type: string, enum: [open, paid]}}
              - {name: limit, in: query, schema: {type: integer, maximum: 100, default: 20}}
              - {name: ids, in: query, schema: {type: array, items: {type: string}}}
              - {name: X-Trace, in: header, schema: {type: string}}
              - {name: q, in: query, allowReserved: true, allowEmptyValue: true, schema: {type: string}}
            responses:
              '200':
                description: ok
                headers:
                  X-Total: {required: true, schema: {type: integer}}
                  X-Next: {schema: {type: string}}
                content:
                  application/json:
                    schema: {type: array, items: {$ref: '#/components/schemas/Order'}}
                  application/xml: {schema: {$ref: '#/components/schemas/Order'}}
              '404': {$ref: '#/components/responses/Problem'}
              default: {$ref: '#/components/responses/Problem'}
          post:
            operationId: createOrder
            security: [{oauth: [write]}]
            requestBody: {$ref: '#/components/requestBodies/NewOrder'}
            responses:
              '201':
                description: created
                content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
              '202': {description: later}
              '400': {$ref: '#/components/responses/Problem'}
            callbacks:
              shipped:
                '{$request.body#/callback}':
                  post:
                    requestBody:
                      required: true
                      content: {application/json: {schema: {$ref: '#/components/schemas/Shipment'}}}
                    responses:
                      '204': {description: thanks}
        /orders/{id}:
          parameters:
            - {name: id, in: path, required: true, schema: {type: string}}
          get:
            operationId: getOrder
            responses:
              2XX:
                description: ok
                content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
          delete:
            operationId: deleteOrder
            deprecated: true
            responses: {'204': {description: gone}}
          put:
            operationId: putNote
            requestBody: {content: {text/plain: {schema: {type: string}}}}
            responses: {'204': {description: done}}
      components:
        securitySchemes:
          key: {type: apiKey, in: header, name: X-Key}
          oauth:
            type: oauth2
            flows:
              clientCredentials: {tokenUrl: https://id.example.com/token, scopes: {read: r, write: w}}
        requestBodies:
          NewOrder:
            content:
              application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}
              application/xml: {schema: {$ref: '#/components/schemas/NewOrder'}}
        responses:
          Problem:
            description: no
            content: {application/problem+json: {schema: {$ref: '#/components/schemas/Problem'}}}
        schemas:
          NewOrder:
            type: object
            required: [sku]
            properties: {sku: {type: string}, note: {type: string}}
          Order:
            type: object
            required: [id, total]
            properties: {id: {type: string}, total: {type: number}, secret: {type: string, writeOnly: true}}
          Shipment:
            type: object
            required: [parcel]
            properties: {parcel: {type: string}}
          Problem:
            type: object
            required: [title]
            properties: {title: {type: string}}
      """;

  static Stream<Arguments> breaks() {
    return cases(
        List.of(
            edit("operation-removed", "delete:\n", "trace:\n"),
            edit("operation-removed", "  /orders/{id}:", "  /order/{id}:"),
            edit(
                "required-parameter-added",
                "{name: X-Trace, in: header, ",
                "{name: tenant, in: query, required: true, schema: {type: string}}\n"
                    + "        - {name: X-Trace, in: header, "),
            edit(
                "required-parameter-added",
                "required: true, schema: {type: string}}\n    get:",
                "required: true, schema: {type: string}}\n"
                    + "      - {name: at, in: header, required: true, schema: {type: string}}\n    get:"),
            edit("parameter-became-required", "{name: status, ", "{name: status, required: true, "),
            edit("parameter-removed", "- {name: X-Trace, in: header, schema: {type: string}}", ""),
            edit("parameter-moved", "name: limit, in: query", "name: limit, in: header"),
            edit("parameter-moved", "X-Trace, in: header", "x-trace, in: query"),
            edit("parameter-serialization-changed", "{name: ids, ", "{name: ids, explode: false, "),
            edit(
                "parameter-serialization-changed",
                "{name: ids, ",
                "{name: ids, style: pipeDelimited, explode: false, "),
            edit("parameter-serialization-changed", "{name: id, ", "{name: id, style: matrix, "),
            edit(
                "parameter-serialization-changed",
                "name: ids, in: query, schema: {type: array, items: {type: string}}}",
                "name: ids, in: query, content: {application/json: {schema: {type: array, items: {type: string}}}}}"),
            edit("parameter-reserved-characters-disallowed", "allowReserved: true, ", ""),
            edit("parameter-empty-value-disallowed", "allowEmptyValue: true, ", ""),
            edit("parameter-enum-value-removed", "[open, paid]", "[open]"),
            edit("parameter-maximum-tightened", "maximum: 100", "maximum: 50"),
            edit(
                "request-body-became-required",
                "NewOrder:\n      content:",
                "NewOrder:\n      required: true\n      content:"),
            edit(
                "required-request-body-added",
                "operationId: deleteOrder",
                "operationId: deleteOrder\n      requestBody: {required: true, content: {text/plain: {}}}"),
            edit(
                "request-body-removed",
                "requestBody: {content: {text/plain: {schema: {type: string}}}}",
                ""),
            edit("request-content-type-removed", "text/plain", "text/markdown"),
            edit(
                "request-content-type-removed",
                "        application/xml: {schema: {$ref: '#/components/schemas/NewOrder'}}",
                ""),
            edit("request-property-became-required", "required: [sku]", "required: [sku, note]"),
            edit(
                "response-content-type-removed",
                "            application/xml: {schema: {$ref: '#/components/schemas/Order'}}",
                ""),
            edit(
                "response-body-removed",
                "ok\n          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}",
                "ok"),
            edit("success-status-removed", "'202': {description: later}", ""),
            edit(
                "success-status-changed",
                "'202': {description: later}",
                "'203': {description: later}"),
            edit("response-header-removed", "            X-Next: {schema: {type: string}}", ""),
            edit("response-header-became-optional", "X-Total: {required: true, ", "X-Total: {"),
            edit(
                "response-header-type-changed",
                "required: true, schema: {type: integer}}",
                "required: true, schema: {type: boolean}}"),
            edit("response-property-removed", "total: {type: number}, ", ""),
            edit("response-property-became-optional", "required: [id, total]", "required: [id]"),
            edit("response-type-changed", "{title: {type: string}}", "{title: {type: integer}}"),
            edit(
                "security-changed",
                "security: [{key: []}, {oauth: [read]}]",
                "security: [{oauth: [read]}]"),
            edit("security-scope-added", "{oauth: [write]}", "{oauth: [write, admin]}"),
            edit("security-changed", "in: header, name: X-Key", "in: query, name: key"),
            edit("security-changed", "{key: []}, ", "{key: [], oauth: []}, "),
            edit("base-path-changed", "com/v1", "com/v2"),
            edit("callback-removed", "callbacks:", "x-callbacks:"),
            edit("callback-url-changed", "#/callback}'", "#/hook}'"),
            edit("request-property-removed", "{parcel: {type: string}}", "{id: {type: string}}"),
            edit("request-property-became-optional", "required: [parcel]", "required: []"),
            edit(
                "request-body-became-optional",
                "          requestBody:\n                required: true",
                "          requestBody:\n                required: false"),
            edit(
                "success-status-removed",
                "                '204': {description: thanks}",
                "                '404': {description: no}")));
  }

  static Stream<Arguments> warnings() {
    return cases(
        List.of(
            edit("operation-id-changed", "operationId: getOrder", "operationId: fetchOrder"),
            edit("operation-id-changed", "      operationId: getOrder\n", ""),
            edit("server-removed", "api.example.com", "example.com"),
            edit("error-status-removed", "'400': {$ref: '#/components/responses/Problem'}", ""),
            edit(
                "success-status-added",
                "'202': {description: later}",
                "'202': {description: later}\n        '204': {description: none}"),
            edit(
                "security-url-changed",
                "https://id.example.com/token",
                "https://id.example.com/oauth"),
            edit("parameter-default-changed", "default: 20", "default: 50")));
  }

  static Stream<Arguments> harmless() {
    return cases(
        List.of(
            edit("template renamed", "{id}", "{order}", "name: id,", "name: order,"),
            edit("description", "description: ok", "description: fine"),
            edit(
                "optional parameter",
                "- {name: X-Trace,",
                "- {name: page, in: query, schema: {type: integer}}\n        - {name: X-Trace,"),
            edit(
                "ignored header",
                "- {name: X-Trace,",
                "- {name: Authorization, in: header, required: true, schema: {type: string}}\n        - {name: X-Trace,"),
            edit("case of header", "X-Trace", "x-trace"),
            edit("explode of one value", "{name: status, ", "{name: status, explode: false, "),
            edit("default style said", "{name: ids, ", "{name: ids, style: form, explode: true, "),
            edit("schema widened", "[open, paid]", "[open, paid, sent]"),
            edit(
                "content type added",
                "{text/plain: {schema: {type: string}}}",
                "{text/plain: {schema: {type: string}}, text/html: {}}"),
            edit("request content range", "text/plain", "text/*"),
            edit("charset", "{text/plain:", "{text/plain; charset=utf-8:"),
            edit(
                "error under default",
                "default: {$ref",
                "'429': {$ref: '#/components/responses/Problem'}\n        default: {$ref"),
            edit("status under range", "2XX:", "'200':"),
            edit(
                "404 under default", "        '404': {$ref: '#/components/responses/Problem'}", ""),
            edit("operation added", "delete:\n", "head: {responses: {}}\n    delete:\n"),
            edit(
                "path added",
                "  /orders/{id}:\n",
                "  /ping: {get: {responses: {'200': {description: pong}}}}\n  /orders/{id}:\n"),
            edit(
                "deprecated",
                "operationId: getOrder",
                "deprecated: true\n      operationId: getOrder"),
            edit("security alternative", "{oauth: [write]}", "{oauth: [write]}, {key: []}"),
            edit("scope dropped", "{oauth: [read]}", "{oauth: []}"),
            edit(
                "scheme renamed",
                "{key: []}",
                "{apiKey: []}",
                "    key: {type",
                "    apiKey: {type"),
            edit(
                "schema renamed",
                "schemas/Problem",
                "schemas/Error",
                "    Problem:\n      type",
                "    Error:\n      type"),
            edit(
                "response property added",
                "properties: {id: {type: string}, ",
                "properties: {id: {type: string}, at: {type: string}, "),
            edit("write-only property gone", ", secret: {type: string, writeOnly: true}", ""),
            edit(
                "optional request property",
                "note: {type: string}",
                "note: {type: string}, gift: {type: boolean}"),
            edit(
                "base path moved into paths",
                "com/v1}",
                "com/}",
                "  /orders:\n",
                "  /v1/orders:\n",
                "  /orders/{id}:\n",
                "  /v1/orders/{id}:\n"),
            edit("server added", "com/v1}", "com/v1}, {url: https://eu.example.com/v1}"),
            edit(
                "path item by reference",
                "  /orders/{id}:\n",
                "  /orders/{id}: {$ref: '#/x-items/order'}\nx-items:\n  order:\n"),
            edit(
                "unknown path item",
                "  /orders/{id}:\n",
                "  /orders/{id}: {$ref: 'https://example.com/x.yaml'}\nx-items:\n  order:\n"),
            edit("unknown request body", "'#/components/requestBodies/NewOrder'", "gone.yaml"),
            edit(
                "callback may have more",
                "{parcel: {type: string}}",
                "{parcel: {type: string}, at: {type: string}}")));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("breaks")
  void shouldFindErrorWhenConsumersBreak(String version, String rule, List<String> edits)
      throws Exception {
    List<Change> changes = compare(shop(version, List.of()), shop(version, edits));

    assertThat(changes)
        .filteredOn(change -> change.severity() == Severity.ERROR)
        .extracting(Change::rule)
        .contains("openapi." + rule);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("warnings")
  void shouldWarnWhenConsumersMayNotice(String version, String rule, List<String> edits)
      throws Exception {
    List<Change> changes = compare(shop(version, List.of()), shop(version, edits));

    assertThat(changes)
        .extracting(Change::rule, Change::severity)
        .containsOnly(org.assertj.core.groups.Tuple.tuple("openapi." + rule, Severity.WARNING));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("harmless")
  void shouldFindNothingWhenChangeIsHarmless(String version, String what, List<String> edits)
      throws Exception {
    List<Change> changes = compare(shop(version, List.of()), shop(version, edits));

    assertThat(changes).as(what).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: integer}                      | {type: string}                                | false",
        "{type: integer, format: int64}       | {type: string, minLength: 1, maxLength: 64}   | false",
        "{type: number}                       | {type: string}                                | false",
        "{type: boolean}                      | {type: string}                                | false",
        "{type: array, items: {type: integer}}| {type: array, items: {type: string}}          | false",
        "{type: integer}                      | {type: string, format: uuid}                  | true",
        "{type: integer}                      | {type: string, enum: [few, many]}             | true",
        "{type: integer}                      | {type: string, pattern: '^[a-z]+$'}           | true",
        "{type: integer}                      | {type: string, maxLength: 8}                  | true",
        "{type: string}                       | {type: integer}                               | true",
        "{type: object}                       | {type: string}                                | true",
        "{type: boolean}                      | {type: integer}                               | true",
      })
  void shouldTakeNumbersInParametersForTextWhenTextIsAskedFor(
      String before, String after, boolean breaks) throws Exception {
    String schema = "{type: integer, maximum: 100, default: 20}";

    List<Change> changes =
        compare(shop("3.1.0", List.of(schema, before)), shop("3.1.0", List.of(schema, after)));

    assertThat(changes.stream().anyMatch(change -> change.severity() == Severity.ERROR))
        .isEqualTo(breaks);
  }

  @Test
  void shouldFindNothingWhenOnlyTheVersionOfOpenApiChanges() throws Exception {
    String old =
        spec(
            "3.0.3",
            "{type: object, properties: {a: {type: string, nullable: true, example: x},"
                + " b: {type: number, minimum: 0, exclusiveMinimum: true}}}");
    String now =
        spec(
            "3.1.0",
            "{type: object, properties: {a: {type: [string, 'null'], examples: [x]},"
                + " b: {type: number, exclusiveMinimum: 0}}}");

    assertThat(compare(old, now)).isEmpty();
    assertThat(compare(now, old)).isEmpty();
  }

  @Test
  void shouldSayWhatIsTouched() throws Exception {
    String old = shop("3.0.3", List.of());
    String now =
        shop(
            "3.0.3",
            List.of("total: {type: number}", "sum: {type: number}", "[open, paid]", "[open]"));

    List<Change> changes = compare(old, now);

    assertThat(changes)
        .extracting(Change::element, change -> change.touch().orElseThrow())
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                "GET /orders 200 application/json [].total",
                new Touch("GET /orders", Part.RESPONSE_FIELD, "[].total")),
            org.assertj.core.groups.Tuple.tuple(
                "GET /orders/{id} 2XX application/json total",
                new Touch("GET /orders/{}", Part.RESPONSE_FIELD, "total")),
            org.assertj.core.groups.Tuple.tuple(
                "GET /orders query status", new Touch("GET /orders", Part.PARAMETER, "status")));
  }

  @Test
  void shouldSayOnceWhenSchemaIsSharedByStatuses() throws Exception {
    List<Change> changes =
        compare(
            shop("3.1.0", List.of()),
            shop("3.1.0", List.of("{title: {type: string}}", "{title: {type: integer}}")));

    assertThat(changes)
        .extracting(Change::element)
        .containsExactly(
            "GET /orders 404 application/problem+json title",
            "POST /orders 400 application/problem+json title");
  }

  @Test
  void shouldPointAtTheLine() throws Exception {
    List<Change> changes =
        compare(
            shop("3.1.0", List.of()),
            shop("3.1.0", List.of("{name: status, ", "{name: status, required: true, ")));

    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).place().file()).isEqualTo("openapi.yaml");
    assertThat(changes.get(0).place().line()).isEqualTo(10);
    assertThat(changes.get(0).place().side()).isEqualTo(Side.HEAD);
  }

  @ParameterizedTest
  @MethodSource("webhooks")
  void shouldReverseDirectionInWebhooks(String schema, boolean breaks) throws Exception {
    String old =
        webhook(
            "sent",
            "{type: object, required: [a], properties: {a: {type: string}, b: {type: string}}}");

    List<Change> changes = compare(old, webhook("sent", schema));

    assertThat(changes.stream().anyMatch(change -> change.severity() == Severity.ERROR))
        .isEqualTo(breaks);
  }

  static Stream<Arguments> webhooks() {
    return Stream.of(
        Arguments.of(
            "{type: object, required: [a, b], properties: {a: {type: string}, b: {type: string}}}",
            false),
        Arguments.of("{type: object, properties: {a: {type: string}, b: {type: string}}}", true),
        Arguments.of(
            "{type: object, required: [a], properties: {a: {type: integer}, b: {type: string}}}",
            true));
  }

  @Test
  void shouldNotMindNameOfWebhook() throws Exception {
    String schema = "{type: object, properties: {a: {type: string}}}";

    assertThat(compare(webhook("sent", schema), webhook("dispatched", schema))).isEmpty();
    assertThat(compare(webhook("sent", schema), webhook("dispatched", "{type: string}")))
        .extracting(Change::rule)
        .containsExactly("openapi.webhook-removed");
  }

  @Test
  void shouldListOperations() throws Exception {
    assertThat(new OpenApiRules().elements(contract(shop("3.0.3", List.of()))))
        .containsExactly(
            "DELETE /orders/{id}",
            "GET /orders",
            "GET /orders/{id}",
            "POST /orders",
            "PUT /orders/{id}");
  }

  @Test
  void shouldEndWhenReferencesGoInCircles() throws Exception {
    String hostile =
        """
        openapi: 3.1.0
        paths:
          /a: {$ref: '#/paths/~1b'}
          /b: {$ref: '#/paths/~1a'}
          /c:
            parameters: [{$ref: '#/paths/~1c/parameters/0'}, 7, {name: x}, {in: query}]
            get:
              parameters: yes
              requestBody: {$ref: '#/paths/~1c/get/requestBody'}
              responses:
                200: {$ref: '#/paths/~1c/get/responses/200'}
                201: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
                202: {content: [1], headers: 3}
                '': {}
              callbacks: {on: {$ref: '#/paths/~1c/get/callbacks/on'}}
              security: {a: b}
              servers: [1, {url: 'http://{a}/{b}/{', variables: {a: 1}}]
            post: []
        security: [1, {a: 2}]
        webhooks: [1]
        components: {schemas: {A: {allOf: [{$ref: '#/components/schemas/A'}]}}, securitySchemes: 4}
        """;

    assertThat(compare(hostile, hostile)).isEmpty();
  }

  @Test
  void shouldBeQuickWhenApiIsLarge() throws Exception {
    String old = large(400);
    String now = old.replace("total: {type: number}", "sum: {type: number}");

    assertThat(compare(old, old)).isEmpty();
    assertThat(compare(old, now))
        .hasSize(1200)
        .extracting(Change::rule)
        .containsOnly("openapi.response-property-removed");
  }

  /** Operations that share components, which refer to each other in circles. */
  private static String large(int operations) {
    StringBuilder text = new StringBuilder("openapi: 3.1.0\npaths:\n");
    for (int i = 0; i < operations; i++) {
      text.append("  /things")
          .append(i)
          .append("/{id}:\n    parameters: [{$ref: '#/components/parameters/Id'}]\n    get:\n")
          .append("      responses:\n        '200': {content: {application/json: {schema:")
          .append(" {$ref: '#/components/schemas/S")
          .append(i % 100)
          .append("'}}}}\n        '404': {$ref: '#/components/responses/Problem'}\n");
    }
    text.append(
        """
        components:
          parameters: {Id: {name: id, in: path, required: true, schema: {type: string}}}
          responses: {Problem: {content: {application/problem+json: {schema: {type: object}}}}}
          schemas:
            Money: {type: object, required: [total], properties: {total: {type: number}}}
        """);
    for (int i = 0; i < 100; i++) {
      text.append("    S")
          .append(i)
          .append(": {type: object, properties: {next: {$ref: '#/components/schemas/S")
          .append((i + 1) % 100)
          .append("'}, money: {$ref: '#/components/schemas/Money'}}}\n");
    }
    return text.toString();
  }

  @Test
  void shouldNotMindOrder() throws Exception {
    String old = "openapi: 3.0.3\npaths:\n  /a: {get: {responses: {'200': {description: a}}}}\n";
    String b = "  /b: {get: {responses: {'200': {description: b}, '404': {description: c}}}}\n";
    String again = "  /b: {get: {responses: {'404': {description: c}, '200': {description: b}}}}\n";

    assertThat(compare(old + b, old.replace("paths:\n", "paths:\n" + again))).isEmpty();
  }

  private static String spec(String version, String schema) {
    return "openapi: "
        + version
        + "\npaths: {/a: {post: {requestBody: {content: {application/json: {schema: "
        + schema
        + "}}}, responses: {'200': {content: {application/json: {schema: "
        + schema
        + "}}}}}}}\n";
  }

  private static String webhook(String name, String schema) {
    return "openapi: 3.1.0\nwebhooks: {"
        + name
        + ": {post: {requestBody: {required: true, content: {application/json: {schema: "
        + schema
        + "}}}, responses: {'204': {description: ok}}}}}\n";
  }

  private static String shop(String version, List<String> edits) {
    String text = SHOP.replace("VERSION", version);
    for (int i = 0; i < edits.size(); i += 2) {
      assertThat(text).contains(edits.get(i));
      text = text.replace(edits.get(i), edits.get(i + 1));
    }
    return text;
  }

  private static List<Change> compare(String before, String after)
      throws UnreadableContractException {
    return new OpenApiRules().compare(contract(before), contract(after));
  }

  private static Contract contract(String text) {
    return new Contract(
        ContractKind.OPENAPI,
        "shop",
        List.of("openapi.yaml"),
        Compatibility.DEFAULT,
        new MapTree(Map.of("openapi.yaml", text)));
  }

  private static List<String> edit(String... words) {
    return List.of(words);
  }

  private static Stream<Arguments> cases(List<List<String>> edits) {
    List<Arguments> cases = new ArrayList<>();
    for (String version : List.of("3.0.3", "3.1.0")) {
      for (List<String> edit : edits) {
        cases.add(Arguments.of(version, edit.get(0), edit.subList(1, edit.size())));
      }
    }
    return cases.stream();
  }
}
