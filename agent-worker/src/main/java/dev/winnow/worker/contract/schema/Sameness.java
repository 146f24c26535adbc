package dev.winnow.worker.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether schemas are written the same in two versions, together with all that they refer to. Most
 * of a document is, and need not be compared. Steps are bounded; what is beyond counts as not the
 * same, so it is compared.
 */
final class Sameness {
  private static final int MOST_STEPS = 10_000_000;
  private static final String[] REFERENCES = {"$ref", "$dynamicRef", "$recursiveRef"};

  private final Documents before;
  private final Documents after;
  private final Set<String> same = new HashSet<>();
  private final Set<String> different = new HashSet<>();
  private int steps;

  Sameness(Documents before, Documents after) {
    this.before = before;
    this.after = after;
  }

  /** Two schemas that must be the same for others to be. */
  private record Pair(Node old, Node now) {
    String key() {
      return old.id() + " > " + now.id();
    }
  }

  boolean isSame(Node old, Node now) {
    Pair start = new Pair(old, now);
    Map<String, String> reachedFrom = new HashMap<>();
    reachedFrom.put(start.key(), "");
    Deque<Pair> left = new ArrayDeque<>();
    left.add(start);
    while (!left.isEmpty()) {
      Pair pair = left.remove();
      String key = pair.key();
      if (same.contains(key)) {
        continue;
      }
      Deque<Pair> targets = new ArrayDeque<>();
      boolean alike =
          !different.contains(key)
              && pair.old().value().equals(pair.now().value())
              && follow(pair.old(), pair.now(), targets);
      if (!alike) {
        for (String at = key; !at.isEmpty(); at = reachedFrom.get(at)) {
          different.add(at);
        }
        return false;
      }
      for (Pair target : targets) {
        if (reachedFrom.putIfAbsent(target.key(), key) == null) {
          left.add(target);
        }
      }
    }
    same.addAll(reachedFrom.keySet());
    return true;
  }

  /** Collects what equal values refer to; false if that cannot be the same. */
  private boolean follow(Node old, Node now, Deque<Pair> targets) {
    JsonNode value = old.value();
    if (++steps > MOST_STEPS) {
      return false;
    }
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        if (value.get(i).isContainerNode() && !follow(old.child(i), now.child(i), targets)) {
          return false;
        }
      }
      return true;
    }
    for (String kind : REFERENCES) {
      JsonNode reference = value.path(kind);
      if (reference.isTextual() && !follow(old, now, reference.textValue(), targets)) {
        return false;
      }
    }
    for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (value.get(name).isContainerNode() && !follow(old.child(name), now.child(name), targets)) {
        return false;
      }
    }
    return true;
  }

  private boolean follow(Node old, Node now, String reference, Deque<Pair> targets) {
    Optional<Node> oldTarget = before.target(old, reference);
    Optional<Node> newTarget = after.target(now, reference);
    if (oldTarget.isPresent() && newTarget.isPresent()) {
      targets.add(new Pair(oldTarget.get(), newTarget.get()));
    }
    return oldTarget.isPresent() == newTarget.isPresent();
  }
}
