package dev.winnow.worker.contract.schema;

import dev.winnow.schemas.Severity;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares two versions of a JSON Schema by the values they allow. Names of components, the order
 * of keys, descriptions, {@code $ref} or its target in place, and {@code allOf} or its parts in
 * place make no difference. What two components differ in is found once, however many schemas refer
 * to them, and the effort of all comparisons together is bounded: what is beyond counts as unknown.
 * Not for use by several threads.
 */
public final class SchemaComparison {
  private final Documents before;
  private final Dialect beforeDialect;
  private final Documents after;
  private final Dialect afterDialect;
  private final Optional<Sameness> sameness;
  private final Map<Flow, Comparer> comparers = new EnumMap<>(Flow.class);

  /**
   * @param before the tree of the old version
   * @param after the tree of the new version
   * @param dialect what both are written in
   */
  public SchemaComparison(Documents before, Documents after, Dialect dialect) {
    this(before, dialect, after, dialect);
  }

  /** For versions that are not written in the same dialect. */
  public SchemaComparison(
      Documents before, Dialect beforeDialect, Documents after, Dialect afterDialect) {
    this.before = before;
    this.beforeDialect = beforeDialect;
    this.after = after;
    this.afterDialect = afterDialect;
    this.sameness =
        beforeDialect == afterDialect ? Optional.of(new Sameness(before, after)) : Optional.empty();
  }

  private Comparer comparer(Flow flow) {
    return new Comparer(before, beforeDialect, after, afterDialect, flow, sameness);
  }

  /**
   * Compares two schemas.
   *
   * @param old the old one; a missing node allows everything
   * @param now the new one
   * @param flow who goes on by the old version
   * @return what may be noticed, by path; what could not be judged is not in it
   */
  public List<SchemaChange> compare(Node old, Node now, Flow flow) {
    Comparer comparer = comparers.computeIfAbsent(flow, this::comparer);
    TreeMap<String, SchemaChange> changes = new TreeMap<>();
    for (Delta delta : comparer.compare(old, now).deltas()) {
      Optional<Severity> severity = flow.severity(delta.effects());
      if (severity.isPresent()) {
        SchemaChange change = change(delta, severity.get());
        changes.merge(
            change.path() + "\n" + change.what() + "\n" + change.message(), change, this::worse);
      }
    }
    List<SchemaChange> sorted = new ArrayList<>(changes.values());
    sorted.sort(
        Comparator.comparing(SchemaChange::path)
            .thenComparing(SchemaChange::what)
            .thenComparing(SchemaChange::message));
    return sorted;
  }

  private SchemaChange worse(SchemaChange one, SchemaChange other) {
    return other.severity().compareTo(one.severity()) > 0 ? other : one;
  }

  private static SchemaChange change(Delta delta, Severity severity) {
    String subject = delta.path().isEmpty() ? "The value" : "`" + delta.path() + "`";
    return new SchemaChange(
        delta.what(),
        delta.path(),
        severity,
        delta.confidence(),
        subject + " " + delta.text() + ".",
        mend(delta.effects()),
        delta.where(),
        delta.side());
  }

  private static String mend(Set<Effect> effects) {
    if (effects.contains(Effect.LOSES) || effects.contains(Effect.LOSES_OPTIONAL)) {
      return "Keep it and mark it as deprecated until nobody uses it.";
    }
    if (effects.contains(Effect.NARROWS)
        || effects.contains(Effect.NARROWS_FORMAT)
        || effects.contains(Effect.NARROWS_WITH_DEFAULT)) {
      return "Go on allowing what was allowed, or make it a new version.";
    }
    if (effects.contains(Effect.WIDENS) || effects.contains(Effect.WIDENS_MILDLY)) {
      return "Keep to what readers of the old version know, or make it a new version.";
    }
    return "Make sure that those who use it know.";
  }
}
