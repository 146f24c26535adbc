package dev.winnow.worker.contract.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.worker.contract.UnreadableContractException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML. No tag makes an object. Aliases are followed, and every value counts as often as it
 * is reached, so that a few lines of aliases of aliases cannot fill the memory.
 */
final class YamlReader {
  private static final int MOST_ALIASES = 10_000;
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private final String file;
  private int values;

  YamlReader(String file) {
    this.file = file;
  }

  SourceDocument read(String text) throws UnreadableContractException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(SourceDocument.LONGEST_TEXT);
    options.setNestingDepthLimit(SourceDocument.DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    // No tag makes an object here; unknown ones are refused below, with their line.
    options.setTagInspector(tag -> true);
    Node root;
    try {
      root =
          new Composer(new ParserImpl(new StreamReader(text), options), new CoreResolver(), options)
              .getSingleNode();
    } catch (MarkedYAMLException bad) {
      Mark mark = bad.getProblemMark();
      throw new UnreadableContractException(
          file, mark == null ? 0 : mark.getLine() + 1, "is not YAML: " + firstLine(bad));
    } catch (YAMLException bad) {
      throw new UnreadableContractException(file, 0, "is not YAML: " + firstLine(bad));
    }
    if (root == null) {
      throw new UnreadableContractException(file, 0, "is empty");
    }
    Lines lines = lines(root);
    return new SourceDocument(file, convert(root, lines, 0), lines);
  }

  private JsonNode convert(Node node, Lines lines, int depth) throws UnreadableContractException {
    if (depth > SourceDocument.DEEPEST || ++values > SourceDocument.MOST_VALUES) {
      throw refusal(node, "is too deep, or holds too many values");
    }
    if (node instanceof MappingNode mapping) {
      requireTag(node, Tag.MAP);
      return object(mapping, lines, depth);
    }
    if (node instanceof SequenceNode sequence) {
      requireTag(node, Tag.SEQ);
      ArrayNode array = NODES.arrayNode();
      for (Node item : sequence.getValue()) {
        Lines inner = lines(item);
        lines.add(inner);
        array.add(convert(item, inner, depth + 1));
      }
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private ObjectNode object(MappingNode mapping, Lines lines, int depth)
      throws UnreadableContractException {
    ObjectNode object = NODES.objectNode();
    List<Node> merged = new ArrayList<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw refusal(entry.getKeyNode(), "has a key that is no text");
      }
      if (Tag.MERGE.equals(key.getTag())) {
        merged.add(entry.getValueNode());
        continue;
      }
      Lines inner = lines(key);
      object.set(key.getValue(), convert(entry.getValueNode(), inner, depth + 1));
      lines.put(key.getValue(), inner);
    }
    for (Node source : merged) {
      merge(source, object, lines, depth);
    }
    return object;
  }

  /** Takes over what the object does not have itself, by YAML's merge key ({@code <<}). */
  private void merge(Node source, ObjectNode object, Lines lines, int depth)
      throws UnreadableContractException {
    Lines read = lines(source);
    JsonNode given = convert(source, read, depth + 1);
    List<Lines> places = given.isArray() ? read.items() : List.of(read);
    int index = 0;
    for (JsonNode mapping : given.isArray() ? given : List.of(given)) {
      if (!mapping.isObject()) {
        throw refusal(source, "merges what is no mapping");
      }
      Map<String, Lines> inner = places.get(index++).fields();
      for (Map.Entry<String, JsonNode> entry : mapping.properties()) {
        object.putIfAbsent(entry.getKey(), entry.getValue());
        lines.putIfAbsent(entry.getKey(), inner.get(entry.getKey()));
      }
    }
  }

  private JsonNode scalar(ScalarNode node) throws UnreadableContractException {
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
    if (Tag.INT.equals(tag) || Tag.FLOAT.equals(tag)) {
      try {
        return Numbers.read(text, Tag.INT.equals(tag));
      } catch (NumberFormatException bad) {
        throw refusal(node, "is tagged as a number and is none");
      }
    }
    throw unknownTag(node);
  }

  private void requireTag(Node node, Tag tag) throws UnreadableContractException {
    if (!tag.equals(node.getTag())) {
      throw unknownTag(node);
    }
  }

  private UnreadableContractException unknownTag(Node node) {
    return refusal(node, "has the tag " + node.getTag().getValue() + ", which means nothing here");
  }

  private UnreadableContractException refusal(Node node, String message) {
    return new UnreadableContractException(file, line(node), message);
  }

  private static Lines lines(Node node) {
    return new Lines(line(node), node.getStartMark().getColumn() + 1);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static String firstLine(YAMLException bad) {
    String message = bad instanceof MarkedYAMLException marked ? marked.getProblem() : null;
    message = message == null ? bad.getMessage() : message;
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
