package dev.winnow.worker.contract.avro;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroRulesTest {
  private static final AvroRules RULES = new AvroRules();

  private static final String ORDER =
      """
      {"type": "record", "name": "Order", "namespace": "shop", "fields": [
        {"name": "id", "type": "string"},
        {"name": "count", "type": "int"},
        {"name": "total", "type": "long"},
        {"name": "note", "type": ["null", "string"], "default": null},
        {"name": "status", "type": {"type": "enum", "name": "Status", "symbols": ["OPEN", "PAID"]}},
        {"name": "source", "default": "WEB", "type":
          {"type": "enum", "name": "Source", "symbols": ["WEB", "APP"], "default": "WEB"}},
        {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 16}},
        {"name": "items", "type": {"type": "array", "items":
          {"type": "record", "name": "Item", "fields": [
            {"name": "sku", "type": "string"},
            {"name": "price", "type":
              {"type": "bytes", "logicalType": "decimal", "precision": 10, "scale": 2}}]}}},
        {"name": "tags", "type": {"type": "map", "values": "int"}, "default": {}},
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
        {"name": "key", "type": {"type": "string", "logicalType": "uuid"}},
        {"name": "choice", "type": ["int", "string"]},
        {"name": "limit", "type": "int", "default": 10}
      ]}
      """;

  static Stream<Arguments> changes() {
    String id = "{\"name\": \"id\", \"type\": \"string\"},";
    return Stream.of(
        // What new readers cannot read.
        arguments(
            id,
            id + "{\"name\": \"new\", \"type\": \"string\"},",
            "field-added-without-default shop.Order.new",
            "EE-E"),
        arguments(
            id,
            id + "{\"name\": \"new\", \"type\": [\"null\", \"string\"]},",
            "field-added-without-default shop.Order.new",
            "EE-E"),
        arguments(
            "\"total\", \"type\": \"long\"",
            "\"total\", \"type\": \"int\"",
            "type-changed shop.Order.total",
            "EE-E"),
        arguments(
            "\"id\", \"type\": \"string\"",
            "\"id\", \"type\": \"int\"",
            "type-changed shop.Order.id",
            "EEEE"),
        arguments(
            "[\"OPEN\", \"PAID\"]", "[\"OPEN\"]", "enum-symbol-removed shop.Status PAID", "EE-E"),
        arguments("[\"WEB\", \"APP\"]", "[\"WEB\"]", "enum-symbol-removed shop.Source APP", "WW-W"),
        arguments(
            "[\"null\", \"string\"], \"default\": null",
            "\"string\"",
            "union-branch-removed shop.Order.note | null",
            "EE-E"),
        arguments(
            "[\"int\", \"string\"]",
            "[\"int\"]",
            "union-branch-removed shop.Order.choice | string",
            "EE-E"),
        arguments("\"size\": 16", "\"size\": 20", "fixed-size-changed shop.Hash", "EEEE"),
        arguments(
            "\"sku\", \"type\": \"string\"",
            "\"sku\", \"type\": \"int\"",
            "type-changed shop.Item.sku",
            "EEEE"),
        arguments(
            "\"values\": \"int\"",
            "\"values\": \"string\"",
            "type-changed shop.Order.tags{}",
            "EEEE"),
        // What old readers cannot read.
        arguments(id, "", "field-removed shop.Order.id", "E-EE"),
        arguments(
            "\"count\", \"type\": \"int\"",
            "\"count\", \"type\": \"long\"",
            "type-widened shop.Order.count",
            "W-EE"),
        arguments(
            "\"id\", \"type\": \"string\"",
            "\"id\", \"type\": \"bytes\"",
            "type-widened shop.Order.id",
            "W-WW"),
        arguments(
            "[\"OPEN\", \"PAID\"]",
            "[\"OPEN\", \"PAID\", \"SENT\"]",
            "enum-symbol-added shop.Status SENT",
            "W-EE"),
        arguments(
            "[\"int\", \"string\"]",
            "[\"int\", \"string\", \"null\"]",
            "union-branch-added shop.Order.choice | null",
            "W-EE"),
        arguments(
            "\"id\", \"type\": \"string\"",
            "\"id\", \"type\": [\"null\", \"string\"]",
            "union-branch-added shop.Order.id | null",
            "W-EE"),
        arguments(
            "{\"name\": \"note\", \"type\": [\"null\", \"string\"], \"default\": null},",
            "",
            "field-removed shop.Order.note",
            "W-WW"),
        // Names.
        arguments(
            "\"name\": \"count\"",
            "\"name\": \"amount\"",
            "field-removed shop.Order.count",
            "E-EE"),
        arguments(
            "\"name\": \"count\"",
            "\"name\": \"amount\", \"aliases\": [\"count\"]",
            "field-renamed shop.Order.count",
            "--EE"),
        arguments(
            "\"name\": \"limit\"", "\"name\": \"Limit\"", "field-renamed shop.Order.limit", "EEEE"),
        arguments(
            "\"name\": \"Order\"", "\"name\": \"Purchase\"", "type-renamed shop.Order", "EEEE"),
        arguments(
            "\"name\": \"Order\"",
            "\"name\": \"Purchase\", \"aliases\": [\"Order\"]",
            "type-renamed shop.Order",
            "--EE"),
        arguments(
            "\"namespace\": \"shop\"",
            "\"namespace\": \"store\"",
            "namespace-changed shop.Order",
            "EWEE"),
        arguments("\"name\": \"Item\"", "\"name\": \"Line\"", "type-renamed shop.Item", "EEEE"),
        // What is read and means something else.
        arguments(
            "timestamp-millis", "timestamp-micros", "logical-type-changed shop.Order.at", "EEEE"),
        arguments(
            ", \"logicalType\": \"timestamp-millis\"",
            "",
            "logical-type-changed shop.Order.at",
            "EEEE"),
        arguments(
            "\"total\", \"type\": \"long\"",
            "\"total\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}",
            "logical-type-changed shop.Order.total",
            "EEEE"),
        arguments("\"scale\": 2", "\"scale\": 3", "logical-type-changed shop.Item.price", "EEEE"),
        arguments(
            "\"precision\": 10",
            "\"precision\": 12",
            "logical-type-changed shop.Item.price",
            "EEEE"),
        arguments(", \"logicalType\": \"uuid\"", "", "logical-type-changed shop.Order.key", "WWWW"),
        // Defaults.
        arguments("\"default\": 10", "\"default\": 20", "default-changed shop.Order.limit", "NNNN"),
        arguments(
            "\"int\", \"default\": 10", "\"int\"", "default-removed shop.Order.limit", "WW-W"),
        arguments(
            "\"default\": 10", "\"default\": \"ten\"", "default-invalid shop.Order.limit", "EEEE"),
        arguments(
            "\"APP\"], \"default\": \"WEB\"",
            "\"APP\"]",
            "enum-default-changed shop.Source",
            "WWWW"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void shouldJudgeByWhatIsPromised(String from, String to, String expected, String severities)
      throws Exception {
    assertThat(ORDER).contains(from);
    String after = ORDER.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
    StringBuilder told = new StringBuilder();
    for (Compatibility compatibility : Compatibility.values()) {
      told.append(
          told(ORDER, after, compatibility).stream()
              .filter(line -> line.endsWith(" " + expected))
              .map(line -> line.substring(0, 1))
              .findFirst()
              .orElse("-"));
    }
    assertThat(told).hasToString(severities);
  }

  static Stream<Arguments> harmless() {
    String id = "{\"name\": \"id\", \"type\": \"string\"},";
    return Stream.of(
        arguments(id, id + "{\"name\": \"new\", \"type\": \"int\", \"default\": 1},"),
        arguments(
            id,
            "{\"name\": \"id\", \"type\": {\"type\": \"string\"}, \"doc\": \"x\", \"order\": \"ignore\", \"aliases\": [\"old\"]},"),
        arguments(
            id,
            "{\"name\": \"id\", \"type\": {\"type\": \"string\", \"avro.java.string\": \"String\"}},"),
        arguments("[\"int\", \"string\"]", "[\"string\", \"int\"]"),
        arguments("[\"OPEN\", \"PAID\"]", "[\"PAID\", \"OPEN\"]"),
        arguments("[\"WEB\", \"APP\"]", "[\"WEB\", \"APP\", \"TILL\"]"),
        arguments("\"type\": \"int\", \"default\": 10", "\"default\": 1e1, \"type\": \"int\""),
        arguments("\"count\", \"type\": \"int\"", "\"count\", \"type\": \"int\", \"default\": 0"),
        arguments("\"name\": \"Order\", \"namespace\": \"shop\"", "\"name\": \"shop.Order\""),
        arguments("\"name\": \"Item\"", "\"name\": \"Item\", \"namespace\": \"shop\""));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void shouldSayNothingWhenNobodyNotices(String from, String to) throws Exception {
    assertThat(ORDER).contains(from);
    assertThat(told(ORDER, ORDER.replace(from, to), Compatibility.FULL)).isEmpty();
  }

  @Test
  void shouldFollowAliasesOfTypes() throws Exception {
    String after =
        ORDER.replace("\"name\": \"Item\"", "\"name\": \"Line\", \"aliases\": [\"Item\"]");

    assertThat(told(ORDER, after, Compatibility.DEFAULT)).isEmpty();
    assertThat(
            told(
                ORDER,
                after.replace("\"sku\", \"type\": \"string\"", "\"sku\", \"type\": \"int\""),
                Compatibility.DEFAULT))
        .containsExactly("ERROR type-changed shop.Item.sku");
  }

  @Test
  void shouldLookUpTypesOfOtherFiles() throws Exception {
    String order =
        "{\"type\": \"record\", \"name\": \"a.Order\", \"fields\": ["
            + "{\"name\": \"items\", \"type\": {\"type\": \"array\", \"items\": \"a.b.Item\"}}]}";
    String item =
        "{\"type\": \"record\", \"name\": \"Item\", \"namespace\": \"a.b\", \"fields\": ["
            + "{\"name\": \"sku\", \"type\": \"string\"}, {\"name\": \"order\", \"type\": [\"null\", \"a.Order\"]}]}";
    Map<String, String> before = Map.of("x/Order.avsc", order, "y/Item.avsc", item);
    Map<String, String> after =
        Map.of("x/Order.avsc", order, "z/odd.avsc", item.replace("\"string\"", "\"int\""));

    List<Change> changes =
        RULES.compare(contract(before, "x/Order.avsc"), contract(after, "x/Order.avsc"));

    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).element()).isEqualTo("a.b.Item.sku");
    assertThat(changes.get(0).place().file()).isEqualTo("z/odd.avsc");
    assertThat(changes.get(0).touch())
        .isEqualTo(Optional.of(new Touch("a.Order", Touch.Part.RESPONSE_FIELD, "items[].sku")));
  }

  @Test
  void shouldNotMindTypesThatAreNowhere() throws Exception {
    String order =
        "{\"type\": \"record\", \"name\": \"A\", \"fields\": [{\"name\": \"a\", \"type\": \"x.B\"}]}";

    assertThat(told(order, order, Compatibility.FULL)).isEmpty();
    assertThat(told(order, order.replace("x.B", "string"), Compatibility.FULL))
        .containsExactly("ERROR type-changed A.a");
  }

  @Test
  void shouldCompareRecordsOfAUnionAtTheTop() throws Exception {
    String one = "{\"type\": \"record\", \"name\": \"One\", \"fields\": []}";
    String two = "{\"type\": \"record\", \"name\": \"Two\", \"fields\": []}";

    assertThat(told("[" + one + "," + two + "]", "[" + two + "]", Compatibility.DEFAULT))
        .containsExactly("ERROR union-branch-removed schema | One");
    assertThat(told("[" + one + "]", "[" + two + "," + one + "]", Compatibility.DEFAULT))
        .containsExactly("WARNING union-branch-added schema | Two");
    assertThat(told(one, "[" + two + "," + one + "]", Compatibility.DEFAULT))
        .containsExactly("WARNING union-branch-added One | Two");
    assertThat(told("[" + two + "," + one + "]", one, Compatibility.DEFAULT))
        .containsExactly("ERROR union-branch-removed schema | Two");
  }

  @Test
  void shouldCompareProtocols() throws Exception {
    String before =
        """
        {"protocol": "Mail", "namespace": "m", "types": [
          {"type": "record", "name": "Letter", "fields": [{"name": "to", "type": "string"}]}],
         "messages": {
          "send": {"request": [{"name": "letter", "type": "Letter"}], "response": "string"},
          "ping": {"request": [], "response": "null", "one-way": true}}}
        """;

    assertThat(told(before, before.replace("\"ping\"", "\"pong\""), Compatibility.DEFAULT))
        .containsExactly("ERROR message-removed m.Mail/ping");
    assertThat(
            told(
                before,
                before.replace(
                    "\"type\": \"Letter\"}",
                    "\"type\": \"Letter\"}, {\"name\": \"fast\", \"type\": \"boolean\"}"),
                Compatibility.DEFAULT))
        .containsExactly("ERROR field-added-without-default m.Mail/send.fast");
    assertThat(
            told(
                before,
                before.replace("\"response\": \"string\"", "\"response\": \"int\""),
                Compatibility.DEFAULT))
        .containsExactly("ERROR type-changed m.Mail/send response");
    assertThat(RULES.elements(schema("a.avpr", before, Compatibility.DEFAULT)))
        .containsExactly("m.Letter", "m.Mail/ping", "m.Mail/send");
  }

  @Test
  void shouldSayWhereAndWhatIsTouched() throws Exception {
    Change change =
        RULES
            .compare(
                schema("a.avsc", ORDER, Compatibility.DEFAULT),
                schema(
                    "a.avsc", ORDER.replace("\"scale\": 2", "\"scale\": 4"), Compatibility.DEFAULT))
            .get(0);

    assertThat(change.place()).isEqualTo(new Place("a.avsc", 13, 7, Side.HEAD));
    assertThat(change.touch())
        .isEqualTo(
            Optional.of(new Touch("shop.Order", Touch.Part.RESPONSE_FIELD, "items[].price")));
    assertThat(change.message())
        .isEqualTo(
            "The field price of shop.Item was decimal(10, 2) and is decimal(10, 4): the bytes are"
                + " read, and mean something else.");
  }

  @Test
  void shouldListTypes() throws Exception {
    assertThat(RULES.elements(schema("a.avsc", ORDER, Compatibility.DEFAULT)))
        .containsExactly("shop.Hash", "shop.Item", "shop.Order", "shop.Source", "shop.Status");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"type\": \"record\", \"name\": \"A\"}",
        "3",
        "{\"a\": 1}",
        "[] []",
        "{\"type\": \"array\"}",
        "[\"int\", \"int\"]",
        "[[\"int\"]]",
        "{\"type\": \"fixed\", \"name\": \"A\"}",
        "null"
      })
  void shouldNotKnowWhenItIsNoSchema(String text) {
    assertThatThrownBy(() -> told(ORDER, text, Compatibility.DEFAULT))
        .isInstanceOf(UnreadableContractException.class);
  }

  @Test
  void shouldNotReadIdl() {
    assertThatThrownBy(
            () -> RULES.elements(schema("a.avdl", "record A { int a; }", Compatibility.DEFAULT)))
        .isInstanceOf(UnreadableContractException.class);
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        arguments("{\"type\": \"fixed\", \"name\": \"A\", \"size\": 1e999999999}"),
        arguments("{\"type\": \"fixed\", \"name\": \"A\", \"size\": 1e99999999999}"),
        arguments("[".repeat(1_000_000)),
        arguments("{\"type\":".repeat(500_000)),
        arguments("{\"type\":\"array\",\"items\":".repeat(300)),
        arguments("[" + "\"int\",".repeat(700_000) + "\"int\"]"),
        arguments(
            "{\"type\": \"fixed\", \"name\": \"A\", \"size\": " + "9".repeat(1_000_000) + "}"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(20)
  void shouldEndQuicklyWhenTheTextIsHostile(String text) {
    assertThatThrownBy(() -> told(ORDER, text, Compatibility.DEFAULT))
        .isInstanceOf(UnreadableContractException.class);
  }

  /** Records that refer to the next of a long row, and a default that could be of many. */
  @Test
  void shouldCompareLongChainsAndWideUnionsInTime() throws Exception {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < 5_000; i++) {
      text.append(
          "{\"type\": \"record\", \"name\": \"R" + i + "\", \"fields\": [{\"name\": \"a\", ");
      text.append("\"type\": [\"null\", \"R" + (i + 1) % 5_000 + "\"]}]},");
    }
    text.append(
        "{\"type\": \"record\", \"name\": \"A\", \"fields\": [{\"name\": \"f\", \"type\": ");
    text.append(
        "[{\"type\": \"record\", \"name\": \"B\", \"fields\": [{\"name\": \"f\", \"type\": ");
    text.append("[\"A\", \"B\"]}]}, \"A\"], \"default\": ");
    text.append("{\"f\": ".repeat(150)).append("3").append("}".repeat(150)).append("}]}]");

    long start = System.nanoTime();
    List<String> told =
        told(text.toString(), text.toString().replace("null", "int"), Compatibility.FULL);

    assertThat(told).hasSize(10_000);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  private static List<String> told(String before, String after, Compatibility compatibility)
      throws Exception {
    return RULES
        .compare(schema("a.avsc", before, compatibility), schema("a.avsc", after, compatibility))
        .stream()
        .map(
            change ->
                change.severity()
                    + " "
                    + change.rule().substring("avro.".length())
                    + " "
                    + change.element())
        .toList();
  }

  private static Contract schema(String file, String text, Compatibility compatibility) {
    return new Contract(
        ContractKind.AVRO, "shop", List.of(file), compatibility, new MapTree(Map.of(file, text)));
  }

  private static Contract contract(Map<String, String> tree, String file) {
    return new Contract(
        ContractKind.AVRO,
        "shop",
        List.of(file),
        Compatibility.DEFAULT,
        new MapTree(new TreeMap<>(tree)));
  }
}
