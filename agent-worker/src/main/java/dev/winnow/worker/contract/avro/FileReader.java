package dev.winnow.worker.contract.avro;

import dev.winnow.worker.contract.UnreadableContractException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns the JSON of one file into types. Used once. */
final class FileReader {
  private static final Set<String> PRIMITIVES =
      Set.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");

  /** Digits of the size of a fixed type. */
  private static final int LONGEST_SIZE = 18;

  private final String file;
  private final SortedMap<String, AvroType.Named> defined = new TreeMap<>();
  private final SortedSet<String> referred = new TreeSet<>();
  private final SortedMap<String, AvroSchema.Message> messages = new TreeMap<>();
  private final List<AvroSchema.Root> anonymous = new ArrayList<>();
  private final SortedSet<String> roots = new TreeSet<>();

  private FileReader(String file) {
    this.file = file;
  }

  /**
   * Reads one file, a schema or a protocol.
   *
   * @throws UnreadableContractException if it is neither
   */
  static FileReader read(String file, String text) throws UnreadableContractException {
    FileReader reader = new FileReader(file);
    Json json = JsonReader.read(file, text);
    if (json.text("protocol").isPresent()) {
      reader.protocol(json);
    } else {
      reader.root(reader.type(json, ""), json);
    }
    return reader;
  }

  SortedMap<String, AvroType.Named> defined() {
    return defined;
  }

  /** Full names that are referred to, defined here or not. */
  SortedSet<String> referred() {
    return referred;
  }

  SortedMap<String, AvroSchema.Message> messages() {
    return messages;
  }

  List<AvroSchema.Root> anonymous() {
    return anonymous;
  }

  SortedSet<String> roots() {
    return roots;
  }

  private void root(AvroType type, Json json) {
    if (type instanceof AvroType.Reference reference) {
      roots.add(reference.name());
    } else {
      anonymous.add(new AvroSchema.Root(type, spot(json)));
    }
  }

  private void protocol(Json json) throws UnreadableContractException {
    String written = json.text("protocol").orElseThrow();
    String name = fullName(written, json.text("namespace").orElse(""));
    String namespace = namespace(name);
    for (Json type : json.get("types").map(Json::elements).orElse(List.of())) {
      root(type(type, namespace), type);
    }
    for (Map.Entry<String, Json> message :
        json.get("messages").map(Json::members).orElse(Map.of()).entrySet()) {
      messages.put(name + "/" + message.getKey(), message(message.getValue(), namespace));
    }
  }

  private AvroSchema.Message message(Json json, String namespace)
      throws UnreadableContractException {
    List<AvroType> errors = new ArrayList<>();
    errors.add(new AvroType.Primitive("string", ""));
    for (Json error : json.get("errors").map(Json::elements).orElse(List.of())) {
      errors.add(type(error, namespace));
    }
    Optional<Json> response = json.get("response");
    return new AvroSchema.Message(
        fields(json.get("request").map(Json::elements).orElse(List.of()), namespace),
        response.isPresent() ? type(response.get(), namespace) : new AvroType.Primitive("null", ""),
        new AvroType.Union(errors),
        json.get("one-way").map(Json::value).filter(Boolean.TRUE::equals).isPresent(),
        spot(json));
  }

  /** Recurses no deeper than the JSON. */
  private AvroType type(Json json, String namespace) throws UnreadableContractException {
    if (json.isText()) {
      return named((String) json.value(), namespace);
    }
    if (json.isArray()) {
      List<AvroType> branches = new ArrayList<>();
      Set<String> taken = new HashSet<>();
      for (Json branch : json.elements()) {
        AvroType type = type(branch, namespace);
        if (type instanceof AvroType.Union || !taken.add(UnionIndex.key(type))) {
          throw unreadable(branch, "A union has a union in it, or the same type twice.");
        }
        branches.add(type);
      }
      return new AvroType.Union(Collections.unmodifiableList(branches));
    }
    Json written = json.get("type").orElseThrow(() -> unreadable(json, "There is no type."));
    if (!written.isText()) {
      return type(written, namespace);
    }
    String type = (String) written.value();
    return switch (type) {
      case "array" ->
          new AvroType.Items(
              type(
                  json.get("items").orElseThrow(() -> unreadable(json, "The array has no items.")),
                  namespace));
      case "map" ->
          new AvroType.Values(
              type(
                  json.get("values").orElseThrow(() -> unreadable(json, "The map has no values.")),
                  namespace));
      case "record", "error", "enum", "fixed" -> definition(type, json, namespace);
      default ->
          PRIMITIVES.contains(type)
              ? new AvroType.Primitive(type, logical(json))
              : named(type, namespace);
    };
  }

