package dev.winnow.worker.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.worker.contract.source.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What layers of schemas allow together, choices left aside. Where a keyword may stand in several
 * layers, the tightest counts.
 */
final class Shape {
  private static final List<String> OBJECT_WORDS =
      List.of(
          "properties",
          "required",
          "additionalProperties",
          "patternProperties",
          "unevaluatedProperties",
          "minProperties",
          "maxProperties",
          "propertyNames",
          "dependentRequired",
          "dependentSchemas",
          "dependencies");
  private static final List<String> DEPENDENCY_WORDS =
      List.of("dependentRequired", "dependentSchemas", "dependencies");
  private static final List<String> ARRAY_WORDS =
      List.of("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains");
  private static final List<String> STRING_WORDS = List.of("minLength", "maxLength", "pattern");

  /** Of 64 bits, in digits and a sign. */
  private static final BigDecimal LONGEST_INTEGER = BigDecimal.valueOf(20);

  private static final List<String> NUMBER_WORDS =
      List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");

  private final Node origin;
  private final String name;
  private final Layers layers;
  private final Set<JsonType> types;
  private final Optional<Map<String, JsonNode>> values;

  /**
   * @param origin the schema as written: where to look
   * @param name what to call it; empty if it has no name
   */
  Shape(Node origin, String name, Layers layers) {
    this.origin = origin;
    this.name = name;
    this.layers = layers;
    Optional<Map<String, JsonNode>> given = readValues();
    Set<JsonType> allowed = readTypes();
    given.ifPresent(
        some -> {
          Set<JsonType> ofValues = EnumSet.noneOf(JsonType.class);
          some.values().forEach(value -> ofValues.add(JsonType.of(value)));
          if (allowed.contains(JsonType.NULL) && layers.dialect().knowsNullable()) {
            // Many leave null out of the enum of what is nullable.
            ofValues.add(JsonType.NULL);
          }
          allowed.retainAll(ofValues);
        });
    this.types = allowed;
    this.values = given.map(some -> plainValues(some, allowed)).or(() -> booleans(allowed));
  }

  private Shape(Shape of, Set<JsonType> types, Optional<Map<String, JsonNode>> values) {
    this.origin = of.origin;
    this.name = of.name;
    this.layers = of.layers;
    this.types = types;
    this.values = values;
  }

  private Set<JsonType> readTypes() {
    Set<JsonType> allowed = EnumSet.allOf(JsonType.class);
    boolean typed = false;
    for (Node layer : layers.schemas()) {
      JsonNode type = layer.value().path("type");
      if (type.isTextual() || type.isArray()) {
        typed = true;
        Set<JsonType> here = JsonType.read(type);
        if (layers.dialect().knowsNullable() && layer.value().path("nullable").asBoolean(false)) {
          here.add(JsonType.NULL);
        }
        allowed.retainAll(here);
      }
      JsonNode step = layer.value().path("multipleOf");
      if (step.isNumber() && JsonType.of(step) == JsonType.INTEGER) {
        allowed.remove(JsonType.FRACTION);
      }
    }
    if (!typed) {
      implied().ifPresent(allowed::retainAll);
    }
    if (layers.isNullable()) {
      allowed.add(JsonType.NULL);
    }
    return allowed;
  }

  /** What is meant where no type is given, but keywords for values of one kind only. */
  private Optional<Set<JsonType>> implied() {
    List<Set<JsonType>> kinds = new ArrayList<>();
    if (hasAny(OBJECT_WORDS)) {
      kinds.add(EnumSet.of(JsonType.OBJECT));
    }
    if (hasAny(ARRAY_WORDS)) {
      kinds.add(EnumSet.of(JsonType.ARRAY));
    }
    if (hasAny(STRING_WORDS)) {
      kinds.add(EnumSet.of(JsonType.STRING));
    }
    if (hasAny(NUMBER_WORDS)) {
      kinds.add(EnumSet.of(JsonType.INTEGER, JsonType.FRACTION));
    }
    return kinds.size() == 1 ? Optional.of(kinds.get(0)) : Optional.empty();
  }

  private boolean hasAny(List<String> words) {
    return layers.schemas().stream().anyMatch(layer -> words.stream().anyMatch(layer.value()::has));
  }

  private Optional<Map<String, JsonNode>> readValues() {
    Map<String, JsonNode> common = null;
    for (Node layer : layers.schemas()) {
      List<JsonNode> lists = new ArrayList<>();
      if (layer.value().path("enum").isArray()) {
        lists.add(layer.value().get("enum"));
      }
      if (layer.value().has("const")) {
        lists.add(JsonNodeFactory.instance.arrayNode().add(layer.value().get("const")));
      }
      for (JsonNode list : lists) {
        Map<String, JsonNode> here = new TreeMap<>();
        list.forEach(value -> here.put(Values.key(value), value));
        if (common == null) {
          common = here;
        } else {
          common.keySet().retainAll(here.keySet());
        }
      }
    }
    return Optional.ofNullable(common);
  }

