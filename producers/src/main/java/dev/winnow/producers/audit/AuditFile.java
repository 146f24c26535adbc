package dev.winnow.producers.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.schemas.Audit;
import dev.winnow.schemas.EvaluatorDigest;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The file that an audit is kept in: beside the spec, so that it can be committed with it. */
public final class AuditFile {

  private static final String ENDING = ".audit.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private AuditFile() {}

  /** Where the audit of a spec is: {@code task.audit.json} for {@code task.yaml}. */
  public static Path beside(Path spec) {
    String name = spec.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return spec.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ENDING);
  }

  /**
   * Writes a report.
   *
   * @throws ClientException if it cannot be written
   */
  public static void write(AuditReport report, Path file) {
    try {
      Files.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report.json()) + "\n");
    } catch (IOException e) {
      throw new ClientException(
          "the audit cannot be written to " + file, "give another file with --out", false);
    }
  }

  static void write(Audit audit, ObjectNode json) {
    json.put("evaluator", audit.getEvaluator());
    json.put("base", audit.getBase());
    json.put("mutants", audit.getMutants());
    json.put("killed", audit.getKilled());
    json.put("at", audit.getAt().toString());
  }

  /**
   * The audit of a task's evaluator.
   *
   * @param file may not be there
   * @param warnings is told why a file that is there is of no use
   */
  public static Optional<Audit> read(Path file, Task task, Consumer<Problem> warnings) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Optional<Audit> audit = parse(file);
    if (audit.isEmpty()) {
      warnings.accept(problem(file, "is no audit that can be read"));
    } else if (!audit.get().getEvaluator().equals(EvaluatorDigest.of(task.getEvaluator()))) {
      warnings.accept(problem(file, "is of another evaluator, so the task does not carry it"));
      return Optional.empty();
    } else if (!audit.get().getBase().equals(task.getRepository().getBase())) {
      warnings.accept(problem(file, "is of another base, so the task does not carry it"));
      return Optional.empty();
    }
    return audit;
  }

  private static Problem problem(Path file, String message) {
    return new Problem(
        file.getFileName().toString(), message, "audit again with `winnow audit`, or remove it");
  }

  private static Optional<Audit> parse(Path file) {
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      int mutants = json.path("mutants").asInt();
      int killed = json.path("killed").asInt(-1);
      return mutants < 1 || killed < 0 || killed > mutants
          ? Optional.empty()
          : Optional.of(
              new Audit(
                  json.path("evaluator").asText(),
                  json.path("base").asText(),
                  mutants,
                  killed,
                  Instant.parse(json.path("at").asText())));
    } catch (JsonProcessingException | DateTimeException bad) {
      return Optional.empty();
    } catch (IOException bad) {
      return Optional.empty();
    }
  }
}
