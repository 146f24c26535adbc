package dev.winnow.benchmarks.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A commit that made a document wrong, or one that removed names of which no document speaks.
 *
 * @param repository name of the repository
 * @param commit the commit
 * @param parent its first parent
 * @param positive whether it made a document wrong
 * @param document the document; empty for a negative
 * @param lines where the document has the name at the commit, sorted; none for a negative
 * @param name what the commit removed; if that is a file, its path as the document has it
 * @param path whether a file is meant
 * @param fixedBy the later commit that mended the document; empty for a negative
 */
record DriftCase(
    String repository,
    String commit,
    String parent,
    boolean positive,
    String document,
    List<Integer> lines,
    String name,
    boolean path,
    String fixedBy) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String POSITIVE = "positive";
  private static final String NEGATIVE = "negative";

  DriftCase {
    lines = List.copyOf(lines);
  }

  static DriftCase negative(String repository, Change.Commit commit, String name) {
    return new DriftCase(
        repository, commit.id(), commit.parent(), false, "", List.of(), name, false, "");
  }

  /** One line of JSON. */
  String json() {
    ObjectNode node =
        JSON.createObjectNode()
            .put("repository", repository)
            .put("commit", commit)
            .put("parent", parent)
            .put("kind", positive ? POSITIVE : NEGATIVE);
    if (positive) {
      node.put("document", document).put("line", lines.get(0));
      lines.forEach(node.putArray("lines")::add);
    }
    node.put("name", name);
    if (positive) {
      node.put("of", path ? "path" : "name").put("fixedBy", fixedBy);
    }
    return node.toString();
  }

  /** Reads what {@link #json} wrote, one case a line. */
  static List<DriftCase> read(Path file) throws IOException {
    List<DriftCase> cases = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        cases.add(of(JSON.readTree(line)));
      }
    }
    return cases;
  }

  private static DriftCase of(JsonNode node) {
    List<Integer> lines = new ArrayList<>();
    node.path("lines").forEach(line -> lines.add(line.asInt()));
    if (lines.isEmpty() && node.has("line")) {
      lines.add(node.path("line").asInt());
    }
    return new DriftCase(
        node.path("repository").asText(),
        node.path("commit").asText(),
        node.path("parent").asText(),
        node.path("kind").asText().equals(POSITIVE),
        node.path("document").asText(),
        lines,
        node.path("name").asText(),
        node.path("of").asText().equals("path"),
        node.path("fixedBy").asText());
  }
}
