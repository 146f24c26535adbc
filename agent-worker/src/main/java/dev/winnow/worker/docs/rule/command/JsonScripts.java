package dev.winnow.worker.docs.rule.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.source.Node;
import dev.winnow.worker.contract.source.SourceDocument;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Build files whose targets are the fields of one object, in JSON or YAML. */
final class JsonScripts {
  private JsonScripts() {}

  /**
   * Reads the targets.
   *
   * @param path of the file
   * @param field the object whose fields they are
   */
  static BuildFile read(String path, String text, String field) {
    try {
      Node scripts = SourceDocument.parse(path, text).node().child(field);
      Map<String, Target> targets = new HashMap<>();
      for (Map.Entry<String, JsonNode> script : scripts.value().properties()) {
        JsonNode value = script.getValue();
        targets.put(
            script.getKey(),
            new Target(
                scripts.child(script.getKey()).line(),
                value.isTextual() ? value.textValue().strip() : value.toString()));
      }
      return new BuildFile(targets, Set.of());
    } catch (UnreadableContractException unreadable) {
      // What it defines is not known, and then nothing is said of it.
      return new BuildFile(Map.of(), Set.of("unreadable"));
    }
  }
}
