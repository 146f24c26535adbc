package dev.winnow.worker.contract.jsonschema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.Touch;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.tree.MapTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaRulesTest {
  private static final String FILE = "schemas/order.schema.json";
  private static final String OPEN = "{'type':'object','properties':{'a':{'type':'string'}}}";
  private static final String OPEN_MORE =
      "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'}}}";
  private static final String CLOSED = closed(OPEN);
  private static final String CLOSED_MORE = closed(OPEN_MORE);

  private final JsonSchemaRules rules = new JsonSchemaRules();

  @Test
  void shouldNameTheElementAndThePlaceWhenAPropertyIsRemoved() throws Exception {
    List<Change> changes =
        rules.compare(
            contract(
                "{'title':'Order',\n'properties':{\n'id':{'type':'string'}},'required':['id']}"),
            contract("{'title':'Order'}"));

    assertThat(changes).hasSize(1);
    Change change = changes.get(0);
    assertThat(change.rule()).isEqualTo("json-schema.property-removed");
    assertThat(change.severity()).isEqualTo(Severity.ERROR);
    assertThat(change.element()).isEqualTo("Order id");
    assertThat(change.place()).isEqualTo(new Place(FILE, 3, 1, Side.MERGE_BASE));
    assertThat(change.touch()).contains(new Touch("Order", Touch.Part.RESPONSE_FIELD, "id"));
    assertThat(change.message()).isEqualTo("`id` was required and is no longer declared.");
  }

  @ParameterizedTest
  @CsvSource({
    // from, to, backward, forward
    "open, open-more, true, false",
    "open-more, open, false, true",
    "closed, closed-more, false, true",
    "closed-more, closed, true, false",
    "open, closed, true, false",
    "closed, open, false, true",
    "open, open, false, false",
  })
  void shouldJudgeAsRegistriesDoWhenACompatibilityIsDeclared(
      String from, String to, boolean backward, boolean forward) throws Exception {
    Map<String, String> schemas =
        Map.of("open", OPEN, "open-more", OPEN_MORE, "closed", CLOSED, "closed-more", CLOSED_MORE);

    assertThat(breaks(schemas.get(from), schemas.get(to), Compatibility.BACKWARD))
        .isEqualTo(backward);
    assertThat(breaks(schemas.get(from), schemas.get(to), Compatibility.FORWARD))
        .isEqualTo(forward);
    assertThat(breaks(schemas.get(from), schemas.get(to), Compatibility.FULL))
        .isEqualTo(backward || forward);
  }

  @Test
  void shouldNotBreakBackwardWhenANewRequiredPropertyHasADefault() throws Exception {
    String after =
        "{'type':'object','additionalProperties':false,'required':['b'],'properties':"
            + "{'a':{'type':'string'},'b':{'type':'string','default':'x'}}}";

    assertThat(breaks(CLOSED, after, Compatibility.BACKWARD)).isFalse();
    assertThat(breaks(CLOSED, after.replace(",'default':'x'", ""), Compatibility.BACKWARD))
        .isTrue();
  }

  @Test
  void shouldCompareEachDefinitionWhenTheFileHasNothingElse() throws Exception {
    List<Change> changes =
        rules.compare(
            contract("{'$defs':{'A':{'type':'string'},'B':{'type':'string'},'C':{}}}"),
            contract("{'definitions':{'A':{'type':'integer'},'C':{},'D':{}}}"));

    assertThat(changes)
        .extracting(Change::rule, Change::element)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("json-schema.type-changed", "A"),
            org.assertj.core.groups.Tuple.tuple("json-schema.definition-removed", "B"));
  }

  @Test
  void shouldSeeAChangeInAnotherFileWhenItIsReferredTo() throws Exception {
    String order = "{'properties':{'to':{'$ref':'address.json'}}}".replace('\'', '"');
    List<Change> changes =
        rules.compare(
            contract(Map.of(FILE, order, "schemas/address.json", "{\"type\":\"object\"}")),
            contract(
                Map.of(
                    FILE,
                    order,
                    "schemas/address.json",
                    "{\"type\":\"object\",\n\"required\":[\"zip\"]}")));

    assertThat(changes)
        .extracting(Change::element, Change::place)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "order.schema.json to.zip", new Place("schemas/address.json", 2, 1, Side.HEAD)));
  }

  @Test
  void shouldListNameAndPathsWhenAskedForElements() throws Exception {
    assertThat(
            rules.elements(
                contract(
                    "{'$id':'order','properties':{'items':{'items':{'properties':{'id':{}}}}}}")))
        .containsExactly("order", "order items", "order items[].id");
  }

  @Test
  void shouldSayItIsUnreadableWhenItIsNoSchema() {
    assertThatThrownBy(() -> rules.compare(contract("[1]"), contract("{}")))
        .isInstanceOf(UnreadableContractException.class);
    assertThatThrownBy(() -> rules.elements(contract("{")))
        .isInstanceOf(UnreadableContractException.class);
  }

  private boolean breaks(String before, String after, Compatibility compatibility)
      throws UnreadableContractException {
    return rules.compare(contract(before, compatibility), contract(after, compatibility)).stream()
        .anyMatch(change -> change.severity() == Severity.ERROR);
  }

  private static String closed(String schema) {
    return schema.replaceFirst("\\{", "{'additionalProperties':false,");
  }

  private static Contract contract(String text) {
    return contract(text, Compatibility.DEFAULT);
  }

  private static Contract contract(String text, Compatibility compatibility) {
    return contract(Map.of(FILE, text.replace('\'', '"')), compatibility);
  }

  private static Contract contract(Map<String, String> files) {
    return contract(files, Compatibility.DEFAULT);
  }

  private static Contract contract(Map<String, String> files, Compatibility compatibility) {
    return new Contract(
        ContractKind.JSON_SCHEMA, "shop", List.of(FILE), compatibility, new MapTree(files));
  }
}
