package dev.winnow.worker.contract.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.worker.contract.UnreadableContractException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads JSON. Of a key that is there twice the last counts, as in most readers. */
final class JsonReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(SourceDocument.DEEPEST)
                  .maxStringLength(SourceDocument.LONGEST_TEXT)
                  .maxNumberLength(SourceDocument.LONGEST_TEXT)
                  .build())
          .build();

  private final String file;
  private int values;

  JsonReader(String file) {
    this.file = file;
  }

  SourceDocument read(String text) throws UnreadableContractException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new UnreadableContractException(file, 0, "is empty");
      }
      Lines lines = lines(parser);
      JsonNode root = value(parser, lines);
      if (parser.nextToken() != null) {
        throw new UnreadableContractException(
            file, line(parser), "is not JSON: something follows its end");
      }
      return new SourceDocument(file, root, lines);
    } catch (JsonProcessingException bad) {
      int line = bad.getLocation() == null ? 0 : bad.getLocation().getLineNr();
      throw new UnreadableContractException(
          file, Math.max(line, 0), "is not JSON: " + bad.getOriginalMessage());
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory cannot be read", impossible);
    }
  }

  private JsonNode value(JsonParser parser, Lines lines)
      throws IOException, UnreadableContractException {
    if (++values > SourceDocument.MOST_VALUES) {
      throw new UnreadableContractException(file, line(parser), "holds too many values");
    }
    JsonToken token = parser.currentToken();
    switch (token) {
      case START_OBJECT:
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          Lines inner = lines(parser);
          parser.nextToken();
          object.set(name, value(parser, inner));
          lines.put(name, inner);
        }
        return object;
      case START_ARRAY:
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          Lines inner = lines(parser);
          array.add(value(parser, inner));
          lines.add(inner);
        }
        return array;
      case VALUE_STRING:
        return NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT:
        return Numbers.read(parser.getText(), true);
      case VALUE_NUMBER_FLOAT:
        return Numbers.read(parser.getText(), false);
      case VALUE_TRUE:
        return NODES.booleanNode(true);
      case VALUE_FALSE:
        return NODES.booleanNode(false);
      default:
        return NODES.nullNode();
    }
  }

  private static Lines lines(JsonParser parser) {
    return new Lines(line(parser), parser.currentTokenLocation().getColumnNr());
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
