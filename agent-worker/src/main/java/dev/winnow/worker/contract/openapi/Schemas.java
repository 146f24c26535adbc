package dev.winnow.worker.contract.openapi;

import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Touch;
import dev.winnow.worker.contract.Touch.Part;
import dev.winnow.worker.contract.schema.Dialect;
import dev.winnow.worker.contract.schema.Flow;
import dev.winnow.worker.contract.schema.SchemaChange;
import dev.winnow.worker.contract.schema.SchemaComparison;
import dev.winnow.worker.contract.source.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the schemas of two versions of an API, each pair once. */
final class Schemas {
  private final Api before;
  private final Api after;
  private final SchemaComparison comparison;
  private final Map<String, List<SchemaChange>> compared = new HashMap<>();

  Schemas(Api before, Api after) {
    this.before = before;
    this.after = after;
    this.comparison =
        new SchemaComparison(
            before.documents(),
            Dialect.of(before.root().value()),
            after.documents(),
            Dialect.of(after.root().value()));
  }

  /**
   * Compares two schemas and adds what is found.
   *
   * @param old a missing node if there is no schema: then nothing was promised, and nothing breaks
   * @param now a missing node if there is none any more
   * @param place where the schemas are used
   */
  void compare(Node old, Node now, Flow flow, Use place, Changes changes) {
    Optional<Node> oldSchema = before.documents().resolve(old);
    Optional<Node> newSchema = after.documents().resolve(now);
    if (!old.exists() || oldSchema.isEmpty() || newSchema.isEmpty()) {
      return;
    }
    String pair = flow + " " + oldSchema.get().id() + "\n" + newSchema.get().id();
    List<SchemaChange> found = compared.get(pair);
    if (found == null) {
      found = Causes.nearest(comparison.compare(old, now, flow));
      compared.put(pair, found);
    }
    for (SchemaChange change : found) {
      changes.add(place.change(change), place.cause(change));
    }
  }

  /**
   * Where a schema is used.
   *
   * @param subject the operation
   * @param rule start of the rules' names: {@code request}, {@code response}, {@code parameter}
   * @param name what is beside the operation in the element: {@code 200 application/json}
   * @param touched the kind of thing that consumers use; fields are named by their paths
   * @param touchName name of the parameter; empty for fields
   */
  record Use(Subject subject, String rule, String name, Optional<Part> touched, String touchName) {
    private Change change(SchemaChange change) {
      String element = subject.element(name, change.path());
      return Subject.change(
          rule + "-" + change.what(),
          change.severity(),
          change.confidence(),
          element,
          subject.element(name) + ": " + change.message(),
          change.mend(),
          change.place(),
          touch(change));
    }

    private Optional<Touch> touch(SchemaChange change) {
      return touched.flatMap(
          part -> subject.touch(part, touchName.isEmpty() ? change.path() : touchName));
    }

    private String cause(SchemaChange change) {
      // Parameters and headers are things of their own, even where they share a schema.
      String own = rule.equals("request") || rule.equals("response") ? "" : name;
      return String.join(
          "\n", subject.element(), own, change.where().id(), change.path(), change.message());
    }
  }
}
