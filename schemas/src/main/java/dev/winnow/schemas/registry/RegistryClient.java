package dev.winnow.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * Client for registries that speak Confluent's REST API: Confluent Schema Registry, Karapace,
 * Redpanda, Apicurio Registry at its {@code /apis/ccompat/v7}, and Winnow's embedded one.
 *
 * <p>What was answered once is remembered: neither the id of a schema nor the schema of an id ever
 * changes. Many threads can use one client.
 */
public final class RegistryClient implements SchemaRegistry {
  private static final Compatibility LEVEL = Compatibility.BACKWARD_TRANSITIVE;
  private static final int NOT_FOUND = 404;

  private final RegistryHttp http;
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<Registered, Integer> ids = new ConcurrentHashMap<>();

  /**
   * Makes a client, which connects when it is first asked for something.
   *
   * @param config how to reach the registry
   * @throws IllegalArgumentException if a certificate file cannot be read
   */
  public RegistryClient(RegistryConfig config) {
    this(config, length -> Thread.sleep(length.toMillis()));
  }

  RegistryClient(RegistryConfig config, Pause pause) {
    http = new RegistryHttp(config, pause);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A subject that has no compatibility level of its own, or has NONE, is set to
   * BACKWARD_TRANSITIVE before; any other level is whoever runs the registry's choice and stays.
   */
  @Override
  public int register(String subject, Schema schema) {
    Registered key = new Registered(subject, schema);
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    if (compatibility(subject).orElse(Compatibility.NONE) == Compatibility.NONE) {
      setCompatibility(subject, LEVEL);
    }
    JsonNode answer = http.send("POST", "/subjects/" + encode(subject) + "/versions", body(schema));
    JsonNode id = answer.path("id");
    if (!id.isInt()) {
      throw new RegistryException(
          0, "registering under %s was answered without an id".formatted(subject));
    }
    ids.put(key, id.intValue());
    schemas.putIfAbsent(id.intValue(), schema);
    return id.intValue();
  }

  @Override
  public Schema byId(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    JsonNode answer = http.send("GET", "/schemas/ids/" + id, null);
    String type = answer.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new RegistryException(0, "schema %d is not Avro but %s".formatted(id, type));
    }
    try {
      Schema schema = new Schema.Parser().parse(answer.path("schema").asText());
      schemas.put(id, schema);
      return schema;
    } catch (SchemaParseException e) {
      throw new RegistryException(
          0, "schema %d of the registry is not valid Avro: %s".formatted(id, e.getMessage()), e);
    }
  }

  @Override
  public boolean isCompatible(String subject, Schema schema) {
    return breaks(subject, schema).isEmpty();
  }

  /**
   * Asks what {@link #isCompatible} asks, and why not.
   *
   * <p>Every version of the subject is asked about: a registry that is asked about the latest
   * answers for the latest alone, whatever the subject's level.
   *
   * @param subject the subject, which need not exist
   * @param schema the schema
   * @return what breaks, a line each; empty if the schema is compatible
   */
  public List<String> breaks(String subject, Schema schema) {
    List<String> breaks = new ArrayList<>();
    for (int version : versions(subject)) {
      JsonNode answer =
          http.send(
              "POST",
              "/compatibility/subjects/%s/versions/%d?verbose=true"
                  .formatted(encode(subject), version),
              body(schema));
      if (!answer.path("is_compatible").asBoolean()) {
        JsonNode messages = answer.path("messages");
        messages.forEach(each -> breaks.add("version " + version + ": " + each.asText()));
        if (messages.isEmpty()) {
          breaks.add("version " + version + ": not compatible");
        }
      }
    }
    return breaks;
  }

  /** Returns the names of all subjects. */
  public List<String> subjects() {
    List<String> names = new ArrayList<>();
    http.send("GET", "/subjects", null).forEach(each -> names.add(each.asText()));
    return names;
  }

  /**
   * Returns the numbers of a subject's versions, oldest first.
   *
   * @param subject the subject; one that does not exist has no versions
   */
  public List<Integer> versions(String subject) {
    List<Integer> numbers = new ArrayList<>();
    try {
      http.send("GET", "/subjects/" + encode(subject) + "/versions", null)
          .forEach(each -> numbers.add(each.asInt()));
    } catch (RegistryException e) {
      rethrowUnlessMissing(e);
    }
    return numbers;
  }

  /**
   * Returns the compatibility level that a subject has of its own.
   *
   * @param subject the subject
   */
  public Optional<Compatibility> compatibility(String subject) {
    try {
      String level =
          http.send("GET", "/config/" + encode(subject), null).path("compatibilityLevel").asText();
      return Optional.of(Compatibility.valueOf(level));
    } catch (RegistryException e) {
      rethrowUnlessMissing(e);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new RegistryException(
          0, "subject %s has a compatibility level that is not known".formatted(subject), e);
    }
  }

  /**
   * Sets the compatibility level of a subject.
   *
   * @param subject the subject, which need not exist yet
   * @param level what it asks of new schemas from now on
   */
  public void setCompatibility(String subject, Compatibility level) {
    http.send(
        "PUT",
        "/config/" + encode(subject),
        JsonNodeFactory.instance.objectNode().put("compatibility", level.name()));
  }

  private static void rethrowUnlessMissing(RegistryException e) {
    int code = e.errorCode();
    if (code != NOT_FOUND && code / 100 != NOT_FOUND) {
      throw e;
    }
  }

  private static JsonNode body(Schema schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
  }

  private static String encode(String subject) {
    // In a path a space is %20; the encoder is made for forms.
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private record Registered(String subject, Schema schema) {}
}