  private static Map<String, JsonNode> plainValues(
      Map<String, JsonNode> given, Set<JsonType> allowed) {
    Map<String, JsonNode> plain = new TreeMap<>(given);
    plain.values().removeIf(value -> value.isNull() || !allowed.contains(JsonType.of(value)));
    return plain;
  }

  /** A boolean is one of two values, whether they are listed or not. */
  private static Optional<Map<String, JsonNode>> booleans(Set<JsonType> allowed) {
    Set<JsonType> others = EnumSet.copyOf(allowed.isEmpty() ? JsonType.all() : allowed);
    others.remove(JsonType.NULL);
    if (!others.equals(EnumSet.of(JsonType.BOOLEAN))) {
      return Optional.empty();
    }
    Map<String, JsonNode> both = new TreeMap<>();
    both.put("false", BooleanNode.FALSE);
    both.put("true", BooleanNode.TRUE);
    return Optional.of(both);
  }

  Shape withTypes(Set<JsonType> some) {
    return new Shape(this, some, values.map(all -> plainValues(all, some)));
  }

  /** Both shapes' values; each must have a list of them. */
  Shape withValuesOf(Shape other) {
    Map<String, JsonNode> union = new TreeMap<>(values.orElseThrow());
    union.putAll(other.values.orElseThrow());
    Set<JsonType> both = EnumSet.copyOf(types);
    both.addAll(other.types);
    return new Shape(this, both, Optional.of(union));
  }

  Node origin() {
    return origin;
  }

  String name() {
    return name;
  }

  Layers layers() {
    return layers;
  }

  Set<JsonType> types() {
    return types;
  }

  /** All kinds but null. */
  Set<JsonType> plainTypes() {
    Set<JsonType> plain = EnumSet.noneOf(JsonType.class);
    plain.addAll(types);
    plain.remove(JsonType.NULL);
    return plain;
  }

  /** Whether a type or a list of values is given, rather than taken from other keywords. */
  boolean isTyped() {
    return !all("type").isEmpty() || values.isPresent();
  }

  boolean allows(JsonType type) {
    return types.contains(type);
  }

  /** Whether nothing is asked of a text that the text of a number or boolean has not. */
  boolean takesAnyText() {
    return allows(JsonType.STRING)
        && values.isEmpty()
        && all("pattern").isEmpty()
        && all("format").isEmpty()
        && count("minLength", true).filter(least -> least.compareTo(BigDecimal.ONE) > 0).isEmpty()
        && count("maxLength", false).filter(most -> most.compareTo(LONGEST_INTEGER) < 0).isEmpty();
  }

  boolean isUntyped() {
    return types.size() == JsonType.values().length;
  }

  /** Whether there is no value that it allows. */
  boolean isImpossible() {
    return layers.forbidding().isPresent() || types.isEmpty();
  }

  /** Whether it says nothing of the type, the values and the parts of what it allows. */
  boolean isTrivial() {
    return isUntyped()
        && !isImpossible()
        && values.isEmpty()
        && layers.unknown().isEmpty()
        && layers.choices().isEmpty()
        && all("not").isEmpty()
        && all("if").isEmpty();
  }

  /** The values it allows but null, if they are listed. */
  Optional<Map<String, JsonNode>> values() {
    return values;
  }

  boolean isMarked(String mark) {
    return layers.schemas().stream().anyMatch(layer -> layer.value().path(mark).asBoolean(false));
  }

  /** Where a keyword stands; the schema itself if nowhere. */
  Node place(String keyword) {
    for (Node layer : layers.schemas()) {
      if (layer.value().has(keyword)) {
        return layer.child(keyword);
      }
    }
    return origin;
  }

  /** The values of a keyword in all layers that have it. */
  List<Node> all(String keyword) {
    // Most schemas lack most keywords: looking first is far cheaper than naming what is not there.
    List<Node> found = new ArrayList<>(0);
    for (Node layer : layers.schemas()) {
      if (layer.value().has(keyword)) {
        found.add(layer.child(keyword));
      }
    }
    return found;
  }

  Set<String> texts(String keyword) {
    Set<String> texts = new TreeSet<>();
    for (Node node : all(keyword)) {
      if (node.value().isTextual()) {
        texts.add(node.value().textValue());
      }
    }
    return texts;
  }

