package dev.winnow.schemas.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads the text of a spec, within limits that keep a hostile one from costing anything. */
final class SpecReader {

  static final int LARGEST_BYTES = 1 << 20;
  static final int DEEPEST = 32;

  private static final int MOST_ALIASES = 10_000;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(SpecNumbers.LONGEST)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private SpecReader() {}

  /**
   * Reads YAML, or JSON. A text that starts with a brace is tried as JSON first, since YAML's flow
   * style takes no tabs.
   */
  static SpecDocument read(String text) throws UnreadableSpecException {
    if (text.length() > LARGEST_BYTES
        || text.getBytes(StandardCharsets.UTF_8).length > LARGEST_BYTES) {
      throw new UnreadableSpecException(
          "document",
          "is larger than 1 MiB",
          "make it smaller: a grid instead of a list of variants, files in the repository instead of long prompts");
    }
    if (text.stripLeading().startsWith("{")) {
      try {
        JsonNode tree = JSON.readTree(text);
        SpecNumbers.check(tree);
        return new SpecDocument(tree, Map.of());
      } catch (JsonProcessingException notJson) {
        return readYaml(text);
      }
    }
    return readYaml(text);
  }

  private static SpecDocument readYaml(String text) throws UnreadableSpecException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST_BYTES);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    // No tag makes an object here; the tree refuses unknown ones and names the field.
    options.setTagInspector(tag -> true);
    try {
      Composer composer =
          new Composer(
              new ParserImpl(new StreamReader(text), options), new CoreResolver(), options);
      Node root = composer.getSingleNode();
      if (root == null) {
        throw new UnreadableSpecException(
            "document", "is empty", "start with apiVersion: winnow.dev/v1 and kind: Task");
      }
      return new YamlTree().convert(root);
    } catch (MarkedYAMLException bad) {
      String where =
          bad.getProblemMark() == null
              ? ""
              : "line %d, column %d: "
                  .formatted(
                      bad.getProblemMark().getLine() + 1, bad.getProblemMark().getColumn() + 1);
      throw new UnreadableSpecException(
          "document", "is not YAML or JSON: " + where + bad.getProblem(), "mend the syntax there");
    } catch (NumberFormatException bad) {
      // SnakeYAML lets it out where an escape such as \\UFFFFFFFF is past any number it knows.
      throw new UnreadableSpecException(
          "document",
          "is not YAML or JSON: an escape stands for no character",
          "escape characters of Unicode only, up to \\U0010FFFF");
    } catch (YAMLException bad) {
      throw new UnreadableSpecException(
          "document",
          "is not YAML or JSON: " + firstLine(bad.getMessage()),
          "give one YAML or JSON document of plain values");
    }
  }

  private static String firstLine(String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }
}
