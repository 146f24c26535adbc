package dev.winnow.worker.contract.avro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.winnow.worker.contract.UnreadableContractException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON with the place of every value, within bounds. Used once. */
final class JsonReader {
  /** Arrays and objects within one another. A schema with a dozen is hard to read. */
  static final int DEEPEST = 200;

  /** Values of one file. */
  static final int MOST_VALUES = 500_000;

  /** Digits of one number. */
  private static final int LONGEST_NUMBER = 1000;

  /** Avro's own parser takes comments as well. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .build();

  private final JsonParser parser;
  private int values;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads one file.
   *
   * @throws UnreadableContractException if it is not one JSON value, or a bound is passed
   */
  static Json read(String file, String text) throws UnreadableContractException {
    try (JsonParser parser =
        FACTORY.createParser(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
      JsonReader reader = new JsonReader(parser);
      if (parser.nextToken() == null) {
        throw new UnreadableContractException(file, 0, "The file is empty.");
      }
      Json json = reader.value(file);
      if (parser.nextToken() != null) {
        throw new UnreadableContractException(
            file, reader.line(), "There is something after the end of the JSON.");
      }
      return json;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : Math.max(e.getLocation().getLineNr(), 0);
      throw new UnreadableContractException(file, line, "It is not JSON that can be read.");
    } catch (NumberFormatException e) {
      throw new UnreadableContractException(file, 0, "There is a number beyond all bounds.");
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot fail to be read", e);
    }
  }

  /** Recurses no deeper than the parser lets it: {@link #DEEPEST}. */
  private Json value(String file) throws IOException, UnreadableContractException {
    values++;
    if (values > MOST_VALUES) {
      throw new UnreadableContractException(
          file, line(), "There are more than " + MOST_VALUES + " values.");
    }
    int line = line();
    int column = parser.currentTokenLocation().getColumnNr();
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, value(file));
        }
        yield new Json(members, line, column);
      }
      case START_ARRAY -> {
        List<Json> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(file));
        }
        yield new Json(elements, line, column);
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json(parser.getDecimalValue(), line, column);
      case VALUE_TRUE -> new Json(true, line, column);
      case VALUE_FALSE -> new Json(false, line, column);
      case VALUE_NULL -> new Json(null, line, column);
      default -> new Json(parser.getText(), line, column);
    };
  }

  private int line() {
    return Math.max(parser.currentTokenLocation().getLineNr(), 0);
  }
}