  Set<String> required() {
    Set<String> names = new TreeSet<>();
    for (Node list : all("required")) {
      list.value().forEach(item -> names.add(item.asText()));
    }
    return names;
  }

  /** Names of the properties that are declared one by one. */
  Set<String> properties() {
    return fieldsOf("properties");
  }

  Set<String> patterns() {
    return fieldsOf("patternProperties");
  }

  private Set<String> fieldsOf(String keyword) {
    Set<String> names = new TreeSet<>();
    for (Node map : all(keyword)) {
      map.value().fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  List<Node> pattern(String pattern) {
    return all("patternProperties").stream()
        .map(map -> map.child(pattern))
        .filter(Node::exists)
        .toList();
  }

  /** Whether a property is declared, by its name or by a pattern. */
  boolean declares(String property) {
    return layers.schemas().stream().anyMatch(layer -> isDeclared(layer.value(), property));
  }

  private static boolean isDeclared(JsonNode layer, String property) {
    if (layer.path("properties").has(property)) {
      return true;
    }
    Iterator<String> patterns = layer.path("patternProperties").fieldNames();
    while (patterns.hasNext()) {
      if (Patterns.find(patterns.next(), property)) {
        return true;
      }
    }
    return false;
  }

  private static List<Node> declarations(Node layer, String property) {
    List<Node> found = new ArrayList<>();
    if (layer.value().path("properties").has(property)) {
      found.add(layer.child("properties").child(property));
    }
    JsonNode patterns = layer.value().path("patternProperties");
    patterns
        .fieldNames()
        .forEachRemaining(
            pattern -> {
              if (Patterns.find(pattern, property)) {
                found.add(layer.child("patternProperties").child(pattern));
              }
            });
    return found;
  }

  /** The schemas that a property of this name must satisfy; none if anything may be there. */
  List<Node> property(String property) {
    List<Node> schemas = new ArrayList<>();
    boolean evaluated = false;
    for (Node layer : layers.schemas()) {
      List<Node> declared = declarations(layer, property);
      if (!declared.isEmpty()) {
        schemas.addAll(declared);
        evaluated = true;
      } else if (layer.value().has("additionalProperties")) {
        schemas.add(layer.child("additionalProperties"));
        evaluated = true;
      }
    }
    return evaluated ? schemas : all("unevaluatedProperties");
  }

  /** The schemas that properties must satisfy which are not declared. */
  List<Node> otherProperties() {
    List<Node> additional = all("additionalProperties");
    return additional.isEmpty() ? all("unevaluatedProperties") : additional;
  }

  /** How many items have schemas of their own. */
  int tupleLength() {
    int length = 0;
    for (Node layer : layers.schemas()) {
      length = Math.max(length, tuple(layer).value().size());
    }
    return length;
  }

  private static Node tuple(Node layer) {
    Node prefix = layer.child("prefixItems");
    Node items = layer.child("items");
    return prefix.value().isArray() || !items.value().isArray() ? prefix : items;
  }

  /** The schemas that the item at an index must satisfy; beyond the tuple, any item. */
  List<Node> item(int index) {
    List<Node> schemas = new ArrayList<>();
    boolean evaluated = false;
    for (Node layer : layers.schemas()) {
      Node tuple = tuple(layer);
      Node rest = layer.child(layer.value().path("items").isArray() ? "additionalItems" : "items");
      if (tuple.value().isArray() && index < tuple.value().size()) {
        schemas.add(tuple.child(index));
        evaluated = true;
      } else if (rest.exists()) {
        schemas.add(rest);
        evaluated = true;
      }
    }
    return evaluated ? schemas : all("unevaluatedItems");
  }

  Optional<Limit> limit(boolean lower) {
    Optional<Limit> tightest = Optional.empty();
    for (Node layer : layers.schemas()) {
      Optional<Limit> here = Limit.read(layer.value(), lower);
      if (here.isPresent()) {
        Limit limit = here.get();
        tightest = Optional.of(tightest.map(limit::tighter).orElse(limit));
      }
    }
    return allows(JsonType.FRACTION) ? tightest : tightest.map(Limit::whole);
  }

  /** A count such as {@code maxLength}: the tightest of all layers. */
  Optional<BigDecimal> count(String keyword, boolean lower) {
    Optional<BigDecimal> tightest = Optional.empty();
    for (Node node : all(keyword)) {
      if (node.value().isNumber()) {
        BigDecimal here = node.value().decimalValue();
        tightest =
            Optional.of(tightest.map(one -> lower ? one.max(here) : one.min(here)).orElse(here));
      }
    }
    return tightest.filter(count -> !lower || count.signum() > 0);
  }

  /**
   * As {@link #count}, or what amounts to it by other keywords: two required properties are at
   * least two properties.
   */
  Optional<BigDecimal> effectiveCount(String keyword, boolean lower) {
    Optional<BigDecimal> implied = implied(keyword).filter(count -> !lower || count.signum() > 0);
    Optional<BigDecimal> given = count(keyword, lower);
    if (implied.isEmpty() || given.isEmpty()) {
      return given.or(() -> implied);
    }
    return Optional.of(lower ? given.get().max(implied.get()) : given.get().min(implied.get()));
  }

  private Optional<BigDecimal> implied(String keyword) {
    switch (keyword) {
      case "minProperties":
        return Optional.of(BigDecimal.valueOf(required().size()));
      case "maxProperties":
        return isClosed(otherProperties()) && patterns().isEmpty()
            ? Optional.of(BigDecimal.valueOf(properties().size()))
            : Optional.empty();
      case "minItems":
        return all("contains").isEmpty() || !all("minContains").isEmpty()
            ? Optional.empty()
            : Optional.of(BigDecimal.ONE);
      case "maxItems":
        return isClosed(item(tupleLength()))
            ? Optional.of(BigDecimal.valueOf(tupleLength()))
            : Optional.empty();
      case "minLength":
        return texts("pattern").stream()
            .flatMap(pattern -> PatternOrder.shortest(pattern).stream())
            .max(BigDecimal::compareTo);
      case "maxLength":
        return texts("pattern").stream()
            .flatMap(pattern -> PatternOrder.longest(pattern).stream())
            .min(BigDecimal::compareTo);
      default:
        return Optional.empty();
    }
  }

  private static boolean isClosed(List<Node> schemas) {
    return schemas.stream()
        .anyMatch(node -> node.value().isBoolean() && !node.value().booleanValue());
  }

  /** What must be there if a property is, in whichever of the ways to say it. */
  Map<String, Set<String>> dependencies() {
    Map<String, Set<String>> dependencies = new TreeMap<>();
    for (String keyword : DEPENDENCY_WORDS) {
      for (Node map : all(keyword)) {
        for (Map.Entry<String, JsonNode> entry : map.value().properties()) {
          JsonNode needs = entry.getValue();
          if (needs.isArray() || isOnlyRequired(needs)) {
            addDependency(
                dependencies, entry.getKey(), needs.isArray() ? needs : needs.get("required"));
          }
        }
      }
    }
    for (Node layer : layers.schemas()) {
      if (isDependency(layer)) {
        addDependency(
            dependencies,
            layer.value().get("if").get("required").get(0).asText(),
            layer.value().get("then").get("required"));
      }
    }
    return dependencies;
  }

  private static void addDependency(
      Map<String, Set<String>> dependencies, String property, JsonNode needs) {
    Set<String> names = dependencies.computeIfAbsent(property, any -> new TreeSet<>());
    needs.forEach(name -> names.add(name.asText()));
  }

  private static boolean isOnlyRequired(JsonNode schema) {
    return schema.isObject() && schema.size() == 1 && schema.path("required").isArray();
  }

  /** Whether the condition of a schema says no more than that one property needs others. */
  private static boolean isDependency(Node layer) {
    JsonNode schema = layer.value();
    return isOnlyRequired(schema.path("if"))
        && schema.get("if").get("required").size() == 1
        && isOnlyRequired(schema.path("then"))
        && !schema.has("else");
  }

  /** Schemas that count if a property is there, beyond what {@link #dependencies} says. */
  Map<String, List<Node>> dependentSchemas() {
    Map<String, List<Node>> dependent = new TreeMap<>();
    for (String keyword : DEPENDENCY_WORDS) {
      for (Node map : all(keyword)) {
        for (Map.Entry<String, JsonNode> entry : map.value().properties()) {
          if (!entry.getValue().isArray() && !isOnlyRequired(entry.getValue())) {
            dependent
                .computeIfAbsent(entry.getKey(), any -> new ArrayList<>())
                .add(map.child(entry.getKey()));
          }
        }
      }
    }
    return dependent;
  }

  /** Schemas with a condition that matters, beyond what {@link #dependencies} says. */
  List<Node> conditions() {
    return layers.schemas().stream()
        .filter(
            layer ->
                layer.value().has("if")
                    && !isDependency(layer)
                    && (matters(layer.child("then")) || matters(layer.child("else"))))
        .toList();
  }

  private static boolean matters(Node outcome) {
    return outcome.value().isBoolean()
        ? !outcome.value().booleanValue()
        : outcome.exists() && !outcome.value().isEmpty();
  }

  /** Whether it has a value that stands in where none is given. */
  boolean hasDefault() {
    return !all("default").isEmpty();
  }
}
