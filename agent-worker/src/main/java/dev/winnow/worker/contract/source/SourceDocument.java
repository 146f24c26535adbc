package dev.winnow.worker.contract.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.UnreadableContractException;
import java.util.Locale;

/** A YAML or JSON file as a tree of plain values, with the place of each. */
public final class SourceDocument {
  static final int LONGEST_TEXT = 5 * 1024 * 1024;
  static final int DEEPEST = 200;
  static final int MOST_VALUES = 500_000;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String file;
  private final JsonNode root;
  private final Lines lines;

  SourceDocument(String file, JsonNode root, Lines lines) {
    this.file = file;
    this.root = root;
    this.lines = lines;
  }

  /**
   * Reads JSON, or YAML of plain values. A text that starts with a bracket is tried as JSON first,
   * since YAML's flow style takes no tabs.
   *
   * @param file path in the tree, for messages; {@code .json} is read as JSON only
   * @throws UnreadableContractException if it is neither, empty, deeper than 200, or of more than
   *     500,000 values, where aliases count as what they stand for
   */
  public static SourceDocument parse(String file, String text) throws UnreadableContractException {
    if (text.length() > LONGEST_TEXT) {
      throw new UnreadableContractException(file, 0, "is too large");
    }
    String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    if (file.toLowerCase(Locale.ROOT).endsWith(".json")) {
      return new JsonReader(file).read(plain);
    }
    String start = plain.stripLeading();
    if (start.startsWith("{") || start.startsWith("[")) {
      try {
        return new JsonReader(file).read(plain);
      } catch (UnreadableContractException notJson) {
        return new YamlReader(file).read(plain);
      }
    }
    return new YamlReader(file).read(plain);
  }

  /** Path in the tree. */
  public String file() {
    return file;
  }

  public JsonNode root() {
    return root;
  }

  /** The whole document as a node. */
  public Node node() {
    return new Node(this, JsonPointer.empty(), root);
  }

  /** The value at a pointer; a missing node if there is none. */
  public Node node(JsonPointer pointer) {
    return new Node(this, pointer, root.at(pointer));
  }

  /**
   * The line of a value, from 1: for a field, the line of its name.
   *
   * @return the line of the nearest value around it, if there is no value at the pointer
   */
  public int line(JsonPointer pointer) {
    return lines.at(pointer).line();
  }

  /** The column of a value, from 1, as {@link #line} has its line. */
  public int column(JsonPointer pointer) {
    return lines.at(pointer).column();
  }

  @Override
  public String toString() {
    return file;
  }
}
