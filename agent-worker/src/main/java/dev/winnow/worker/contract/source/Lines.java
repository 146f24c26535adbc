package dev.winnow.worker.contract.source;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The line of a value, and of all values in it. A tree of its own: equal values share no line. */
final class Lines {
  private final int line;
  private Map<String, Lines> fields = Map.of();
  private List<Lines> items = List.of();

  Lines(int line) {
    this.line = line;
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

  /** The line at a pointer, or of the nearest value around it. */
  int at(JsonPointer pointer) {
    Lines here = this;
    for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
      Lines inner = here.inner(rest);
      if (inner == null) {
        break;
      }
      here = inner;
    }
    return here.line;
  }

  private Lines inner(JsonPointer step) {
    int index = step.getMatchingIndex();
    if (index >= 0 && index < items.size()) {
      return items.get(index);
    }
    return fields.get(step.getMatchingProperty());
  }
}
