package dev.winnow.worker.contract.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Severity;
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
import org.junit.jupiter.params.provider.MethodSource;

class AsyncApiRulesTest {
  private static final String COMPONENTS =
      """
      components:
        messages:
          Placed:
            name: OrderPlaced
            contentType: application/json
            correlationId: {location: '$message.header#/id'}
            headers: {type: object, required: [id], properties: {id: {type: string}}}
            payload: {$ref: '#/components/schemas/Placed'}
          Cancelled:
            traits: [{contentType: application/json}]
            payload: {type: object, properties: {reason: {type: string}}}
          Pay:
            payload: {type: object, required: [amount], properties: {amount: {type: number}, note: {type: string}}}
          Stock:
            AVRO {type: record, name: Stock, fields: [{name: sku, type: string}, {name: count, type: int}]}
        schemas:
          Placed:
            type: object
            required: [id, total]
            properties: {id: {type: string}, total: {type: number}}
      """;
  private static final String SECOND =
      """
      asyncapi: 2.6.0
      info: {title: Orders, version: 1.0.0}
      servers:
        one: {url: broker:9092, protocol: kafka}
        two: {url: broker:1883, protocol: mqtt}
      channels:
        orders/{region}:
          parameters: {region: {schema: {type: string, enum: [eu, us]}}}
          subscribe:
            message:
              oneOf:
                - $ref: '#/components/messages/Placed'
                - $ref: '#/components/messages/Cancelled'
        payments:
          publish: {message: {$ref: '#/components/messages/Pay'}}
        stock:
          subscribe: {message: {$ref: '#/components/messages/Stock'}}
      """
          + COMPONENTS.replace(
              "AVRO", "schemaFormat: 'application/vnd.apache.avro;version=1.9.0'\n      payload:");
  private static final String THIRD =
      """
      asyncapi: 3.0.0
      info: {title: Orders, version: 1.0.0}
      servers:
        one: {host: 'broker:9092', protocol: kafka}
        two: {host: 'broker:1883', protocol: mqtt}
      channels:
        orders:
          address: orders/{region}
          parameters: {region: {enum: [eu, us]}}
          messages:
            placed: {$ref: '#/components/messages/Placed'}
            cancelled: {$ref: '#/components/messages/Cancelled'}
        pay:
          address: payments
          messages:
            pay: {$ref: '#/components/messages/Pay'}
        stock:
          address: stock
          messages:
            stock: {$ref: '#/components/messages/Stock'}
      operations:
        sendOrders: {action: send, channel: {$ref: '#/channels/orders'}}
        receivePay:
          action: receive
          channel: {$ref: '#/channels/pay'}
          messages: [{$ref: '#/channels/pay/messages/pay'}]
        sendStock: {action: send, channel: {$ref: '#/channels/stock'}}
      """
          + COMPONENTS.replace(
              "AVRO",
              "payload:\n        schemaFormat: 'application/vnd.apache.avro;version=1.9.0'\n        schema:");

  static Stream<Arguments> breaks() {
    return cases(
        List.of(
            edit("payload-property-removed", ", total: {type: number}}", "}"),
            edit("payload-property-became-optional", "required: [id, total]", "required: [id]"),
            edit("payload-type-changed", "total: {type: number}", "total: {type: string}"),
            edit(
                "payload-property-became-required",
                "required: [amount]",
                "required: [amount, note]"),
            edit("payload-type-narrowed", "amount: {type: number}", "amount: {type: integer}"),
            edit("header-property-became-optional", "required: [id], ", ""),
            edit(
                "content-type-changed",
                "name: OrderPlaced\n      contentType: application/json",
                "name: OrderPlaced\n      contentType: application/cbor"),
            edit("correlation-id-changed", "header#/id", "header#/key"),
            edit("parameter-enum-value-removed", "[eu, us]", "[eu]"),
            edit("payload-reader-field-missing-default-value", ", {name: count, type: int}", ""),
            edit("payload-type-mismatch", "{name: count, type: int}", "{name: count, type: long}"),
            edit(
                "payload-format-changed",
                "vnd.apache.avro;version=1.9.0",
                "schema+json;version=draft-07")));
  }

