package dev.winnow.schemas.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** What a subject asks of a new schema, by the names that Confluent's registry gives the levels. */
public enum Compatibility {
  /** Nothing. */
  NONE(false, false, false),
  /** It reads what the last one wrote. */
  BACKWARD(true, false, false),
  /** It reads what any earlier one wrote. */
  BACKWARD_TRANSITIVE(true, false, true),
  /** The last one reads what it writes. */
  FORWARD(false, true, false),
  /** Every earlier one reads what it writes. */
  FORWARD_TRANSITIVE(false, true, true),
  /** It and the last one read each other. */
  FULL(true, true, false),
  /** It and every earlier one read each other. */
  FULL_TRANSITIVE(true, true, true);

  private final boolean backward;
  private final boolean forward;
  private final boolean transitive;

  Compatibility(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  /**
   * Checks a schema against the earlier ones of its subject.
   *
   * @param candidate the new schema
   * @param earlier the subject's schemas, oldest first
   * @return what breaks, a line each, naming the place in the schema; empty if it is compatible
   */
  public List<String> check(Schema candidate, List<Schema> earlier) {
    int from = transitive ? 0 : Math.max(0, earlier.size() - 1);
    List<String> breaks = new ArrayList<>();
    for (int i = from; i < earlier.size(); i++) {
      int version = i + 1;
      if (backward) {
        breaks(candidate, earlier.get(i))
            .forEach(b -> breaks.add("cannot read version " + version + ": " + b));
      }
      if (forward) {
        breaks(earlier.get(i), candidate)
            .forEach(b -> breaks.add("version " + version + " cannot read it: " + b));
      }
    }
    return breaks;
  }

  private static List<String> breaks(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(each -> line(reader, each))
        .toList();
  }

  private static String line(Schema reader, Incompatibility incompatibility) {
    return "%s at %s: %s"
        .formatted(
            incompatibility.getType(),
            SchemaPath.of(reader, incompatibility.getLocation()),
            incompatibility.getMessage());
  }
}
