package dev.winnow.worker.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads values of {@code winnow.yaml}, and keeps what is wrong with them. */
final class ManifestFields {
  private final List<Manifest.Problem> problems = new ArrayList<>();

  List<Manifest.Problem> problems() {
    return problems;
  }

  /** Makes sure that a value is a mapping that has no other fields. */
  void known(Node node, List<String> known) {
    if (!node.value().isObject()) {
      wrong(node, "this has to be a mapping with " + String.join(", ", known));
      return;
    }
    node.value()
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                String message = "'" + name + "' means nothing here: use " + known;
                wrong(node.child(name), message);
              }
            });
  }

  /** Whether something is said; a name with nothing after it says nothing. */
  static boolean isSaid(Node node) {
    return node.exists() && !node.value().isNull();
  }

  static Optional<String> text(Node node) {
    return Optional.of(node.value()).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  List<String> texts(Node list) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.value().size(); i++) {
      Node item = list.child(i);
      text(item).ifPresentOrElse(texts::add, () -> wrong(item, "this has to be a text"));
    }
    return texts;
  }

  void wrong(Node node, String message) {
    problems.add(new Manifest.Problem(Manifest.FILE, node.line(), message));
  }
}
