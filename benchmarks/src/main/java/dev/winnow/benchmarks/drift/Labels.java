package dev.winnow.benchmarks.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.winnow.worker.docs.drift.Drift;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What readers said of findings that no mined case speaks of. */
final class Labels {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Key(String repository, String commit, String document, int line, String element) {}

  private final Map<Key, Boolean> labels = new HashMap<>();

  static Labels none() {
    return new Labels();
  }

  /**
   * Reads labels, one a line; a line whose label is null is left out.
   *
   * @throws IOException if the file cannot be read, or a line of it is no label
   */
  static Labels read(Path file) throws IOException {
    Labels read = new Labels();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        read.add(lines.get(i), file.getFileName() + ":" + (i + 1));
      }
    }
    return read;
  }

  private void add(String line, String where) throws IOException {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException(where + " is no JSON: " + e.getOriginalMessage(), e);
    }
    JsonNode label = node.path("label");
    if (label.isNull()) {
      return;
    }
    if (!label.isBoolean()) {
      throw new IOException(where + ": label is neither true nor false");
    }
    labels.put(
        new Key(
            node.path("repository").asText(),
            node.path("commit").asText(),
            node.path("document").asText(),
            node.path("line").asInt(),
            node.path("element").asText()),
        label.asBoolean());
  }

  /** Whether a finding is right; empty if no reader said. What is wrong on one line is wrong. */
  Optional<Boolean> of(String repository, String commit, Drift drift) {
    return drift.lines().stream()
        .map(line -> new Key(repository, commit, line.file(), line.line(), drift.element()))
        .map(labels::get)
        .filter(label -> label != null)
        .reduce((one, other) -> one && other);
  }
}
