package dev.winnow.worker.evaluation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.winnow.schemas.Sha256;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a patch was seen to do: patches whose tests came to the same behave alike as far as the
 * tests can tell. It groups, for agreement is evidence of being right; it never merges, and where
 * speed is compared it says nothing at all.
 */
sealed interface Behaviour {
  int DIGITS = 16;

  JsonFactory JSON =
      // As in Metrics: what one patch prints leaves nothing behind.
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  /** The outcomes as a key: equal for equal outcomes, in whatever order they were printed. */
  record Seen(String key) implements Behaviour {}

  /** It cannot be told, for this reason. */
  record Unclear(String reason) implements Behaviour {}

  /** Reads lines {"test": NAME, "outcome": WORD}; other lines say nothing of it. */
  static Behaviour ofLines(List<String> lines) {
    Map<String, String> outcomes = new TreeMap<>();
    for (String line : lines) {
      Optional<Told> told = read(line);
      if (told.isPresent()
          && outcomes.putIfAbsent(told.get().test(), told.get().outcome()) != null) {
        return new Unclear("the outcome of test " + told.get().test() + " was reported twice");
      }
    }
    return outcomes.isEmpty()
        ? new Unclear("no outcome of a test was reported")
        : new Seen(keyOf(outcomes));
  }

  private static String keyOf(Map<String, String> outcomes) {
    StringBuilder text = new StringBuilder();
    outcomes.forEach(
        (test, outcome) ->
            text.append(test.length())
                .append(':')
                .append(test)
                .append(outcome.length())
                .append(':')
                .append(outcome));
    return Sha256.hex(text.toString()).substring(0, DIGITS);
  }

  /** Those two fields and no others, both texts. */
  private static Optional<Told> read(String line) {
    Map<String, String> fields = new TreeMap<>();
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (JsonToken next = parser.nextToken();
          next == JsonToken.FIELD_NAME;
          next = parser.nextToken()) {
        String name = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_STRING
            || fields.put(name, parser.getText()) != null) {
          return Optional.empty();
        }
      }
      boolean isWhole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
      return isWhole && fields.size() == 2 && fields.containsKey("test")
          ? Optional.ofNullable(fields.get("outcome"))
              .map(outcome -> new Told(fields.get("test"), outcome))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What one test came to. */
  record Told(String test, String outcome) {}
}