  private AvroType named(String name, String namespace) {
    if (PRIMITIVES.contains(name)) {
      return new AvroType.Primitive(name, "");
    }
    String fullName = fullName(name, namespace);
    referred.add(fullName);
    return new AvroType.Reference(fullName);
  }

  private AvroType definition(String type, Json json, String outer)
      throws UnreadableContractException {
    String written = json.text("name").orElseThrow(() -> unreadable(json, "A type has no name."));
    String name = fullName(written, json.text("namespace").orElse(outer));
    String namespace = namespace(name);
    SortedSet<String> aliases = new TreeSet<>();
    for (Json alias : json.get("aliases").map(Json::elements).orElse(List.of())) {
      if (alias.isText()) {
        aliases.add(fullName((String) alias.value(), namespace));
      }
    }
    AvroType.Named named =
        switch (type) {
          case "enum" -> enumeration(json, name, aliases);
          case "fixed" ->
              new AvroType.FixedType(name, aliases, size(json), logical(json), spot(json));
          default -> {
            Json fields =
                json.get("fields")
                    .filter(Json::isArray)
                    .orElseThrow(() -> unreadable(json, name + " has no fields."));
            yield new AvroType.RecordType(
                name, aliases, fields(fields.elements(), namespace), spot(json));
          }
        };
    if (defined.putIfAbsent(name, named) != null) {
      throw unreadable(json, name + " is defined more than once.");
    }
    return new AvroType.Reference(name);
  }

  private AvroType.EnumType enumeration(Json json, String name, SortedSet<String> aliases)
      throws UnreadableContractException {
    SortedSet<String> symbols = new TreeSet<>();
    Json written =
        json.get("symbols")
            .filter(Json::isArray)
            .orElseThrow(() -> unreadable(json, name + " has no symbols."));
    for (Json symbol : written.elements()) {
      if (symbol.isText()) {
        symbols.add((String) symbol.value());
      }
    }
    return new AvroType.EnumType(name, aliases, symbols, json.text("default"), spot(json));
  }

  private long size(Json json) throws UnreadableContractException {
    return json.get("size")
        .map(Json::value)
        .filter(BigDecimal.class::isInstance)
        .map(BigDecimal.class::cast)
        .filter(size -> size.scale() == 0 && size.precision() <= LONGEST_SIZE)
        .map(BigDecimal::longValue)
        .orElseThrow(() -> unreadable(json, "A fixed type has no size."));
  }

  private SortedMap<String, AvroType.Field> fields(List<Json> written, String namespace)
      throws UnreadableContractException {
    SortedMap<String, AvroType.Field> fields = new TreeMap<>();
    for (Json field : written) {
      String name = field.text("name").orElseThrow(() -> unreadable(field, "A field has no name."));
      Json type = field.get("type").orElseThrow(() -> unreadable(field, "A field has no type."));
      SortedSet<String> aliases = new TreeSet<>();
      for (Json alias : field.get("aliases").map(Json::elements).orElse(List.of())) {
        if (alias.isText()) {
          aliases.add((String) alias.value());
        }
      }
      AvroType.Field all =
          new AvroType.Field(
              name, aliases, type(type, namespace), field.get("default"), spot(field));
      if (fields.putIfAbsent(name, all) != null) {
        throw unreadable(field, "There are two fields " + name + ".");
      }
    }
    return fields;
  }

  /** What a type means, with what makes a difference: {@code decimal(10, 2)}. */
  private static String logical(Json json) {
    String logical = json.text("logicalType").orElse("");
    if (!logical.equals("decimal")) {
      return logical;
    }
    String precision = json.get("precision").map(Json::canonical).orElse("");
    String scale = json.get("scale").map(Json::canonical).orElse("0");
    // Without a precision it is not valid, and readers ignore it.
    return precision.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "decimal(%s, %s)", precision, scale);
  }

  private static String fullName(String name, String namespace) {
    return name.contains(".") || namespace.isEmpty() ? name : namespace + "." + name;
  }

  private static String namespace(String fullName) {
    return fullName.substring(0, Math.max(fullName.lastIndexOf('.'), 0));
  }

  private Spot spot(Json json) {
    return new Spot(file, json.line(), json.column());
  }

  private UnreadableContractException unreadable(Json json, String message) {
    return new UnreadableContractException(file, json.line(), message);
  }
}
