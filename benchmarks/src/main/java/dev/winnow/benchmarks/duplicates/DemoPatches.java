package dev.winnow.benchmarks.duplicates;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the demo's scripted agent writes for each of its variants. */
final class DemoPatches {
  private static final String CANDIDATE = "src/cache/Candidate.java";
  private static final String MEASUREMENT = "harness/Measurement.java";
  private static final List<String> PARAMETERS = List.of("policy", "settings", "style");

  private DemoPatches() {}

  /**
   * Runs the agent once a variant, in the order of the spec. The patch that changes a protected
   * path is left out: a worker refuses it, so it is in no cluster.
   *
   * @param example the folder of the demo
   */
  static List<Subject> of(Path example) throws IOException, InterruptedException {
    JsonNode spec = new YAMLMapper().readTree(example.resolve("task.yaml").toFile());
    String before = Files.readString(example.resolve("repository").resolve(CANDIDATE), UTF_8);
    Path harness = example.resolve("repository").resolve(MEASUREMENT);
    Path checkout = Files.createTempDirectory("winnow-duplicates");
    try {
      Path candidate = checkout.resolve(CANDIDATE);
      Files.createDirectories(candidate.getParent());
      Files.createDirectories(checkout.resolve("harness"));
      List<Subject> subjects = new ArrayList<>();
      for (JsonNode variant : spec.path("variants")) {
        Files.writeString(candidate, before, UTF_8);
        Files.copy(
            harness,
            checkout.resolve(MEASUREMENT),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        run(example, variant, checkout);
        if (Files.mismatch(harness, checkout.resolve(MEASUREMENT)) < 0) {
          subjects.add(
              new Subject(
                  variant.path("name").asText(),
                  CANDIDATE,
                  before,
                  Files.readString(candidate, UTF_8)));
        }
      }
      return subjects;
    } finally {
      delete(checkout);
    }
  }

  private static void run(Path example, JsonNode variant, Path checkout)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh"));
    command.add(example.resolve("agent/agent.sh").toAbsolutePath().toString());
    PARAMETERS.forEach(name -> command.add(variant.path("parameters").path(name).asText()));
    Process agent =
        new ProcessBuilder(command)
            .directory(checkout.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (agent.waitFor() != 0) {
      throw new IOException("the agent failed for " + variant.path("name").asText());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path each : found.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
