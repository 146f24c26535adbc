package dev.winnow.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad spec names its field and how to mend it, and nothing else is wrong. */
class BadSpecsTest {

  static Stream<Named<JsonNode>> cases() throws UnreadableSpecException {
    JsonNode cases = SpecReader.read(SpecFiles.read("bad-specs.yaml")).tree();
    return StreamSupport.stream(cases.spliterator(), false)
        .map(bad -> Named.of(bad.get("case").textValue(), bad));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldNameFieldAndMendWhenSpecIsBad(JsonNode bad) throws UnreadableSpecException {
    Parsed parsed = TaskSpec.parse(text(bad));

    assertThat(parsed).isInstanceOf(Parsed.Invalid.class);
    assertThat(((Parsed.Invalid) parsed).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo(bad.get("field").textValue());
              assertThat(problem.mend()).contains(bad.get("mend").textValue());
              assertThat(problem.message()).isNotBlank().doesNotContain("Exception");
            });
  }

  private static String text(JsonNode bad) throws UnreadableSpecException {
    if (bad.has("text")) {
      return bad.get("text").textValue();
    }
    JsonNode spec = SpecReader.read(SpecFiles.read("smallest.yaml")).tree();
    boolean removed = bad.has("remove");
    JsonPointer at = JsonPointer.compile(bad.get(removed ? "remove" : "at").textValue());
    JsonNode parent = spec.at(at.head());
    String last = at.last().getMatchingProperty();
    if (removed) {
      ((ObjectNode) parent).remove(last);
    } else if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(last), bad.get("set"));
    } else {
      ((ObjectNode) parent).set(last, bad.get("set"));
    }
    return spec.toString();
  }
}
