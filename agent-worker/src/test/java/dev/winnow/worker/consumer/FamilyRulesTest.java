package dev.winnow.worker.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.contract.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

class FamilyRulesTest {
  private static final String ERROR =
      "{type: object, properties: {code: {type: string}, message: {type: string}}}";

  private static String operation(String path, String properties, String error) {
    return """
          %s:
            get:
              responses:
                "200": {description: x, content: {application/json: {schema: {type: object, properties: {%s}}}}}
                "400": {description: x, content: {application/json: {schema: %s}}}
        """
        .formatted(path, properties, error);
  }

  private static String spec(String more) {
    StringBuilder properties = new StringBuilder("id: {}");
    for (int i = 0; i < 12; i++) {
      properties.append(", some_name").append(i).append(": {}");
    }
    return "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n"
        + operation("/one", properties.toString(), ERROR)
        + operation("/two", "oldOne: {}", ERROR)
        + operation("/three", "x: {}", ERROR)
        + more;
  }

  private static List<String> changes(String before, String after) {
    return new FamilyRules()
        .compare(Shop.api(before), Shop.api(after)).stream()
            .map(change -> change.rule() + " " + change.element())
            .toList();
  }

  @Test
  void shouldTellNewNamesThatAreNotWrittenLikeTheOthers() {
    List<String> changes =
        changes(
            spec(""),
            spec(operation("/four", "newOne: {}, new_two: {}, oldOne: {}, id: {}", ERROR)));

    assertThat(changes).containsExactly("family.property-casing property newOne");
  }

  @Test
  void shouldTellNewErrorsThatLookUnlikeTheOthers() {
    String other = "{type: object, properties: {error: {type: string}}}";
    String more = "{allOf: [" + ERROR + ", {type: object, properties: {fields: {type: array}}}]}";

    List<String> changes =
        changes(
            spec(""), spec(operation("/four", "x: {}", other) + operation("/five", "x: {}", more)));

    assertThat(changes).containsExactly("family.error-schema GET /four 400");
  }

  @Test
  void shouldSayNothingOfWhatWasThereBefore() {
    String odd = operation("/four", "newOne: {}", "{type: object, properties: {error: {}}}");

    List<String> changes = changes(spec(odd), spec(odd));

    assertThat(changes).isEmpty();
  }

  @Test
  void shouldLearnNothingWhenFewNamesAgree() {
    List<Change> changes =
        new FamilyRules()
            .compare(
                Shop.api(Shop.ORDERS),
                Shop.api(Shop.ORDERS.replace("total: {type", "grand_total: {type")));

    assertThat(changes).isEmpty();
  }
}
