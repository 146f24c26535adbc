package dev.winnow.worker.docs.drift;

import dev.winnow.worker.docs.markup.DocLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects drifts: what several lines say of one thing is one. */
public final class Drifts {
  private final Map<String, List<Drift>> byCause = new TreeMap<>();

  /** Adds a drift, or its lines to one of the same rule and element. */
  public void add(Drift drift) {
    byCause
        .computeIfAbsent(drift.rule() + '\0' + drift.element(), cause -> new ArrayList<>())
        .add(drift);
  }

  /** All of them, by rule and element. */
  public List<Drift> all() {
    return byCause.values().stream().map(Drifts::joined).toList();
  }

  private static Drift joined(List<Drift> same) {
    Drift one = same.get(0);
    return new Drift(
        one.rule(),
        same.stream().mapToDouble(Drift::confidence).max().orElse(one.confidence()),
        one.element(),
        one.message(),
        one.mend(),
        same.stream().flatMap(drift -> drift.lines().stream()).toList(),
        same.stream().flatMap(drift -> drift.code().stream()).findFirst(),
        same.stream().flatMap(drift -> drift.now().stream()).findFirst(),
        edits(same));
  }

  /** Of each line what is to be written there: where drifts differ in it, it takes a person. */
  private static Map<DocLine, Edit> edits(List<Drift> same) {
    Map<DocLine, Edit> edits = new TreeMap<>();
    Set<DocLine> unsure = new HashSet<>();
    for (Drift drift : same) {
      drift
          .edits()
          .forEach(
              (line, edit) -> {
                if (!edit.equals(edits.computeIfAbsent(line, any -> edit))) {
                  unsure.add(line);
                }
              });
    }
    edits.keySet().removeAll(unsure);
    return edits;
  }
}
