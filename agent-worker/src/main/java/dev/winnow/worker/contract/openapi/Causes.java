package dev.winnow.worker.contract.openapi;

import dev.winnow.worker.contract.schema.SchemaChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes of schemas by their causes. A component that refers to itself, or that many others refer
 * to, is reached by many paths; a few of them say enough.
 */
public final class Causes {
  private static final int MOST_PATHS = 3;

  private Causes() {}

  /** Leaves the shortest paths to each cause, in the order of the paths. */
  public static List<SchemaChange> nearest(List<SchemaChange> changes) {
    List<SchemaChange> shortestFirst = new ArrayList<>(changes);
    Comparator<SchemaChange> byPath =
        Comparator.comparing(SchemaChange::path).thenComparing(SchemaChange::what);
    shortestFirst.sort(
        Comparator.<SchemaChange>comparingInt(change -> change.path().length())
            .thenComparing(byPath));
    Map<String, Integer> paths = new HashMap<>();
    List<SchemaChange> nearest = new ArrayList<>();
    for (SchemaChange change : shortestFirst) {
      if (paths.merge(cause(change), 1, Integer::sum) <= MOST_PATHS) {
        nearest.add(change);
      }
    }
    nearest.sort(byPath);
    return nearest;
  }

  private static String cause(SchemaChange change) {
    int end = change.path().lastIndexOf('.') + 1;
    String field = change.path().substring(end);
    String said = change.message().replace("`" + change.path() + "`", "");
    return String.join("\n", change.what(), change.where().id(), field, said);
  }
}
