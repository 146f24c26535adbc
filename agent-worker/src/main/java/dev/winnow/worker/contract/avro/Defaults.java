package dev.winnow.worker.contract.avro;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** Whether a default is a value of its type. */
final class Defaults {
  /** Steps in all: unions of records that nest unions would take more than there is time for. */
  private static final int MOST_STEPS = 2_000_000;

  private final AvroSchema schema;
  private int steps;

  Defaults(AvroSchema schema) {
    this.schema = schema;
  }

  /** Recurses no deeper than the value: what is not known fits. */
  boolean fits(AvroType type, Json value) {
    steps++;
    if (steps > MOST_STEPS) {
      return true;
    }
    if (type instanceof AvroType.Primitive primitive) {
      return fitsPrimitive(primitive.name(), value);
    }
    if (type instanceof AvroType.Items array) {
      return value.isArray()
          && value.elements().stream().allMatch(item -> fits(array.items(), item));
    }
    if (type instanceof AvroType.Values map) {
      return value.isObject()
          && value.members().values().stream().allMatch(item -> fits(map.values(), item));
    }
    if (type instanceof AvroType.Union union) {
      return union.branches().stream().anyMatch(branch -> fits(branch, value));
    }
    Optional<AvroType.Named> named = schema.named(type);
    if (named.isPresent() && named.get() instanceof AvroType.RecordType fields) {
      return value.isObject() && fitsRecord(fields, value);
    }
    if (named.isPresent() && named.get() instanceof AvroType.EnumType enumeration) {
      return value.isText() && enumeration.symbols().contains(value.value());
    }
    return named.isEmpty() || value.isText();
  }

  private boolean fitsRecord(AvroType.RecordType type, Json value) {
    for (Map.Entry<String, AvroType.Field> field : type.fields().entrySet()) {
      Optional<Json> given = value.get(field.getKey());
      boolean fits =
          given.isPresent()
              ? fits(field.getValue().type(), given.get())
              : field.getValue().defaultValue().isPresent();
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean fitsPrimitive(String type, Json value) {
    return switch (type) {
      case "null" -> value.isNull();
      case "boolean" -> value.value() instanceof Boolean;
      case "int", "long" -> value.value() instanceof BigDecimal number && isWhole(number);
      case "float", "double" -> value.value() instanceof BigDecimal || value.isText();
      default -> value.isText();
    };
  }

  private static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }
}
