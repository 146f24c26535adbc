package dev.winnow.worker.contract.schema;

import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The paths of the properties that a schema declares, as changes name them. */
public final class PropertyPaths {
  private static final int DEEPEST = 12;
  private static final int MOST = 2_000;

  private final Documents documents;
  private final Dialect dialect;
  private final SortedSet<String> paths = new TreeSet<>();
  private final Set<String> open = new HashSet<>();

  private PropertyPaths(Documents documents, Dialect dialect) {
    this.documents = documents;
    this.dialect = dialect;
  }

  /**
   * @return sorted; of recursive schemas one round, and of very large ones a part
   */
  public static SortedSet<String> of(Documents documents, Dialect dialect, Node schema) {
    PropertyPaths reader = new PropertyPaths(documents, dialect);
    reader.walk(List.of(schema), "", 0);
    return reader.paths;
  }

  private void walk(List<Node> schemas, String path, int depth) {
    String key = schemas.toString();
    if (depth > DEEPEST || paths.size() >= MOST || !open.add(key)) {
      return;
    }
    Layers layers = new Layers(documents, dialect);
    schemas.forEach(layers::add);
    Shape shape = new Shape(schemas.get(0), "", layers);
    for (String property : shape.properties()) {
      List<Node> inner = shape.property(property);
      String name = Delta.join(path, property);
      paths.add(name);
      walk(inner, name, depth + 1);
    }
    List<Node> items = shape.item(shape.tupleLength());
    if (!items.isEmpty()) {
      walk(items, Delta.join(path, "[]"), depth + 1);
    }
    for (Layers.Choice choice : layers.choices()) {
      for (Node branch : new ArrayList<>(choice.branches())) {
        walk(List.of(branch), path, depth + 1);
      }
    }
    open.remove(key);
  }
}
