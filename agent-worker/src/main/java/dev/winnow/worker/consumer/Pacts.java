package dev.winnow.worker.consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Evidence;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.openapi.MediaTypes;
import dev.winnow.worker.contract.source.Node;
import dev.winnow.worker.contract.source.SourceDocument;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Pact files, versions 1 to 4 of the specification. Each HTTP interaction is a use. A Pact says
 * what its consumer reads: fields that are in no example and in no rule are known not to be read.
 * Messages have no address in a contract of HTTP and are left out.
 */
final class Pacts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Pacts() {}

  /** Whether a file can be a Pact file, by its name and a glance at its text. */
  static boolean mayBe(String file, String text) {
    return file.endsWith(".json")
        && text.contains("\"interactions\"")
        && text.contains("\"consumer\"")
        && text.contains("\"provider\"");
  }

  /**
   * The uses in a file.
   *
   * @param services of the repository: the one that the Pact names is the consumer, else the one
   *     that owns the file
   * @return empty if it is no Pact file
   * @throws UnreadableContractException if it is no JSON
   */
  static List<Use> uses(String file, String text, Services services)
      throws UnreadableContractException {
    SourceDocument document = SourceDocument.parse(file, text);
    String provider = document.root().path("provider").path("name").asText("");
    Node interactions = document.node().child("interactions");
    if (provider.isEmpty() || !interactions.value().isArray()) {
      return List.of();
    }
    Service consumer = consumer(file, document.root(), services);
    List<Use> uses = new ArrayList<>();
    for (int i = 0; i < interactions.value().size(); i++) {
      Node interaction = interactions.child(i);
      if (isHttp(interaction.value())) {
        uses.add(use(interaction, consumer, provider));
      }
    }
    return uses;
  }

  /** The service of the repository that the Pact means, else the one whose folder it is in. */
  private static Service consumer(String file, JsonNode pact, Services services) {
    String name = pact.path("consumer").path("name").asText("");
    return services
        .meant(name)
        .or(() -> services.owner(file))
        .orElseGet(() -> new Service(services.repository(), name, "", new TreeSet<>()));
  }

  private static boolean isHttp(JsonNode interaction) {
    JsonNode request = interaction.path("request");
    String type = interaction.path("type").asText("Synchronous/HTTP");
    return type.equals("Synchronous/HTTP") && !request.path("method").asText("").isEmpty();
  }

  private static Use use(Node interaction, Service consumer, String provider) {
    JsonNode request = interaction.value().path("request");
    JsonNode response = interaction.value().path("response");
    String path = request.path("path").asText("/");
    Target target =
        new Target.Endpoint(
            Optional.of(request.path("method").asText().toUpperCase(Locale.ROOT)), path);
    SortedMap<Integer, Answer> answers = new TreeMap<>();
    int status = response.path("status").asInt(0);
    if (status >= 100 && status <= 599) {
      answers.put(status, answer(response));
    }
    Node place = interaction.child("description");
    return Use.bare(
            consumer,
            Optional.of(provider),
            target,
            interaction.file(),
            place.exists() ? place.line() : interaction.line(),
            Evidence.PACT)
        .with(sent(request), answers)
        .at(interaction.pointer().toString());
  }

  private static Sent sent(JsonNode request) {
    Optional<JsonNode> body = json(request);
    return new Sent(
        Optional.of(Names.exactly(queryNames(request.path("query")))),
        Optional.of(Names.exactly(headerNames(request.path("headers")))),
        contentType(request),
        body.flatMap(sample -> Fields.of(sample, MatchingRules.of(request).open()))
            .map(Names::exactly),
        body);
  }

  private static Answer answer(JsonNode response) {
    MatchingRules rules = MatchingRules.of(response);
    Optional<SortedSet<String>> fields =
        response.path("body").isMissingNode()
            ? Optional.of(new TreeSet<>())
            : json(response).flatMap(sample -> Fields.of(sample, rules.open()));
    fields.ifPresent(read -> addNamed(read, rules));
    return new Answer(contentType(response), fields.map(Names::exactly));
  }

  /** A rule may name a field that the example has not: of an array that is empty there. */
  private static void addNamed(SortedSet<String> fields, MatchingRules rules) {
    for (String field : rules.fields()) {
      boolean isData = rules.open().stream().anyMatch(open -> isUnder(field, open));
      if (!isData) {
        fields.add(field);
      }
    }
  }

  private static boolean isUnder(String field, String open) {
    return open.isEmpty() || field.startsWith(open + ".") || field.startsWith(open + "[");
  }

  /** The body where it is JSON. Version 4 wraps it; a text may be JSON in itself. */
  private static Optional<JsonNode> json(JsonNode side) {
    JsonNode body = side.path("body");
    String type = contentType(side).orElse("");
    if (body.isObject()
        && body.has("content")
        && (body.has("contentType") || body.has("encoded"))) {
      boolean encoded = body.path("encoded").asBoolean(false) || body.path("encoded").isTextual();
      if (encoded && !body.path("encoded").asText().equalsIgnoreCase("json")) {
        return Optional.empty();
      }
      body = body.path("content");
      if (body.isTextual() && MediaTypes.isJson(type)) {
        return parsed(body.textValue());
      }
    }
    boolean other = !type.isEmpty() && !MediaTypes.isJson(type);
    return body.isMissingNode() || body.isNull() || other ? Optional.empty() : Optional.of(body);
  }

  private static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static Optional<String> contentType(JsonNode side) {
    JsonNode wrapped = side.path("body").path("contentType");
    if (wrapped.isTextual() && side.path("body").has("content")) {
      return Optional.of(MediaTypes.normal(wrapped.textValue()));
    }
    for (Map.Entry<String, JsonNode> header : side.path("headers").properties()) {
      if (header.getKey().equalsIgnoreCase("content-type")) {
        JsonNode value =
            header.getValue().isArray() ? header.getValue().path(0) : header.getValue();
        return value.isTextual() && value.textValue().contains("/")
            ? Optional.of(MediaTypes.normal(value.textValue()))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Set<String> headerNames(JsonNode headers) {
    Set<String> names = new TreeSet<>();
    headers.fieldNames().forEachRemaining(name -> names.add(name.toLowerCase(Locale.ROOT)));
    return names;
  }

  private static Set<String> queryNames(JsonNode query) {
    Set<String> names = new TreeSet<>();
    query.fieldNames().forEachRemaining(names::add);
    if (query.isTextual()) {
      for (String pair : query.textValue().split("&")) {
        String name = pair.substring(0, Math.max(pair.indexOf('='), 0));
        String encoded = name.isEmpty() ? pair : name;
        if (!encoded.isEmpty()) {
          names.add(decoded(encoded));
        }
      }
    }
    return names;
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return name;
    }
  }
}
