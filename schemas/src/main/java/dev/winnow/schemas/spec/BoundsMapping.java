package dev.winnow.schemas.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.Bounds;
import dev.winnow.schemas.Sizes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads what a command may see and use of its host. */
final class BoundsMapping {
  private static final String NONE = "none";
  private static final String ALL = "all";

  private final SpecPaths paths;
  private final List<Problem> problems;

  /**
   * @param problems where what the schema cannot say is told
   */
  BoundsMapping(SpecPaths paths, List<Problem> problems) {
    this.paths = paths;
    this.problems = problems;
  }

  /**
   * The bounds of a command.
   *
   * @param node has network, readable and limits, or some or none of them
   * @param field where that node is
   * @param commands nodes with the command and its environment: the files beside the spec that
   *     those name are readable without being listed
   * @return null if nothing is asked for
   */
  Bounds of(JsonNode node, Field field, List<JsonNode> commands) {
    Set<String> readable = new LinkedHashSet<>();
    int index = 0;
    for (JsonNode path : node.path("readable")) {
      Field at = field.then("readable").then(index++);
      String text = paths.text(path.textValue(), at, problems);
      readable.add(text.startsWith("/") ? SpecPaths.normal(text) : text);
    }
    commands.forEach(command -> readable.addAll(named(command)));
    JsonNode limits = node.path("limits");
    if (readable.isEmpty() && limits.isMissingNode() && !node.has("network")) {
      return null;
    }
    return Bounds.newBuilder()
        .setNetwork(network(node.path("network")))
        .setReadable(new ArrayList<>(readable))
        .setMemory(size(limits.path("memory")))
        .setProcesses(limits.has("processes") ? limits.get("processes").asInt() : null)
        .setFileSize(size(limits.path("fileSize")))
        .setDisk(size(limits.path("disk")))
        .setCpuMs(limits.has("cpu") ? Durations.milliseconds(limits.get("cpu").textValue()) : null)
        .build();
  }

  private static List<String> network(JsonNode node) {
    List<String> hosts = new ArrayList<>();
    if (node.isTextual() && node.textValue().equals(ALL)) {
      hosts.add("*");
    } else if (!node.asText(NONE).equals(NONE) || node.isArray()) {
      node.forEach(host -> hosts.add(host.textValue()));
    }
    return hosts;
  }

  private static Long size(JsonNode node) {
    return node.isMissingNode() ? null : Sizes.bytes(node.textValue()).orElse(Long.MAX_VALUE);
  }

  /** What words and values name as a path below the spec's folder; not the folder itself. */
  private List<String> named(JsonNode command) {
    List<String> named = new ArrayList<>();
    List<JsonNode> words = new ArrayList<>();
    command.path("command").forEach(words::add);
    command.path("environment").forEach(words::add);
    for (JsonNode word : words) {
      paths.below(word.asText()).ifPresent(path -> named.add(path.toString()));
    }
    return named;
  }
}
