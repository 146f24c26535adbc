package dev.winnow.worker.contract.asyncapi;

import dev.winnow.worker.contract.schema.Flow;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** Compares Avro schemas that stand in a document, by Avro's own rules of resolution. */
final class AvroPayloads {
  /** What does not resolve. */
  record Mismatch(String what, String message) {}

  private AvroPayloads() {}

  /**
   * Compares two schemas: consumers of the old one must read what a service sends, and a service
   * must read what consumers of the old one send.
   *
   * @return empty as well if one cannot be read, or refers to what is in other files
   */
  static List<Mismatch> compare(Node old, Node now, Flow flow) {
    Optional<Schema> oldSchema = parse(old);
    Optional<Schema> newSchema = parse(now);
    List<Mismatch> found = new ArrayList<>();
    if (oldSchema.isEmpty() || newSchema.isEmpty()) {
      return found;
    }
    if (flow != Flow.CONSUMED) {
      addMismatches(oldSchema.get(), newSchema.get(), found);
    }
    if (flow != Flow.PRODUCED) {
      addMismatches(newSchema.get(), oldSchema.get(), found);
    }
    return found;
  }

  private static void addMismatches(Schema reader, Schema writer, List<Mismatch> found) {
    for (Incompatibility one :
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()) {
      String what = one.getType().name().toLowerCase(Locale.ROOT).replace('_', '-');
      Mismatch mismatch = new Mismatch(what, one.getMessage() + " at " + one.getLocation());
      if (!found.contains(mismatch)) {
        found.add(mismatch);
      }
    }
  }

  private static Optional<Schema> parse(Node node) {
    if (!node.exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Schema.Parser().parse(node.value().toString()));
    } catch (AvroRuntimeException unreadable) {
      return Optional.empty();
    }
  }
}
