package dev.winnow.worker.contract.source;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a value is, and all values in it. A tree of its own: equal values share no place. */
final class Lines {
  private final int line;
  private final int column;
  private Map<String, Lines> fields = Map.of();
  private List<Lines> items = List.of();

  Lines(int line, int column) {
    this.line = line;
    this.column = column;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  void put(String name, Lines inner) {
    if (fields.isEmpty()) {
      fields = new HashMap<>();
    }
    fields.put(name, inner);
  }

  void putIfAbsent(String name, Lines inner) {
    if (!fields.containsKey(name)) {
      put(name, inner);
    }
  }

  void add(Lines inner) {
    if (items.isEmpty()) {
      items = new ArrayList<>();
    }
    items.add(inner);
  }

  Map<String, Lines> fields() {
    return fields;
  }

  List<Lines> items() {
    return items;
  }

  /** What is at a pointer, or the nearest value around it. */
  Lines at(JsonPointer pointer) {
    Lines here = this;
    for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
      Lines inner = here.inner(rest);
      if (inner == null) {
        break;
      }
      here = inner;
    }
    return here;
  }

  private Lines inner(JsonPointer step) {
    int index = step.getMatchingIndex();
    if (index >= 0 && index < items.size()) {
      return items.get(index);
    }
    return fields.get(step.getMatchingProperty());
  }
}
