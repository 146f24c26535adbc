package dev.winnow.schemas.spec;

import java.util.ArrayList;
import java.util.List;

/** A place in a spec: names and positions from the root, printed as {@code evaluator.rungs[1]}. */
record Field(List<Object> steps) {

  static final Field ROOT = new Field(List.of());

  Field {
    steps = List.copyOf(steps);
  }

  static Field of(Object... steps) {
    return new Field(List.of(steps));
  }

  Field then(Object step) {
    List<Object> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Field(longer);
  }

  /** The path as people write it; {@code document} for the root. */
  @Override
  public String toString() {
    if (steps.isEmpty()) {
      return "document";
    }
    StringBuilder text = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer) {
        text.append('[').append(step).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(step);
      }
    }
    return text.toString();
  }
}
