package dev.winnow.worker.docs.drift;

import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.contract.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects drifts: what several lines say of one thing is one. */
public final class Drifts {
  private final Map<String, Drift> byCause = new TreeMap<>();

  /** Adds a drift, or its lines to one of the same rule and element. */
  public void add(Drift drift) {
    byCause.merge(drift.rule() + '\0' + drift.element(), drift, Drifts::joined);
  }

  /** All of them, by rule and element. */
  public List<Drift> all() {
    return List.copyOf(byCause.values());
  }

  private static Drift joined(Drift one, Drift other) {
    List<DocLine> lines = new ArrayList<>(one.lines());
    lines.addAll(other.lines());
    Optional<Place> code = one.code().or(other::code);
    return new Drift(
        one.rule(),
        Math.max(one.confidence(), other.confidence()),
        one.element(),
        one.message(),
        one.mend(),
        lines,
        code,
        one.now().or(other::now));
  }
}
