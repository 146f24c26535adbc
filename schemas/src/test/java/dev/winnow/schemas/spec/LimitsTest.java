package dev.winnow.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.Task;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit of a spec: what is at it is taken, and what is one past it is told. */
class LimitsTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final BigDecimal SMALL = new BigDecimal("0.000001");

  /**
   * A limit of the schema.
   *
   * @param steps names and positions from the root
   * @param at a value that is just allowed
   * @param past one that is just not
   * @param limit what the message tells of it
   */
  record SchemaLimit(List<Object> steps, JsonNode at, JsonNode past, String limit) {
    @Override
    public String toString() {
      return new Field(steps) + " " + limit;
    }
  }

  static Stream<SchemaLimit> schemaLimits() throws JsonProcessingException {
    List<SchemaLimit> limits = new ArrayList<>();
    collect(new ObjectMapper().readTree(TaskSpec.jsonSchema()), List.of(), limits);
    return limits.stream();
  }

  @ParameterizedTest
  @MethodSource("schemaLimits")
  void shouldTellFieldAndMendOnlyWhenAValueIsPastTheLimitOfTheSchema(SchemaLimit limit)
      throws UnreadableSpecException {
    Field field = new Field(limit.steps);

    assertThat(problems(spec(limit.steps, limit.at), field)).isEmpty();
    assertThat(problems(spec(limit.steps, limit.past), field))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message()).contains(limit.limit);
              assertThat(problem.mend()).isNotBlank().doesNotStartWith("see docs");
            });
  }

  @Test
  void shouldFindTheLimitsOfTheSchema() throws JsonProcessingException {
    assertThat(schemaLimits()).hasSizeGreaterThan(130);
  }

  @ParameterizedTest
  @CsvSource({
    "variants[0].parameters, 'variants: [{name: only, parameters: {%s: 1}}]'",
    "grid, 'grid: {%s: [1]}'"
  })
  void shouldNameTheFieldOnlyWhenTheNameOfAParameterIsLongerThan63Characters(
      String field, String form) {
    String spec = SpecFiles.read("smallest.yaml");
    String line = "variants: [{name: only}]";
    String longest = form.formatted("a".repeat(63));
    String longer = form.formatted("a".repeat(64));

    assertThat(TaskSpec.parse(spec.replace(line, longest))).isInstanceOf(Parsed.Valid.class);
    assertThat(((Parsed.Invalid) TaskSpec.parse(spec.replace(line, longer))).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.field()).startsWith(field));
  }

  @Test
  void shouldTakeTheLargestTextAndRefuseALarger() {
    String spec = SpecFiles.read("smallest.yaml");
    String largest = spec + "\n".repeat(SpecReader.LARGEST_BYTES - spec.length());

    assertThat(TaskSpec.parse(largest)).isInstanceOf(Parsed.Valid.class);
    assertThat(((Parsed.Invalid) TaskSpec.parse(largest + " ")).problems())
        .extracting(Problem::field, Problem::message)
        .containsExactly(tuple("document", "is larger than 1 MiB"));
  }

  /** The schema says how a time is written, and the rules how long it may be. */
  @ParameterizedTest
  @CsvSource({
    "agent.timeout, 'timeout: 1m', 720h, 2592001s",
    "evaluator.rungs[0].timeout, 'timeout: 500ms', 2592000s, 2592001s",
    "judge.timeout, 'timeout: 2m', 43200m, 43201m",
    "budget.wallTime, 'wallTime: 1h', 8784h, 31622401s",
  })
  void shouldNameTheFieldOnlyWhenATimeOfASpecIsPastTheLongest(
      String field, String line, String at, String past) {
    String spec =
        SpecFiles.read("smallest.yaml")
            + "judge: {command: [judge], timeout: 2m}\nbudget: {wallTime: 1h}\n";
    String name = line.substring(0, line.indexOf(' ') + 1);

    assertThat(spec).containsOnlyOnce(line);
    assertThat(TaskSpec.parse(spec.replace(line, name + at))).isInstanceOf(Parsed.Valid.class);
    assertThat(((Parsed.Invalid) TaskSpec.parse(spec.replace(line, name + past))).problems())
        .extracting(Problem::field)
        .containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource({
    "id, 'id: small'",
    "variants[0].name, 'name: only'",
    "evaluator.rungs[0].name, 'name: measure'",
  })
  void shouldNameTheFieldOnlyWhenANameOfASpecIsLongerThan63Characters(String field, String line) {
    String spec = SpecFiles.read("smallest.yaml");
    String longest = line.substring(0, line.indexOf(' ') + 1) + "a".repeat(63);

    assertThat(spec).containsOnlyOnce(line);
    assertThat(TaskSpec.parse(spec.replace(line, longest))).isInstanceOf(Parsed.Valid.class);
    assertThat(((Parsed.Invalid) TaskSpec.parse(spec.replace(line, longest + "a"))).problems())
        .extracting(Problem::field)
        .containsExactly(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent.maxCost",
        "evaluator.pricePerHour",
        "judge.maxCost",
        "budget.money",
        "variants[0].money"
      })
  void shouldNameTheFieldOnlyWhenMoneyHasMoreThanSixDecimals(String field) {
    String decimals = "<[a-zA-Z0-9.\\[\\]]+>";
    String spec =
        SpecFiles.read("smallest.yaml")
                .replace("name: only", "name: only, money: 1.<variants[0].money>")
                .replace("timeout: 1m", "timeout: 1m, maxCost: 0.<agent.maxCost>")
                .replace("evaluator:\n", "evaluator:\n  pricePerHour: 0.<evaluator.pricePerHour>\n")
            + "judge: {command: [judge], timeout: 2m, maxCost: 0.<judge.maxCost>}\n"
            + "budget: {money: 1.<budget.money>}\n";
    String one = spec.replace('<' + field + '>', "0000011");

    Task task = TaskSpecTest.valid(TaskSpec.parse(spec.replaceAll(decimals, "000001")));

    assertThat(task.getAgent().getMaxCost()).isEqualTo(SMALL);
    assertThat(one).isNotEqualTo(spec);
    assertThat(((Parsed.Invalid) TaskSpec.parse(one.replaceAll(decimals, "000001"))).problems())
        .extracting(Problem::field)
        .containsExactly(field);
  }

  @Test
  void shouldTakeAGridOf100000VariantsAndRefuseALarger() {
    assertThat(TaskSpecTest.valid(TaskSpec.parse(grid(250, 400))).getVariants()).hasSize(100_000);
    assertThat(((Parsed.Invalid) TaskSpec.parse(grid(251, 400))).problems())
        .singleElement()
        .extracting(Problem::field)
        .isEqualTo("grid");
  }

  private static String grid(int one, int other) {
    List<Integer> first = IntStream.range(0, one).boxed().toList();
    List<Integer> second = IntStream.range(0, other).boxed().toList();
    return SpecFiles.read("smallest.yaml")
        .replace("variants: [{name: only}]", "grid: {a: %s, b: %s}".formatted(first, second));
  }

  private static void collect(JsonNode schema, List<Object> steps, List<SchemaLimit> limits) {
    add(schema, steps, limits);
    schema
        .path("properties")
        .properties()
        .forEach(each -> collect(each.getValue(), then(steps, each.getKey()), limits));
    if (schema.path("items").isObject()) {
      collect(schema.get("items"), then(steps, 0), limits);
    }
    if (schema.path("additionalProperties").isObject()) {
      collect(schema.get("additionalProperties"), then(steps, "A"), limits);
    }
  }

  private static void add(JsonNode schema, List<Object> steps, List<SchemaLimit> limits) {
    int longest = schema.path("maxLength").asInt();
    if (longest > 0) {
      String text = "a".repeat(longest);
      limits.add(new SchemaLimit(steps, text(text), text(text + "a"), longest + " characters"));
    }
    if (schema.path("minLength").asInt() == 1) {
      limits.add(new SchemaLimit(steps, text("a"), text(""), "is empty"));
    }
    int most = schema.path("maxItems").asInt();
    if (most > 0) {
      limits.add(
          new SchemaLimit(steps, items(schema, most), items(schema, most + 1), most + " items"));
    }
    if (schema.path("minItems").asInt() == 1) {
      limits.add(new SchemaLimit(steps, items(schema, 1), NODES.arrayNode(), "is empty"));
    }
    int entries = schema.path("maxProperties").asInt();
    if (entries > 0) {
      limits.add(
          new SchemaLimit(
              steps, object(schema, entries), object(schema, entries + 1), entries + " entries"));
    }
    addNumbers(schema, steps, limits);
  }

  private static void addNumbers(JsonNode schema, List<Object> steps, List<SchemaLimit> limits) {
    boolean isWhole = schema.path("type").asText().equals("integer");
    BigDecimal step = isWhole ? BigDecimal.ONE : SMALL;
    for (String keyword : List.of("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum")) {
      if (schema.has(keyword)) {
        BigDecimal limit = new BigDecimal(schema.get(keyword).asText());
        BigDecimal outwards = keyword.endsWith("aximum") ? step : step.negate();
        boolean isAllowed = !keyword.startsWith("exclusive");
        BigDecimal at = isAllowed ? limit : limit.subtract(outwards);
        BigDecimal past = isAllowed ? limit.add(outwards) : limit;
        limits.add(
            new SchemaLimit(
                steps, NODES.numberNode(at), NODES.numberNode(past), schema.get(keyword).asText()));
      }
    }
  }

  private static ArrayNode items(JsonNode schema, int count) {
    ArrayNode items = NODES.arrayNode();
    JsonNode example = schema.path("items").path("examples").path(0);
    for (int index = 0; index < count; index++) {
      items.add(schema.has("uniqueItems") ? text(example.asText() + index) : example);
    }
    return items;
  }

  private static ObjectNode object(JsonNode schema, int count) {
    ObjectNode object = NODES.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(
            each -> {
              if (object.size() < count) {
                object.set(each.getKey(), each.getValue().path("examples").path(0));
              }
            });
    for (int index = 0; object.size() < count; index++) {
      object.set("A" + index, schema.path("additionalProperties").path("examples").path(0));
    }
    return object;
  }

  private static ObjectNode spec(List<Object> steps, JsonNode value)
      throws UnreadableSpecException {
    ObjectNode spec = (ObjectNode) SpecReader.read(SpecFiles.read("smallest.yaml")).tree();
    JsonNode parent = spec;
    for (int index = 0; index < steps.size() - 1; index++) {
      parent = inside(parent, steps.get(index), steps.get(index + 1) instanceof Integer);
    }
    set(parent, steps.get(steps.size() - 1), value);
    return spec;
  }

  private static JsonNode inside(JsonNode parent, Object step, boolean isList) {
    JsonNode child =
        step instanceof Integer index ? parent.path(index) : parent.path(step.toString());
    if (isList ? child.isArray() : child.isObject()) {
      return child;
    }
    JsonNode made = isList ? NODES.arrayNode() : NODES.objectNode();
    set(parent, step, made);
    return made;
  }

  private static void set(JsonNode parent, Object step, JsonNode value) {
    if (parent instanceof ObjectNode object) {
      object.set(step.toString(), value);
    } else if (parent.isEmpty()) {
      ((ArrayNode) parent).add(value);
    } else {
      ((ArrayNode) parent).set(0, value);
    }
  }

  private static List<Problem> problems(ObjectNode spec, Field field) {
    return SpecSchema.check(new SpecDocument(spec, Map.of())).stream()
        .filter(problem -> problem.field().equals(field.toString()))
        .toList();
  }

  private static List<Object> then(List<Object> steps, Object step) {
    List<Object> longer = new ArrayList<>(steps);
    longer.add(step);
    return longer;
  }

  private static JsonNode text(String text) {
    return NODES.textNode(text);
  }
}
