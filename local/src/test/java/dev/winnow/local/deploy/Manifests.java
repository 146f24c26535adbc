package dev.winnow.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The manifests in {@code deploy/kubernetes}, read as YAML. */
final class Manifests {
  static final Path FOLDER = Path.of("../deploy/kubernetes");
  private static final YAMLMapper YAML = new YAMLMapper();

  private Manifests() {}

  /** One object of Kubernetes, and where it is from. */
  record Manifest(String source, JsonNode object) {
    String kind() {
      return object.path("kind").asText();
    }

    String apiVersion() {
      return object.path("apiVersion").asText();
    }

    /** Its pods; empty if it makes none. */
    Optional<JsonNode> template() {
      JsonNode template = object.at("/spec/template");
      return template.isMissingNode() ? Optional.empty() : Optional.of(template);
    }

    List<JsonNode> containers() {
      return template().stream()
          .flatMap(it -> elements(it.at("/spec/containers")).stream())
          .toList();
    }

    @Override
    public String toString() {
      return source + ": " + kind() + " " + object.at("/metadata/name").asText();
    }
  }

  /** All that are written out; neither what Kustomize makes of them nor its own files. */
  static List<Manifest> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .sorted()
          .flatMap(file -> of(FOLDER.relativize(file).toString(), read(file)).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads documents of YAML.
   *
   * @param source what they are called
   */
  static List<Manifest> of(String source, String documents) {
    try (MappingIterator<JsonNode> nodes = YAML.readerFor(JsonNode.class).readValues(documents)) {
      return nodes.readAll().stream().map(node -> new Manifest(source, node)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(source, e);
    }
  }

  static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
