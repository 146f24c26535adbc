package dev.winnow.worker.contract.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Severity;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.tree.MapTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** Schemas of any types, and others that differ from them here and there. */
class AvroRulesProperties {
  private static final AvroRules RULES = new AvroRules();
  private static final List<String> PRIMITIVES =
      List.of("boolean", "int", "long", "float", "double", "bytes", "string");

  @Property(tries = 600)
  void shouldAgreeWithAvroOnNewReaders(@ForAll long seed, @ForAll long change) throws Exception {
    String before = schema(new Shape(seed, seed));
    String after = schema(new Shape(seed, change));

    assertThat(hasError(before, after, Compatibility.BACKWARD)).isEqualTo(!canRead(after, before));
  }

  @Property(tries = 600)
  void shouldAgreeWithAvroOnOldReaders(@ForAll long seed, @ForAll long change) throws Exception {
    String before = schema(new Shape(seed, seed));
    String after = schema(new Shape(seed, change));

    assertThat(hasError(before, after, Compatibility.FORWARD)).isEqualTo(!canRead(before, after));
  }

  @Property(tries = 300)
  void shouldAgreeWithAvroOnBoth(@ForAll long seed, @ForAll long change) throws Exception {
    String before = schema(new Shape(seed, seed));
    String after = schema(new Shape(seed, change));

    assertThat(hasError(before, after, Compatibility.FULL))
        .isEqualTo(!canRead(before, after) || !canRead(after, before));
  }

  @Property(tries = 200)
  void shouldNotSeeOrderLayoutAndDoc(@ForAll long seed) throws Exception {
    String before = schema(new Shape(seed, seed));
    Shape shuffled = new Shape(seed, seed);
    shuffled.shuffle = new Random(seed);
    String after =
        schema(shuffled).replace("\"fields\"", "\n\n\"doc\": \"text {\", /* { */ \"fields\"");

    assertThat(
            RULES.compare(
                contract(before, Compatibility.FULL), contract(after, Compatibility.FULL)))
        .isEmpty();
  }

  private static boolean canRead(String reader, String writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(
                new Schema.Parser().parse(reader), new Schema.Parser().parse(writer))
            .getType()
        == SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
  }

  private static boolean hasError(String before, String after, Compatibility compatibility)
      throws Exception {
    return RULES.compare(contract(before, compatibility), contract(after, compatibility)).stream()
        .anyMatch(change -> change.severity() == Severity.ERROR);
  }

  private static Contract contract(String text, Compatibility compatibility) {
    return new Contract(
        ContractKind.AVRO,
        "shop",
        List.of("a.avsc"),
        compatibility,
        new MapTree(Map.of("a.avsc", text)));
  }

  /** Decides by place, so that two shapes of one seed are alike but for where they change. */
  private static final class Shape {
    private final long seed;
    private final long change;
    private Random shuffle;

    Shape(long seed, long change) {
      this.seed = seed;
      this.change = change;
    }

    int pick(String place, int bound) {
      boolean isOther = change != seed && new Random(Objects.hash(change, place)).nextInt(12) == 0;
      Random random = new Random(Objects.hash(isOther ? change : seed, place, "pick"));
      random.nextInt();
      return random.nextInt(bound);
    }

    <T> List<T> ordered(List<T> list) {
      List<T> ordered = new ArrayList<>(list);
      if (shuffle != null) {
        Collections.shuffle(ordered, shuffle);
      }
      return ordered;
    }
  }

  private static String schema(Shape shape) {
    return record(shape, "r", 0);
  }

  private static String record(Shape shape, String place, int depth) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String at = place + "f" + i;
      int kind = shape.pick(at + "kind", 5);
      if (kind == 0) {
        continue;
      }
      String type = type(shape, at, depth + 1);
      boolean isNullable = kind == 1 && !type.startsWith("[");
      fields.add(
          "{\"name\": \"f"
              + i
              + "\", \"type\": "
              + (isNullable ? "[\"null\", " + type + "], \"default\": null" : type)
              + "}");
    }
    return "{\"type\": \"record\", \"name\": \"R"
        + place
        + "\", \"fields\": ["
        + String.join(", ", shape.ordered(fields))
        + "]}";
  }

  private static String type(Shape shape, String place, int depth) {
    int kind = shape.pick(place + "type", depth > 3 ? 5 : 9);
    String primitive = PRIMITIVES.get(shape.pick(place + "primitive", PRIMITIVES.size()));
    return switch (kind) {
      case 0 ->
          "{\"type\": \"fixed\", \"name\": \"F"
              + place
              + "\", \"size\": "
              + size(shape, place)
              + "}";
      case 1 -> enumeration(shape, place);
      case 5 -> "{\"type\": \"array\", \"items\": " + type(shape, place + "i", depth + 1) + "}";
      case 6 -> "{\"type\": \"map\", \"values\": " + type(shape, place + "v", depth + 1) + "}";
      case 7 -> record(shape, place + "r", depth + 1);
      case 8 -> union(shape, place, depth);
      default -> "\"" + primitive + "\"";
    };
  }

  private static int size(Shape shape, String place) {
    return 1 + shape.pick(place + "size", 3);
  }

  private static String enumeration(Shape shape, String place) {
    List<String> symbols = new ArrayList<>(List.of("\"A\""));
    for (String symbol : List.of("B", "C", "D")) {
      if (shape.pick(place + symbol, 4) > 0) {
        symbols.add("\"" + symbol + "\"");
      }
    }
    return "{\"type\": \"enum\", \"name\": \"E"
        + place
        + "\", \"symbols\": ["
        + String.join(", ", shape.ordered(symbols))
        + "]"
        + (shape.pick(place + "fallback", 3) == 0 ? ", \"default\": \"A\"" : "")
        + "}";
  }

  private static String union(Shape shape, String place, int depth) {
    List<String> branches = new ArrayList<>();
    for (String primitive : List.of("null", "int", "long", "double", "string", "bytes")) {
      if (shape.pick(place + primitive, 3) == 0) {
        branches.add("\"" + primitive + "\"");
      }
    }
    if (shape.pick(place + "record", 2) == 0) {
      branches.add(record(shape, place + "u", depth + 1));
    }
    if (shape.pick(place + "array", 3) == 0) {
      branches.add("{\"type\": \"array\", \"items\": " + type(shape, place + "i", depth + 1) + "}");
    }
    return "[" + String.join(", ", shape.ordered(branches)) + "]";
  }
}
