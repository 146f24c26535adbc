package dev.winnow.worker.contract.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.ContractRules;
import dev.winnow.worker.contract.Touch;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.schema.Dialect;
import dev.winnow.worker.contract.schema.Flow;
import dev.winnow.worker.contract.schema.PropertyPaths;
import dev.winnow.worker.contract.schema.SchemaChange;
import dev.winnow.worker.contract.schema.SchemaComparison;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A JSON Schema file as a contract. A file of definitions only is compared definition by
 * definition, since others refer to these.
 */
public final class JsonSchemaRules implements ContractRules {
  private static final String KIND = "json-schema.";
  private static final List<String> DEFINITIONS = List.of("$defs", "definitions");
  private static final List<String> NO_RULES =
      List.of("$schema", "$id", "id", "$comment", "title", "description", "$vocabulary", "version");

  @Override
  public List<Change> compare(Contract before, Contract after) throws UnreadableContractException {
    Documents old = new Documents(before.tree());
    Documents now = new Documents(after.tree());
    Node oldRoot = root(old, before);
    Node newRoot = root(now, after);
    SchemaComparison comparison =
        new SchemaComparison(old, Dialect.of(oldRoot.value()), now, Dialect.of(newRoot.value()));
    Flow flow = flow(after.compatibility());
    String name = name(oldRoot);
    List<Change> changes = new ArrayList<>();
    for (SchemaChange change : comparison.compare(oldRoot, newRoot, flow)) {
      changes.add(change(change, name));
    }
    if (isLibrary(oldRoot.value())) {
      for (String keyword : DEFINITIONS) {
        compareDefinitions(comparison, oldRoot.child(keyword), newRoot, flow, changes);
      }
    }
    return changes;
  }

  @Override
  public List<String> elements(Contract contract) throws UnreadableContractException {
    Documents documents = new Documents(contract.tree());
    Node root = root(documents, contract);
    Dialect dialect = Dialect.of(root.value());
    String name = name(root);
    SortedSet<String> elements = new TreeSet<>();
    elements.add(name);
    for (String path : PropertyPaths.of(documents, dialect, root)) {
      elements.add(element(name, path));
    }
    if (isLibrary(root.value())) {
      for (String keyword : DEFINITIONS) {
        root.child(keyword).value().fieldNames().forEachRemaining(elements::add);
      }
    }
    return List.copyOf(elements);
  }

  private static Node root(Documents documents, Contract contract)
      throws UnreadableContractException {
    Node root = documents.load(contract.file()).node();
    if (!root.value().isObject() && !root.value().isBoolean()) {
      throw new UnreadableContractException(contract.file(), 1, "is no JSON Schema");
    }
    return root;
  }

  private static Flow flow(Compatibility compatibility) {
    switch (compatibility) {
      case BACKWARD:
        return Flow.BACKWARD;
      case FORWARD:
        return Flow.FORWARD;
      case FULL:
        return Flow.FULL;
      default:
        return Flow.BOTH;
    }
  }

  /** Its title, else its {@code $id}, else the file's name. */
  private static String name(Node root) {
    for (String keyword : List.of("title", "$id", "id")) {
      String given = root.value().path(keyword).asText().strip();
      if (!given.isEmpty()) {
        return given;
      }
    }
    return root.file().substring(root.file().lastIndexOf('/') + 1);
  }

  private static boolean isLibrary(JsonNode root) {
    boolean defines = false;
    for (var entry : root.properties()) {
      if (DEFINITIONS.contains(entry.getKey())) {
        defines = true;
      } else if (!NO_RULES.contains(entry.getKey())) {
        return false;
      }
    }
    return defines;
  }

  private static void compareDefinitions(
      SchemaComparison comparison, Node old, Node newRoot, Flow flow, List<Change> changes) {
    SortedSet<String> names = new TreeSet<>();
    old.value().fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      Optional<Node> now =
          DEFINITIONS.stream()
              .map(keyword -> newRoot.child(keyword).child(name))
              .filter(Node::exists)
              .findFirst();
      if (now.isEmpty()) {
        changes.add(removed(name, old.child(name)));
      } else {
        for (SchemaChange change : comparison.compare(old.child(name), now.get(), flow)) {
          changes.add(change(change, name));
        }
      }
    }
  }

  private static Change removed(String name, Node definition) {
    return new Change(
        KIND + "definition-removed",
        Severity.ERROR,
        0.85,
        name,
        "The definition " + name + " is gone.",
        "Keep it and mark it as deprecated until nobody refers to it.",
        definition.place(Side.MERGE_BASE),
        Optional.of(new Touch(name, Touch.Part.WHOLE, "")));
  }

  private static Change change(SchemaChange change, String name) {
    boolean whole = change.path().isEmpty() || change.what().equals("required-property-added");
    return new Change(
        KIND + change.what(),
        change.severity(),
        change.confidence(),
        element(name, change.path()),
        change.message(),
        change.mend(),
        change.place(),
        Optional.of(
            new Touch(
                name,
                whole ? Touch.Part.WHOLE : Touch.Part.RESPONSE_FIELD,
                whole ? "" : change.path())));
  }

  private static String element(String name, String path) {
    return path.isEmpty() ? name : name + " " + path;
  }
}