  static Stream<Arguments> harmless() {
    return cases(
        List.of(
            edit(
                "message component renamed",
                "messages/Pay'",
                "messages/Payment'",
                "    Pay:\n",
                "    Payment:\n"),
            edit(
                "schema renamed",
                "schemas/Placed",
                "schemas/Order",
                "  schemas:\n    Placed:",
                "  schemas:\n    Order:"),
            edit(
                "property added",
                "properties: {reason: {type: string}}",
                "properties: {reason: {type: string}, at: {type: string}}"),
            edit(
                "optional input",
                "note: {type: string}",
                "note: {type: string}, tip: {type: number}"),
            edit("parameter widened", "[eu, us]", "[eu, us, jp]"),
            edit("parameter renamed", "{region}", "{area}", "{region:", "{area:"),
            edit(
                "avro field added",
                "{name: sku, type: string}",
                "{name: shelf, type: string}, {name: sku, type: string}"),
            edit("host moved", "broker:9092", "kafka:9092"),
            edit("title", "title: Orders", "title: Shop"),
            edit(
                "unknown payload",
                "payload: {$ref: '#/components/schemas/Placed'}",
                "payload: {$ref: 'https://example.com/a.json'}")));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("breaks")
  void shouldFindErrorWhenConsumersBreak(String version, String rule, List<String> edits)
      throws Exception {
    List<Change> changes = compare(document(version, List.of()), document(version, edits));

    assertThat(changes)
        .filteredOn(change -> change.severity() == Severity.ERROR)
        .extracting(Change::rule)
        .contains("asyncapi." + rule);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("harmless")
  void shouldFindNothingWhenChangeIsHarmless(String version, String what, List<String> edits)
      throws Exception {
    List<Change> changes = compare(document(version, List.of()), document(version, edits));

    assertThat(changes).as(what).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("structure")
  void shouldFindChangesOfChannels(String document, String rule, String old, String now)
      throws Exception {
    assertThat(document).contains(old);

    List<Change> changes = compare(document, document.replace(old, now));

    assertThat(changes).extracting(Change::rule).containsExactly("asyncapi." + rule);
  }

  static Stream<Arguments> structure() {
    return Stream.of(
        Arguments.of(SECOND, "channel-removed", "  payments:\n", "  payment:\n"),
        Arguments.of(SECOND, "operation-removed", "publish:", "subscribe:"),
        Arguments.of(
            SECOND, "message-removed", "          - $ref: '#/components/messages/Cancelled'\n", ""),
        Arguments.of(
            SECOND,
            "message-added",
            "          - $ref: '#/components/messages/Placed'\n",
            "          - $ref: '#/components/messages/Placed'\n          - {name: Lost, payload: {type: 'null'}}\n"),
        Arguments.of(SECOND, "server-protocol-removed", "protocol: mqtt", "protocol: kafka"),
        Arguments.of(THIRD, "channel-address-changed", "address: payments", "address: payment"),
        Arguments.of(THIRD, "operation-removed", "action: receive", "action: send"),
        Arguments.of(
            THIRD,
            "message-removed",
            "      cancelled: {$ref: '#/components/messages/Cancelled'}\n",
            ""),
        Arguments.of(
            THIRD,
            "channel-removed",
            "  stock:\n    address: stock\n    messages:\n      stock: {$ref: '#/components/messages/Stock'}\n",
            ""));
  }

  @Test
  void shouldFindNothingWhenVersionThreeSaysTheSame() throws Exception {
    assertThat(compare(SECOND, THIRD)).isEmpty();
    assertThat(compare(THIRD, SECOND)).isEmpty();
  }

  @Test
  void shouldFindNothingWhenNamesInTheDocumentChange() throws Exception {
    String renamed =
        THIRD
            .replace("  pay:\n    address", "  money:\n    address")
            .replace("#/channels/pay", "#/channels/money")
            .replace("receivePay", "onPay")
            .replace("      pay: {$ref", "      order: {$ref")
            .replace("messages/pay'", "messages/order'");

    assertThat(compare(THIRD, renamed)).isEmpty();
  }

  @Test
  void shouldMatchMessagesWithoutNamesByWhatTheySay() throws Exception {
    String one = "{payload: {type: object, required: [a], properties: {a: {type: string}}}}";
    String two = "{payload: {type: object, required: [b], properties: {b: {type: integer}}}}";
    String less = "{payload: {type: object, properties: {b: {type: integer}}}}";

    assertThat(compare(unnamed(one, two), unnamed(two, one))).isEmpty();
    assertThat(compare(unnamed(one, two), unnamed(less, one)))
        .extracting(Change::rule)
        .containsExactly("asyncapi.payload-property-became-optional");
  }

  private static String unnamed(String one, String two) {
    return "asyncapi: 2.6.0\nchannels: {a: {subscribe: {message: {oneOf: ["
        + one
        + ", "
        + two
        + "]}}}}\n";
  }

  @Test
  void shouldReverseDirectionInReplies() throws Exception {
    String text =
        """
        asyncapi: 3.0.0
        channels:
          ask: {address: ask, messages: {q: {payload: {type: object}}}}
          answer: {address: null, messages: {a: {payload: {type: object, properties: {n: {type: string}}}}}}
        operations:
          ask: {action: receive, channel: {$ref: '#/channels/ask'}, reply: {channel: {$ref: '#/channels/answer'}}}
        """;

    List<Change> changes = compare(text, text.replace("{n: ", "{m: "));

    assertThat(changes)
        .extracting(Change::rule, Change::element)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "asyncapi.payload-property-removed", "SEND answer a n"));
  }

  @Test
  void shouldSayWhatIsTouched() throws Exception {
    List<Change> changes =
        compare(SECOND, SECOND.replace("total: {type: number}}", "sum: {type: number}}"));

    assertThat(changes)
        .extracting(Change::element, change -> change.touch().orElseThrow())
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                "SEND orders/{region} OrderPlaced total",
                new Touch("SEND orders/{}", Part.RESPONSE_FIELD, "total")));
  }

  @Test
  void shouldListWhatIsSentAndReceived() throws Exception {
    assertThat(new AsyncApiRules().elements(contract(THIRD)))
        .isEqualTo(new AsyncApiRules().elements(contract(SECOND)))
        .containsExactly("RECEIVE payments", "SEND orders/{region}", "SEND stock");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void shouldEndWhenDocumentIsHostile(String text) throws Exception {
    assertThat(compare(text, text)).isEmpty();
  }

  static Stream<String> hostile() {
    return Stream.of(
        "asyncapi: 3.0.0\nchannels: {a: {$ref: '#/channels/b'}, b: {$ref: '#/channels/a'}}\n"
            + "operations: {x: {$ref: '#/operations/x'}, y: {action: [], channel: 3, messages: {}}}\n",
        "asyncapi: 2.0.0\nchannels: {'a{b': {subscribe: {message: {oneOf: [1, {$ref: 7}, {$ref: '#/x'}]}}}, c: [], d: {publish: {message: []}}}\n",
        "asyncapi: 2.6.0\nchannels: {a: {subscribe: {message: {schemaFormat: avro, payload: {type: record, name: '1 !'}}}}}\n",
        "asyncapi: 2.6.0\nchannels: 3\nservers: [1]\n");
  }

  @Test
  void shouldSayWhyWhenItIsNoAsyncApi() {
    assertThatThrownBy(() -> compare("asyncapi: 1.2.0", SECOND))
        .isInstanceOf(UnreadableContractException.class)
        .hasMessageContaining("AsyncAPI 2 or 3");
  }

  private static String document(String version, List<String> edits) {
    String text = version.equals("2") ? SECOND : THIRD;
    for (int i = 0; i < edits.size(); i += 2) {
      assertThat(text).contains(edits.get(i));
      text = text.replace(edits.get(i), edits.get(i + 1));
    }
    return text;
  }

  private static List<Change> compare(String before, String after)
      throws UnreadableContractException {
    return new AsyncApiRules().compare(contract(before), contract(after));
  }

  private static Contract contract(String text) {
    return new Contract(
        ContractKind.ASYNCAPI,
        "orders",
        List.of("asyncapi.yaml"),
        Compatibility.DEFAULT,
        new MapTree(Map.of("asyncapi.yaml", text)));
  }

  private static List<String> edit(String... words) {
    return List.of(words);
  }

  private static Stream<Arguments> cases(List<List<String>> edits) {
    List<Arguments> cases = new ArrayList<>();
    for (String version : List.of("2", "3")) {
      for (List<String> edit : edits) {
        cases.add(Arguments.of(version, edit.get(0), edit.subList(1, edit.size())));
      }
    }
    return cases.stream();
  }
}
