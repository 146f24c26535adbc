package dev.winnow.worker.contract.graphql;

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

class GraphQlRulesTest {
  private static final GraphQlRules RULES = new GraphQlRules();

  private static final String SHOP =
      """
      "The shop. (See [1"
      type Query {
        order(id: ID!, full: Boolean = false): Order
        orders(filter: OrderFilter, first: Int = 10): [Order!]!
      }
      type Order implements Node @key(fields: "id") {
        id: ID!
        # { not a bracket
        status: Status!
        payment: Payment
        total(currency: Currency): Money
      }
      interface Node { id: ID! }
      enum Status { OPEN PAID }
      union Payment = Card | Invoice
      type Card { last: String }
      type Invoice { due: Money }
      scalar Money
      enum Currency { EUR USD }
      input OrderFilter { status: Status = OPEN, ids: [ID!] }
      directive @trace(level: Int) repeatable on FIELD | QUERY
      """;

  static Stream<Arguments> changes() {
    return Stream.of(
        arguments("type Card { last: String }", "", "ERROR type-removed Card"),
        arguments("type Card {", "interface Card {", "ERROR type-kind-changed Card"),
        arguments("  payment: Payment", "", "ERROR field-removed Order.payment"),
        arguments("last: String", "last: Int", "ERROR field-type-changed Card.last"),
        arguments("last: String", "last: [String]", "ERROR field-type-changed Card.last"),
        arguments("status: Status!\n", "status: Status\n", "ERROR field-type-changed Order.status"),
        arguments("[Order!]!", "[Order]!", "ERROR field-type-changed Query.orders"),
        arguments("[Order!]!", "Order!", "ERROR field-type-changed Query.orders"),
        arguments(", full: Boolean = false", "", "ERROR argument-removed Query.order(full)"),
        arguments(
            "(currency: Currency)",
            "(currency: Currency, on: ID!)",
            "ERROR required-argument-added Order.total"),
        arguments(
            "(currency: Currency)",
            "(currency: Currency!)",
            "ERROR argument-type-changed Order.total(currency)"),
        arguments("first: Int", "first: Float", "ERROR argument-type-changed Query.orders(first)"),
        arguments("Int = 10", "Int = 20", "WARNING argument-default-changed Query.orders(first)"),
        arguments("Int = 10", "Int", "WARNING argument-default-changed Query.orders(first)"),
        arguments("{ OPEN PAID }", "{ OPEN }", "ERROR enum-value-removed Status.PAID"),
        arguments("{ OPEN PAID }", "{ LOST OPEN PAID }", "WARNING enum-value-added Status.LOST"),
        arguments("Card | Invoice", "Card", "ERROR union-member-removed Payment | Invoice"),
        arguments(
            "Card | Invoice",
            "Card | Invoice | Order",
            "WARNING union-member-added Payment | Order"),
        arguments("implements Node", "", "ERROR interface-removed Order & Node"),
        arguments(
            "type Card {",
            "interface Named { last: String } type Card implements Named {",
            "WARNING interface-added Card & Named"),
        arguments(
            "ids: [ID!]", "ids: [ID!], by: ID!", "ERROR required-input-field-added OrderFilter.by"),
        arguments("ids: [ID!]", "ids: [ID!]!", "ERROR input-field-type-changed OrderFilter.ids"),
        arguments("ids: [ID!]", "ids: [String!]", "ERROR input-field-type-changed OrderFilter.ids"),
        arguments(", ids: [ID!]", "", "ERROR input-field-removed OrderFilter.ids"),
        arguments("= OPEN", "= PAID", "WARNING input-field-default-changed OrderFilter.status"),
        arguments(
            "input OrderFilter",
            "input OrderFilter @oneOf",
            "ERROR input-one-of-added OrderFilter"),
        arguments(
            "directive @trace(level: Int) repeatable on FIELD | QUERY",
            "",
            "ERROR directive-removed @trace"),
        arguments("(level: Int)", "", "ERROR directive-argument-removed @trace(level)"),
        arguments(
            "(level: Int)", "(level: Int, to: ID!)", "ERROR required-directive-argument-added"),
        arguments("FIELD | QUERY", "FIELD", "ERROR directive-location-removed @trace on QUERY"),
        arguments("repeatable", "", "ERROR directive-not-repeatable @trace"),
        arguments("scalar Money", "type Money { v: Int }", "ERROR type-kind-changed Money"),
        arguments(
            "type Query {", "schema { query: Q } type Q {", "ERROR root-type-changed schema"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void shouldNameTheChangeWhenSomethingBreaks(String from, String to, String expected)
      throws Exception {
    assertThat(SHOP).contains(from);
    assertThat(told(SHOP, SHOP.replace(from, to)))
        .anySatisfy(line -> assertThat(line).startsWith(expected));
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        arguments("last: String", "last: String!"),
        arguments("last: String", "last: String @deprecated(reason: \"old\")"),
        arguments("last: String", "\"\"\"The end {\"\"\" last: String first: String"),
        arguments("id: ID!, full", "id: ID, full"),
        arguments("(currency: Currency)", "(currency: Currency, on: ID, at: Int! = 3)"),
        arguments("ids: [ID!]", "ids: [ID], more: Int"),
        arguments("OPEN PAID", "PAID @deprecated OPEN"),
        arguments("Card | Invoice", "Invoice | Card"),
        arguments("Int = 10", "Int = 10 @tag(name: \"x\")"),
        arguments(
            "enum Currency { EUR USD }", "enum Currency { EUR } extend enum Currency { USD }"),
        arguments("type Query {", "schema { query: Query } type Query {"),
        arguments(
            "scalar Money", "scalar Money @specifiedBy(url: \"https://a.example\") scalar New"),
        arguments("@key(fields: \"id\")", "@key(fields: \"id\") @shareable"),
        arguments(
            "directive @trace(level: Int) repeatable on FIELD | QUERY",
            "directive @trace(level: Int, to: ID) repeatable on QUERY | FIELD | MUTATION"));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void shouldSayNothingWhenNoClientNotices(String from, String to) throws Exception {
    assertThat(SHOP).contains(from);
    assertThat(told(SHOP, SHOP.replace(from, to))).isEmpty();
  }

  @Test
  void shouldSayNothingWhenTheSchemaIsSplitIntoFiles() throws Exception {
    String rest = SHOP.replace("enum Status { OPEN PAID }", "");

    assertThat(
            RULES.compare(
                contract(Map.of("a.graphql", SHOP)),
                contract(
                    Map.of("b.graphql", rest, "c.graphql", "extend enum Status { PAID OPEN }"))))
        .isEmpty();
  }

  @Test
  void shouldCompareFieldsOfARootThatHasANewName() throws Exception {
    assertThat(
            told(
                "schema { query: A } type A { x: Int y: Int }",
                "schema { query: B } type B { x: Int }"))
        .containsExactly("ERROR field-removed A.y", "ERROR root-type-changed schema query");
  }

  @Test
  void shouldTellARootThatIsGoneOnce() throws Exception {
    assertThat(told("type Query { a: Int } type Mutation { b: Int }", "type Query { a: Int }"))
        .containsExactly("ERROR root-removed schema mutation");
  }

  @Test
  void shouldTellThatAnArgumentIsRequiredWhenItsDefaultIsGone() throws Exception {
    assertThat(told("type Query { a(b: Int! = 3): Int }", "type Query { a(b: Int!): Int }"))
        .containsExactly("ERROR argument-now-required Query.a(b)");
  }

  @Test
  void shouldSayWhereAndWhatIsTouched() throws Exception {
    Change change =
        RULES
            .compare(schema(SHOP), schema(SHOP.replace("status: Status!", "status: Status")))
            .get(0);

    assertThat(change.place()).isEqualTo(new Place("schema.graphql", 9, 3, Side.HEAD));
    assertThat(change.touch())
        .isEqualTo(Optional.of(new Touch("Order.status", Touch.Part.WHOLE, "")));
    assertThat(change.message()).isEqualTo("The field Order.status was Status! and is Status.");
  }

  @Test
  void shouldListTypesAndFields() throws Exception {
    assertThat(RULES.elements(schema("type Query { b: Int a: Int } input I { c: Int } scalar S")))
        .containsExactly("I", "I.c", "Query", "Query.a", "Query.b", "S");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "type Query {", "query { a }", "type A { a: Int } input A { a: Int }", "<a/>"})
  void shouldNotKnowWhenItIsNoSchema(String text) {
    assertThatThrownBy(() -> told(SHOP, text)).isInstanceOf(UnreadableContractException.class);
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        arguments("type Query { a: " + "[".repeat(200_000)),
        arguments("input A { a: Int = " + "{a:".repeat(100_000)),
        arguments("type Query { a: Int } ".repeat(200_000)),
        arguments("type Query { a(b: Int = 1e999999999): Int } x"),
        arguments("type Query { a(b: Int = " + "9".repeat(2_000_000) + "): Int }"),
        arguments("type Query { a(b: Float = 1e99999999999): Int }"),
        arguments("\"".repeat(1_000_000)),
        arguments("\u0000".repeat(1_000_000)),
        arguments("{".repeat(61)),
        arguments("a ".repeat(2_000_000)));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(20)
  void shouldEndQuicklyWhenTheTextIsHostile(String text) {
    assertThatThrownBy(() -> told(SHOP, text)).isInstanceOf(UnreadableContractException.class);
  }

  @Test
  void shouldCompareALargeSchemaInTime() throws Exception {
    StringBuilder text = new StringBuilder("type Query { a: Int }\nunion U = Query");
    for (int i = 0; i < 4_000; i++) {
      text.append(" | T").append(i);
    }
    for (int i = 0; i < 4_000; i++) {
      text.append("\ntype T").append(i).append(" { a: T1 b(c: Int = 1e999999999): [T2!]! }");
    }

    long start = System.nanoTime();
    List<String> told = told(text.toString(), text.toString());

    assertThat(told).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  private static List<String> told(String before, String after) throws Exception {
    return RULES.compare(schema(before), schema(after)).stream()
        .map(
            change ->
                change.severity()
                    + " "
                    + change.rule().substring("graphql.".length())
                    + " "
                    + change.element())
        .toList();
  }

  private static Contract schema(String text) {
    return contract(Map.of("schema.graphql", text));
  }

  private static Contract contract(Map<String, String> files) {
    return new Contract(
        ContractKind.GRAPHQL,
        "shop",
        List.copyOf(new TreeMap<>(files).keySet()),
        Compatibility.DEFAULT,
        new MapTree(files));
  }
}
