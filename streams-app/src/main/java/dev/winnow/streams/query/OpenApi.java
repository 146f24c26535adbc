package dev.winnow.streams.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.ConsumedContract;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.PullRequestProgress;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.RacePoint;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.schemas.Sha256;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.spec.TaskSpec;
import dev.winnow.streams.access.ProblemKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The OpenAPI 3.1 document of the HTTP API. Paths, parameters and answers are written by hand in
 * {@code openapi.yaml} beside this class; what records look like, which problems there are and what
 * a spec may hold is taken from where the code has it.
 */
final class OpenApi {
  private static final String FILE = "openapi.yaml";

  /** Where the file has what several operations share. */
  private static final String SHARED = "x-shared";

  private static final int MOST_ALIASES = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The records that answers have; those within them come by themselves. */
  private static final List<Schema> RECORDS =
      List.of(
          Attempt.getClassSchema(),
          ConsumedContract.getClassSchema(),
          Contest.getClassSchema(),
          Finding.getClassSchema(),
          Leaderboard.getClassSchema(),
          PullRequestProgress.getClassSchema(),
          PullRequestReport.getClassSchema(),
          RacePoint.getClassSchema(),
          RepositoryContracts.getClassSchema(),
          Standing.getClassSchema(),
          Task.getClassSchema(),
          Verdict.getClassSchema());

  private final ObjectNode document;
  private final String digest;

  private OpenApi(ObjectNode document) {
    this.document = document;
    this.digest = Sha256.hex(document.toString()).substring(0, 32);
  }

  /**
   * Makes the document.
   *
   * @throws IllegalStateException if the file is not in the jar or defines what a record is, which
   *     are mistakes of the build
   */
  static OpenApi load() {
    ObjectNode document = JSON.valueToTree(read());
    document.remove(SHARED);
    ((ObjectNode) document.path("info")).put("version", version());
    ObjectNode schemas = (ObjectNode) document.at("/components/schemas");
    ObjectNode type = (ObjectNode) schemas.at("/Problem/properties/type");
    for (ProblemKind kind : ProblemKind.values()) {
      type.withArray("enum").add(kind.type());
    }
    schemas.set("TaskSpec", spec());
    ObjectNode records = JSON.createObjectNode();
    RECORDS.forEach(new AvroJsonSchema(records)::of);
    records
        .properties()
        .forEach(
            each -> {
              if (schemas.has(each.getKey())) {
                throw new IllegalStateException(
                    FILE + " defines " + each.getKey() + ", which is the name of a record");
              }
              schemas.set(each.getKey(), each.getValue());
            });
    return new OpenApi(document);
  }

  /** The whole document; not to be changed. */
  ObjectNode document() {
    return document;
  }

  /** What tells it from other versions of it. */
  String digest() {
    return digest;
  }

  /** The published schema of specs, as a part of another document. */
  private static ObjectNode spec() {
    try {
      ObjectNode schema = (ObjectNode) JSON.readTree(TaskSpec.jsonSchema());
      schema.remove(List.of("$schema", "$id"));
      return schema;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the published schema of specs is no JSON", e);
    }
  }

  private static Object read() {
    try (InputStream file = OpenApi.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing beside its class");
      }
      // SnakeYAML itself: it resolves merge keys, which spare the file the same answers again.
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(MOST_ALIASES);
      return new Yaml(new SafeConstructor(options)).load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version() {
    return Optional.ofNullable(OpenApi.class.getPackage().getImplementationVersion())
        .orElse("of no version: it does not run from its jar");
  }
}
