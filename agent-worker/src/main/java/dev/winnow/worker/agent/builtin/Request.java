package dev.winnow.worker.agent.builtin;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a built-in agent is asked for, in a file beside the checkout.
 *
 * @param files git pathspecs with glob magic of the files that it may change
 * @param set values by place, with their placeholders filled in
 * @param parameters of the variant
 * @param protectedPaths git pathspecs of the files that it must not change
 * @param number which attempt of the variant it is, from 1
 * @param seed of the order of mutants
 * @param reportFile where it says what it did
 */
public record Request(
    List<String> files,
    Map<String, String> set,
    Map<String, String> parameters,
    List<String> protectedPaths,
    int number,
    long seed,
    String reportFile) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Request {
    files = List.copyOf(files);
    set = Map.copyOf(set);
    parameters = Map.copyOf(parameters);
    protectedPaths = List.copyOf(protectedPaths);
  }

  /** Writes it into a file. */
  public void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }

  /** Reads it from a file. */
  static Request read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Request.class);
  }

  /** Says what was done: the cost is nothing, and the note goes with the patch. */
  void report(String note) throws IOException {
    JSON.writeValue(Path.of(reportFile).toFile(), Map.of("cost", 0, "note", note));
  }
}
