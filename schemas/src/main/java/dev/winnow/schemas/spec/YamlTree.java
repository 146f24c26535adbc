package dev.winnow.schemas.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns YAML's nodes into JSON's, and notes the line of each field. Only plain values: no tag names
 * a class. Aliases are followed, and every value is counted as often as it is reached, so that a
 * few lines of aliases of aliases cannot fill the memory.
 */
final class YamlTree {

  private static final int MOST_VALUES = 500_000;
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private final Map<Field, Integer> lines = new HashMap<>();
  private int values;
  private int merges;

  SpecDocument convert(Node root) throws UnreadableSpecException {
    return new SpecDocument(convert(root, Field.ROOT), lines);
  }

  private JsonNode convert(Node node, Field field) throws UnreadableSpecException {
    if (field.steps().size() > SpecReader.DEEPEST || ++values > MOST_VALUES) {
      throw tooDeep(node);
    }
    lines.putIfAbsent(field, node.getStartMark().getLine() + 1);
    if (node instanceof MappingNode mapping) {
      requireTag(node, Tag.MAP, field);
      return object(mapping, field);
    }
    if (node instanceof SequenceNode sequence) {
      requireTag(node, Tag.SEQ, field);
      ArrayNode array = NODES.arrayNode();
      for (Node item : sequence.getValue()) {
        array.add(convert(item, field.then(array.size())));
      }
      return array;
    }
    return scalar((ScalarNode) node, field);
  }

  private ObjectNode object(MappingNode mapping, Field field) throws UnreadableSpecException {
    ObjectNode object = NODES.objectNode();
    List<Node> merged = new ArrayList<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw new UnreadableSpecException(
            field.toString(), "has a key that is no text" + line(entry.getKeyNode()), "quote it");
      }
      if (Tag.MERGE.equals(key.getTag())) {
        merged.add(entry.getValueNode());
        continue;
      }
      Field inner = field.then(key.getValue());
      if (object.has(key.getValue())) {
        throw new UnreadableSpecException(
            inner.toString(), "is there twice" + line(key), "keep one of the two");
      }
      lines.put(inner, key.getStartMark().getLine() + 1);
      object.set(key.getValue(), convert(entry.getValueNode(), inner));
    }
    for (Node source : merged) {
      merge(source, object, field);
    }
    return object;
  }

  /** Takes over what the object does not have itself, by YAML's merge key ({@code <<}). */
  private void merge(Node source, ObjectNode object, Field field) throws UnreadableSpecException {
    // A mapping that merges itself would never end, for its field gets no deeper.
    if (++merges > SpecReader.DEEPEST) {
      throw tooDeep(source);
    }
    JsonNode values = convert(source, field);
    merges--;
    for (JsonNode mapping : values.isArray() ? values : List.of(values)) {
      if (!mapping.isObject()) {
        throw new UnreadableSpecException(
            field.toString(), "merges what is no mapping" + line(source), "give << a mapping");
      }
      mapping.properties().forEach(entry -> object.putIfAbsent(entry.getKey(), entry.getValue()));
    }
  }

  private static JsonNode scalar(ScalarNode node, Field field) throws UnreadableSpecException {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (Tag.STR.equals(tag)) {
      return NODES.textNode(text);
    }
    if (Tag.NULL.equals(tag)) {
      return NODES.nullNode();
    }
    if (Tag.BOOL.equals(tag)) {
      return NODES.booleanNode(text.toLowerCase(Locale.ROOT).equals("true"));
    }
    try {
      if (SpecNumbers.isTooLong(text)) {
        throw SpecNumbers.refusal(field.toString());
      }
      if (Tag.INT.equals(tag)) {
        return NODES.numberNode(new BigInteger(text));
      }
      if (Tag.FLOAT.equals(tag)) {
        BigDecimal number = new BigDecimal(text);
        if (SpecNumbers.isTooLarge(number)) {
          throw SpecNumbers.refusal(field.toString());
        }
        return NODES.numberNode(number);
      }
    } catch (NumberFormatException bad) {
      throw new UnreadableSpecException(
          field.toString(), "is tagged as a number and is none" + line(node), "leave out the tag");
    }
    throw unknownTag(node, field);
  }

  private static void requireTag(Node node, Tag tag, Field field) throws UnreadableSpecException {
    if (!tag.equals(node.getTag())) {
      throw unknownTag(node, field);
    }
  }

  private static UnreadableSpecException tooDeep(Node node) {
    return new UnreadableSpecException(
        "document",
        "is too deep, or its aliases stand for too many values" + line(node),
        "write it flatter, with fewer aliases");
  }

  private static UnreadableSpecException unknownTag(Node node, Field field) {
    return new UnreadableSpecException(
        field.toString(),
        "has the tag " + node.getTag().getValue() + ", which means nothing here" + line(node),
        "leave out the tag; quote a text that starts with !");
  }

  private static String line(Node node) {
    return " (line " + (node.getStartMark().getLine() + 1) + ")";
  }
}
