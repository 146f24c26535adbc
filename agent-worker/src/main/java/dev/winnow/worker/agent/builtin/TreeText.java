package dev.winnow.worker.agent.builtin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML or JSON file in which one value is changed, and all else stays as it is written, comments
 * too. JSON is read as the YAML that it is.
 */
final class TreeText {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Numbers, booleans and null: the same without quotes in both languages. */
  private static final Pattern NO_TEXT =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?|true|false|null");

  /** Words that no YAML takes for anything but a text. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");

  private static final Pattern NO_PLAIN = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

  private final String file;
  private final String text;

  TreeText(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * The text with a value in place of one that is there and that has no others inside.
   *
   * @param pointer to it (RFC 6901)
   */
  String with(String pointer, String value) throws AgentProblem {
    ScalarNode old = scalar(text, pointer);
    int begin = text.offsetByCodePoints(0, old.getStartMark().getIndex());
    int end = text.offsetByCodePoints(0, old.getEndMark().getIndex());
    if (old.getScalarStyle() == ScalarStyle.LITERAL || old.getScalarStyle() == ScalarStyle.FOLDED) {
      throw new AgentProblem(
          "agent.set: " + pointer + " in " + file + " is a block of text; write it in quotes");
    }
    String changed = text.substring(0, begin) + written(old, value) + text.substring(end);
    if (!scalar(changed, pointer).getValue().equals(value)) {
      throw new AgentProblem("agent.set: " + pointer + " in " + file + " cannot be set");
    }
    return changed;
  }

  /** A text stays a text: whoever reads the file may insist on it. */
  private String written(ScalarNode old, String value) throws AgentProblem {
    boolean wasText = old.getScalarStyle() != ScalarStyle.PLAIN;
    if (!wasText && NO_TEXT.matcher(value).matches()) {
      return value;
    }
    boolean isPlain = PLAIN.matcher(value).matches() && !NO_PLAIN.matcher(value).matches();
    if (!wasText && isPlain && !file.endsWith(".json")) {
      return value;
    }
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AgentProblem("agent.set: the value of " + pointer(old) + " is no text");
    }
  }

  private static String pointer(ScalarNode node) {
    return "line " + (node.getStartMark().getLine() + 1);
  }

  private ScalarNode scalar(String content, String pointer) throws AgentProblem {
    Node node = root(content);
    for (String step : steps(pointer)) {
      node = child(node, step).orElseThrow(() -> missing(pointer));
    }
    if (node instanceof ScalarNode scalar) {
      return scalar;
    }
    throw new AgentProblem(
        "agent.set: " + pointer + " in " + file + " holds others; name one of those");
  }

  private Node root(String content) throws AgentProblem {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(content));
      if (root != null) {
        return root;
      }
    } catch (YAMLException e) {
      throw new AgentProblem(
          "agent.set: "
              + file
              + " cannot be read: "
              + e.getMessage().lines().findFirst().orElse(""));
    }
    throw new AgentProblem("agent.set: " + file + " is empty");
  }

  private AgentProblem missing(String pointer) {
    return new AgentProblem(
        "agent.set: there is nothing at " + pointer + " in " + file + "; add it to the base");
  }

  private static List<String> steps(String pointer) {
    return Stream.of(pointer.substring(1).split("/", -1))
        .map(step -> step.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  private static Optional<Node> child(Node node, String step) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream()
          .filter(
              tuple -> tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(step))
          .map(NodeTuple::getValueNode)
          .findFirst();
    }
    if (node instanceof SequenceNode sequence && step.matches("0|[1-9][0-9]{0,8}")) {
      return sequence.getValue().stream().skip(Long.parseLong(step)).findFirst();
    }
    return Optional.empty();
  }
}
