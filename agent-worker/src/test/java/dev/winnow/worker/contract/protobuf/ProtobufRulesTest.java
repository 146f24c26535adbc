package dev.winnow.worker.contract.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.Touch;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.tree.MapTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufRulesTest {
  private static final ProtobufRules RULES = new ProtobufRules();

  private static final String ORDERS =
      """
      syntax = "proto3";
      package shop.v1;
      import "google/protobuf/timestamp.proto";
      option java_package = "example.shop";

      /* An order. { [ */
      message Order {
        reserved 20, 30 to 40;
        reserved "legacy";
        string id = 1;
        int32 count = 2; // { "
        repeated Item items = 3;
        google.protobuf.Timestamp placed_at = 4;
        oneof payment {
          Card card = 5;
          string invoice = 6;
        }
        map<string, Item> by_name = 7;
        optional string note = 8;
        Status status = 9;
        bytes blob = 10;
        sint32 delta = 11;
        fixed64 hash = 12;
        double price = 13;
        oneof single { string alone = 14; }
        string left = 15;
        string right = 16;
        message Item { string sku = 1; }
        repeated Pair pairs = 17;
        message Pair { string key = 1; int64 value = 2; }
      }
      message Card { string number = 1; }
      enum Status {
        STATUS_UNSPECIFIED = 0;
        STATUS_OPEN = 1;
        STATUS_PAID = 2;
        reserved 5;
      }
      service Orders {
        rpc Get(Card) returns (Order);
        rpc Watch(Card) returns (stream Order) {}
      }
      """;

  static Stream<Arguments> changes() {
    return Stream.of(
        arguments("  string left = 15;", "", "ERROR field-removed shop.v1.Order.left"),
        arguments(
            "  string left = 15;", "reserved 15;", "WARNING field-removed shop.v1.Order.left"),
        arguments(
            "  string left = 15;",
            "reserved 15; reserved \"left\";",
            "WARNING field-removed shop.v1.Order.left"),
        arguments("left = 15", "left = 55", "ERROR field-number-changed shop.v1.Order.left"),
        arguments("string left = 15", "int64 other = 15", "ERROR field-number-reused"),
        arguments("string left = 15", "string color = 15", "ERROR field-number-reused"),
        arguments("string left = 15", "string left_side = 15", "WARNING field-renamed"),
        arguments("int32 count", "int64 count", "WARNING field-type-compatible"),
        arguments("int32 count", "bool count", "ERROR field-type-changed"),
        arguments("int32 count", "sint32 count", "ERROR field-type-changed"),
        arguments("int32 count", "string count", "ERROR field-type-changed"),
        arguments("int32 count", "Status count", "WARNING field-type-compatible"),
        arguments("Status status", "int32 status", "WARNING field-type-compatible"),
        arguments("sint32 delta", "sint64 delta", "WARNING field-type-compatible"),
        arguments("fixed64 hash", "sfixed64 hash", "WARNING field-type-compatible"),
        arguments("fixed64 hash", "fixed32 hash", "ERROR field-type-changed"),
        arguments("double price", "float price", "ERROR field-type-changed"),
        arguments("string left", "bytes left", "WARNING field-type-compatible"),
        arguments("bytes blob", "string blob", "ERROR field-type-changed"),
        arguments("Card card", "bytes card", "WARNING field-type-compatible"),
        arguments("bytes blob", "Card blob", "ERROR field-type-changed"),
        arguments("repeated Item items", "Item items", "WARNING field-label-compatible"),
        arguments("int32 count", "repeated int32 count", "ERROR field-label-changed"),
        arguments("string left", "repeated string left", "WARNING field-label-compatible"),
        arguments("optional string note", "string note", "WARNING field-presence-removed"),
        arguments("map<string, Item>", "map<string, Card>", "ERROR field-type-changed"),
        arguments("map<string, Item>", "map<int32, Item>", "ERROR field-type-changed"),
        arguments(
            "repeated Pair pairs", "map<string, int64> pairs", "WARNING field-type-compatible"),
        arguments("repeated Pair pairs", "map<string, bool> pairs", "ERROR field-type-changed"),
        arguments(
            "oneof single { string alone = 14; }\n  string left = 15;",
            "oneof single { string alone = 14; string left = 15; }",
            "ERROR field-oneof-changed shop.v1.Order.left"),
        arguments(
            "  string left = 15;", "oneof o { string left = 15; }", "WARNING field-oneof-comp"),
        arguments(
            "  string left = 15;\n  string right = 16;",
            "oneof o { string left = 15; string right = 16; }",
            "ERROR field-oneof-changed shop.v1.Order.right"),
        arguments(
            "string invoice = 6;\n  }",
            "} string invoice = 6;",
            "ERROR field-oneof-changed shop.v1.Order.invoice"),
        arguments(
            "oneof single { string alone = 14; }", "string alone = 14;", "WARNING field-oneof"),
        arguments("oneof payment", "oneof paid_by", "WARNING oneof-renamed shop.v1.Order.payment"),
        arguments("left = 15", "left = 15 [json_name = \"l\"]", "ERROR json-name-changed"),
        arguments("reserved 20, 30 to 40;", "reserved 20, 30 to 35;", "ERROR reservation-removed"),
        arguments("reserved \"legacy\";", "", "ERROR reservation-removed"),
        arguments("string left", "string fresh = 33; string left", "ERROR reserved-number-used"),
        arguments("string left", "string legacy = 60; string left", "ERROR reserved-name-used"),
        arguments("STATUS_PAID = 2;", "", "ERROR enum-value-removed shop.v1.Status.STATUS_PAID"),
        arguments("STATUS_PAID = 2;", "reserved 2;", "WARNING enum-value-removed"),
        arguments("STATUS_PAID = 2", "STATUS_PAID = 3", "ERROR enum-value-number-changed"),
        arguments("STATUS_PAID = 2", "STATUS_PAID_UP = 2", "WARNING enum-value-renamed"),
        arguments("STATUS_PAID = 2", "STATUS_LOST = 2", "ERROR enum-value-number-reused"),
        arguments("STATUS_UNSPECIFIED", "STATUS_UNKNOWN", "WARNING enum-value-renamed"),
        arguments(
            "STATUS_PAID = 2", "STATUS_PAID = 2; STATUS_NEW = 5", "ERROR reserved-number-used"),
        arguments("reserved 5;", "", "ERROR reservation-removed"),
        arguments("message Card", "message Cart", "ERROR message-removed shop.v1.Card"),
        arguments("enum Status", "enum State", "ERROR enum-removed shop.v1.Status"),
        arguments("service Orders", "service Order2", "ERROR service-removed shop.v1.Orders"),
        arguments("rpc Get(Card) returns (Order);", "", "ERROR method-removed shop.v1.Orders/Get"),
        arguments("rpc Get(Card)", "rpc Get(Order)", "ERROR method-request-type-changed"),
        arguments(
            "rpc Get(Card) returns (Order)", "rpc Get(Card) returns (Card)", "ERROR method-resp"),
        arguments("(stream Order)", "(Order)", "ERROR method-streaming-changed"),
        arguments("rpc Get(Card)", "rpc Get(stream Card)", "ERROR method-streaming-changed"),
        arguments("package shop.v1", "package shop.v2", "ERROR package-changed package shop.v1"),
        arguments("example.shop", "example.other", "NOTE file-option-changed java_package"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void shouldNameTheChangeWhenSomethingChanges(String from, String to, String expected)
      throws Exception {
    assertThat(ORDERS).contains(from);
    assertThat(told(ORDERS, ORDERS.replace(from, to)))
        .anySatisfy(line -> assertThat(line).startsWith(expected))
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches(any -> expected.startsWith("ERROR") || !any.startsWith("ERROR")));
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        arguments("  string left = 15;", "  string left = 15; string more = 100;"),
        arguments("string left", "optional string left"),
        arguments("string left = 15", "string left = 0xF [deprecated = true]"),
        arguments("left = 15", "left = 15 [json_name = \"left\"]"),
        arguments("STATUS_PAID = 2;", "STATUS_PAID = 2; STATUS_SENT = 3;"),
        arguments("Item items", "shop.v1.Order.Item items"),
        arguments("Item items", ".shop.v1.Order.Item items"),
        arguments("Item items", "Order.Item items"),
        arguments("string invoice = 6;", "string invoice = 6; string coin = 70;"),
        arguments("reserved 20, 30 to 40;", "reserved 30 to 34, 35 to 41, 20;"),
        arguments("{}", ";"),
        arguments("message Card", "message Cart {} message Card"),
        arguments("service Orders {", "service Orders { rpc More(Card) returns (Card);"),
        arguments("  string left = 15;\n  string right = 16;", "string right=16;string left=15;"),
        arguments("google.protobuf.Timestamp", ".google.protobuf.Timestamp"));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void shouldSayNothingWhenNobodyNotices(String from, String to) throws Exception {
    assertThat(ORDERS).contains(from);
    assertThat(told(ORDERS, ORDERS.replace(from, to))).isEmpty();
  }

  static Stream<Arguments> ofProto2() {
    return Stream.of(
        arguments(
            "message A { required int32 a = 1; }",
            "message A { optional int32 a = 1; }",
            "ERROR field-label-changed A.a"),
        arguments(
            "message A { required int32 a = 1; }",
            "message A { reserved 1; reserved \"a\"; }",
            "ERROR field-removed A.a"),
        arguments(
            "message A { optional int32 a = 1; }",
            "message A { optional int32 a = 1; required int32 b = 2; }",
            "ERROR required-field-added A.b"),
        arguments(
            "message A { optional int32 a = 1 [default = 3]; }",
            "message A { optional int32 a = 1 [default = 4]; }",
            "WARNING default-changed A.a"),
        arguments(
            "message A { extensions 100 to 200; }",
            "message A { extensions 100 to 150; }",
            "ERROR extension-range-removed A extensions 151 to 200"),
        arguments(
            "message A { extensions 100 to 200; } extend A { optional int32 x = 100; }",
            "message A { extensions 100 to 200; }",
            "ERROR extension-removed A extension x"),
        arguments(
            "message A { extensions 100 to 200; } extend A { optional int32 x = 100; }",
            "message A { extensions 100 to 200; } extend A { optional string x = 100; }",
            "ERROR field-type-changed A.x"),
        arguments(
            "enum E { A = 1; B = 2; }", "enum E { B = 2; A = 1; }", "ERROR enum-default-changed E"),
        arguments(
            "enum E { option allow_alias = true; A = 1; B = 1; }",
            "enum E { A = 1; }",
            "WARNING enum-alias-removed E.B"),
        arguments(
            "message A { optional group G = 1 { optional int32 x = 1; } }",
            "message A { optional group G = 1 { optional string x = 1; } }",
            "ERROR field-type-changed A.G.x"),
        arguments(
            "message A { optional int32 a = 1; }",
            "syntax = \"proto3\"; message A { optional int32 a = 1; }",
            "ERROR syntax-changed syntax of a.proto"));
  }

  @ParameterizedTest
  @MethodSource("ofProto2")
  void shouldKnowWhatIsOfProto2(String before, String after, String expected) throws Exception {
    assertThat(told(before, after)).containsExactly(expected);
  }

  @Test
  void shouldReadEditions() throws Exception {
    String before =
        "syntax = \"proto2\"; message A { required int32 a = 1; optional int32 b = 2; }";
    String after =
        """
        edition = "2023"; // edition
        message A {
          int32 a = 1 [features.field_presence = LEGACY_REQUIRED];
          int32 b = 2;
          reserved foo, bar;
        }
        """;

    assertThat(told(before, after)).containsExactly("WARNING syntax-changed syntax of a.proto");
    assertThat(told(after, after.replace("LEGACY_REQUIRED", "EXPLICIT")))
        .containsExactly("ERROR field-label-changed A.a");
    assertThat(told(after, after.replace("reserved foo, bar", "reserved foo")))
        .containsExactly("ERROR reservation-removed A reserved bar");
  }

  @Test
  void shouldTakeANewNameForAnErrorWhenMessagesAreReadAsJson() throws Exception {
    String before =
        """
        syntax = "proto3"; package p;
        message A { string order_id = 1; }
        service S { rpc Get(A) returns (A) {
          option (google.api.http) = { get: "/a/{order_id}" additional_bindings { post: "/a" body: "*" } };
        } }
        """;

    assertThat(told(before, before.replace("string order_id", "string order_key")))
        .containsExactly("ERROR field-renamed p.A.order_id");
    assertThat(told(before, before.replace("get: \"/a/{order_id}\"", "get: \"/b/{order_id}\"")))
        .containsExactly("ERROR http-binding-removed p.S/Get GET /a/{}");
    assertThat(told(before, before.replace("body: \"*\"", "body: \"a\"")))
        .containsExactly("ERROR http-body-changed p.S/Get POST /a");
    assertThat(told(before, before.replace("{order_id}", "{other}"))).isEmpty();
  }

  @Test
  void shouldSayNothingWhenAMessageGoesToAnotherFileOfThePackage() throws Exception {
    String card = "message Card { string number = 1; }";
    String head = "syntax = \"proto3\"; package shop.v1;";

    assertThat(
            RULES.compare(
                contract(Map.of("a.proto", ORDERS)),
                contract(Map.of("a.proto", ORDERS.replace(card, ""), "b.proto", head + card))))
        .isEmpty();
  }

  @Test
  void shouldResolveNamesOfImports() throws Exception {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "api/a.proto",
        "syntax = \"proto3\"; package x.a; import \"c/b.proto\"; message A { b.E e = 1; }");
    files.put("api/c/b.proto", "syntax = \"proto3\"; package x.b; enum E { Z = 0; }");
    Map<String, String> others = new TreeMap<>(files);
    others.replace("api/a.proto", files.get("api/a.proto").replace("b.E e", "int32 e"));

    assertThat(
            RULES.compare(contract(files, "api/a.proto"), contract(others, "api/a.proto")).stream()
                .map(ProtobufRulesTest::line))
        .containsExactly("WARNING field-type-compatible x.a.A.e");
  }

  @Test
  void shouldTellOnlyThePackageWhenNothingElseChanges() throws Exception {
    assertThat(told(ORDERS, ORDERS.replace("package shop.v1;", "package buy;")))
        .containsExactly("ERROR package-changed package shop.v1");
  }

  @Test
  void shouldSayWhereAndWhatIsTouched() throws Exception {
    List<Change> changes =
        RULES.compare(proto(ORDERS), proto(ORDERS.replace("int32 count", "string count")));

    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).place()).isEqualTo(new Place("a.proto", 11, 3, Side.HEAD));
    assertThat(changes.get(0).touch())
        .isEqualTo(Optional.of(new Touch("shop.v1.Order", Touch.Part.RESPONSE_FIELD, "count")));
  }

  @Test
  void shouldListTypesAndMethods() throws Exception {
    assertThat(RULES.elements(proto(ORDERS)))
        .containsExactly(
            "shop.v1.Card",
            "shop.v1.Order",
            "shop.v1.Order.Item",
            "shop.v1.Order.Pair",
            "shop.v1.Orders",
            "shop.v1.Orders/Get",
            "shop.v1.Orders/Watch",
            "shop.v1.Status");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message A {",
        "message A { int32 a = ; }",
        "syntax = \"proto9\";",
        "message A {} message A {}",
        "{\"a\": 1}",
        "message A { optional int32 a = 99999999999999; }"
      })
  void shouldNotKnowWhenItIsNotProtobuf(String text) {
    assertThatThrownBy(() -> told(ORDERS, text)).isInstanceOf(UnreadableContractException.class);
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        arguments("message A { ".repeat(100_000)),
        arguments("message A { option (a) = " + "{ a ".repeat(100_000)),
        arguments("message A { option (a) = { a: " + "[".repeat(100_000)),
        arguments("message A { optional " + "a.".repeat(100_000) + "b c = 1; }"),
        arguments("package " + "a.".repeat(600) + "b;"),
        arguments("/*".repeat(1_000_000)),
        arguments("\"".repeat(1_000_001)));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(20)
  void shouldEndQuicklyWhenTheTextIsHostile(String text) {
    assertThatThrownBy(() -> told(ORDERS, text)).isInstanceOf(UnreadableContractException.class);
  }

  @Test
  void shouldCompareALargeFileInTime() throws Exception {
    StringBuilder before = new StringBuilder("enum E { option allow_alias = true;");
    for (int i = 0; i < 40_000; i++) {
      before.append("\nV").append(i).append(" = 1;");
    }
    before.append("}\nmessage M { extensions 100000 to max;");
    for (int i = 1; i < 40_000; i++) {
      before.append("\noptional E f").append(i).append(" = ").append(i).append(";");
    }
    before.append("}\nextend M {");
    for (int i = 100_000; i < 120_000; i++) {
      before.append("\noptional E x").append(i).append(" = ").append(i).append(";");
    }
    String after = before.toString().replace("V1", "W1").replace("f1", "g1") + "}";

    long start = System.nanoTime();
    List<String> told = told(before + "}", after);

    assertThat(told).isNotEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  private static List<String> told(String before, String after) throws Exception {
    return RULES.compare(proto(before), proto(after)).stream()
        .map(ProtobufRulesTest::line)
        .toList();
  }

  private static String line(Change change) {
    return change.severity()
        + " "
        + change.rule().substring("protobuf.".length())
        + " "
        + change.element();
  }

  private static Contract proto(String text) {
    return contract(Map.of("a.proto", text));
  }

  private static Contract contract(Map<String, String> files) {
    return contract(files, new TreeMap<>(files).keySet().toArray(new String[0]));
  }

  private static Contract contract(Map<String, String> tree, String... files) {
    return new Contract(
        ContractKind.PROTOBUF, "shop", List.of(files), Compatibility.DEFAULT, new MapTree(tree));
  }
}
