package dev.winnow.schemas.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Good specs with something done to them: to their values, or to their text. */
final class BrokenSpecs {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final List<String> GOOD = good();

  private static final List<JsonNode> VALUES =
      List.of(
          NODES.nullNode(),
          NODES.booleanNode(true),
          NODES.arrayNode(),
          NODES.objectNode(),
          NODES.arrayNode().add(NODES.arrayNode()),
          NODES.objectNode().put("", ""),
          NODES.numberNode(0),
          NODES.numberNode(-1),
          NODES.numberNode(Long.MAX_VALUE),
          number("1e400"),
          number("-1e-400"),
          number("0.1234567"),
          number("100.0"),
          number("9".repeat(64)),
          number("1e999999999"));

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\0",
          "a\0b",
          "/a\0b",
          "\ud800",
          "/\ud800",
          "/etc/../etc",
          "/\u00e4",
          "\u202e\ud83d\ude00\ufeff",
          "\n\t",
          "..",
          "../x",
          ".git",
          ":(exclude)a",
          "${SPEC_DIR}",
          "${SPEC_DIR}/\0",
          "{{parameters.x}}",
          "{{",
          "{{}}",
          "{{env.A}}",
          "999999999h",
          "0ms",
          "\u0661\u0662s",
          "999999999TiB",
          "all",
          "*.",
          "merge",
          "sweep",
          "mutate",
          "claude-code",
          "1e5",
          "a".repeat(70),
          "-".repeat(5_000),
          "a.yaml#/" + "b".repeat(20_000));

  private static final List<String> SNIPPETS =
      List.of(
          "&a ",
          "*a",
          "<<: *a\n",
          "&b {<<: *b}",
          "!!int ",
          "!!float .inf",
          "!!set {a}",
          "!x ",
          "!!binary ",
          "? ",
          ": ",
          "- ",
          "\t",
          "{",
          "}",
          "[",
          "]",
          ",",
          "|\n",
          ">+9\n",
          "'",
          "\"",
          "#",
          "%YAML 9.9\n",
          "---\n",
          "...\n",
          "\0",
          "\ud83d\ude00",
          "\ud800",
          "\ufeff",
          "\u2028",
          "1e999999999",
          "0x1F",
          "~",
          "\r",
          "\"\\ud800\"",
          "\"\\0\"",
          "[[[[[[[[[[[[[[[[[[[[");

  private BrokenSpecs() {}

  /** A text that was a good spec. */
  static String next(Random random) {
    String good = any(GOOD, random);
    return random.nextBoolean() ? withOtherText(good, random) : withOtherValues(good, random);
  }

  private static String withOtherText(String good, Random random) {
    StringBuilder text = new StringBuilder(good);
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      int start = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), start + random.nextInt(30));
      switch (random.nextInt(6)) {
        case 0 -> text.setLength(start);
        case 1 -> text.delete(start, end);
        case 2 -> text.insert(start, text.substring(start, end));
        case 3 -> text.insert(start, (char) random.nextInt(0x1_0000));
        default -> text.insert(start, any(SNIPPETS, random));
      }
    }
    return text.toString();
  }

  private static String withOtherValues(String good, Random random) {
    JsonNode spec = tree(good);
    for (int left = random.nextInt(4); left > 0; left--) {
      List<JsonNode> parents = new ArrayList<>();
      collect(spec, parents);
      JsonNode parent = any(parents, random);
      if (parent instanceof ObjectNode object) {
        change(object, parents, random);
      } else {
        change((ArrayNode) parent, parents, random);
      }
    }
    // With a comment in front it is read as YAML.
    return (random.nextBoolean() ? "" : "# spec\n") + spec;
  }

  private static void change(ObjectNode object, List<JsonNode> others, Random random) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.isEmpty() ? "a" : any(names, random);
    JsonNode value = object.path(name);
    switch (random.nextInt(5)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(any(TEXTS, random), value);
      case 2 -> object.set(name.substring(0, name.length() / 2), value);
      default -> object.set(name, other(value, others, random));
    }
  }

  private static void change(ArrayNode array, List<JsonNode> others, Random random) {
    int index = random.nextInt(array.size());
    switch (random.nextInt(4)) {
      case 0 -> array.remove(index);
      case 1 -> array.add(array.get(index));
      default -> array.set(index, other(array.get(index), others, random));
    }
  }

  private static JsonNode other(JsonNode value, List<JsonNode> others, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> NODES.arrayNode().add(value);
      case 1 -> NODES.objectNode().set("a", value);
      case 2 -> any(others, random).deepCopy();
      case 3 -> any(VALUES, random);
      default -> NODES.textNode(any(TEXTS, random));
    };
  }

  private static void collect(JsonNode node, List<JsonNode> parents) {
    if (node.isObject() || node.isArray() && !node.isEmpty()) {
      parents.add(node);
    }
    node.forEach(child -> collect(child, parents));
  }

  private static JsonNode tree(String good) {
    try {
      return SpecReader.read(good).tree();
    } catch (UnreadableSpecException bad) {
      throw new IllegalStateException(bad);
    }
  }

  private static JsonNode number(String text) {
    return NODES.numberNode(new BigDecimal(text));
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private static List<String> good() {
    try (Stream<Path> files = Files.walk(Path.of("..", "examples"))) {
      List<String> specs =
          new ArrayList<>(
              List.of(SpecFiles.read("smallest.yaml"), SpecFiles.read("cache-contest.yaml")));
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        String text = Files.readString(file);
        if (text.contains("kind: Task")) {
          specs.add(text);
        }
      }
      return specs;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
