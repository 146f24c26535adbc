package dev.winnow.worker.contract.protobuf;

import dev.winnow.schemas.Severity;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which fields exclude each other. A single field may go into a oneof of its own and out of it; any
 * other move loses what one side sets.
 */
final class OneofComparison {
  private final ProtoMessage old;
  private final ProtoMessage now;
  private final Map<ProtoField, ProtoField> pairs;
  private final Findings findings;

  /**
   * @param pairs fields that are the same in both versions, old to new
   */
  OneofComparison(
      ProtoMessage old, ProtoMessage now, Map<ProtoField, ProtoField> pairs, Findings findings) {
    this.old = old;
    this.now = now;
    this.pairs = pairs;
    this.findings = findings;
  }

  void compare() {
    Map<String, Integer> oldSizes = sizes(old.fields());
    Map<String, Integer> movedIn = new HashMap<>();
    pairs.forEach(
        (was, is) -> {
          if (!was.inOneof() && is.inOneof()) {
            movedIn.merge(is.oneof(), 1, Integer::sum);
          }
        });
    Map<String, String> renamed = renamed();
    renamed.forEach(
        (was, is) ->
            findings.add(
                "oneof-renamed",
                Severity.WARNING,
                Findings.LIKELY,
                old.name() + "." + was,
                "The oneof " + was + " of " + old.name() + " is called " + is + " now.",
                "Keep the name: generated code has it.",
                Findings.head(now.spot()),
                Findings.whole(old.name())));
    Collection<String> takenOver = new HashSet<>(renamed.values());
    pairs.forEach(
        (was, is) -> {
          String expected = renamed.getOrDefault(was.oneof(), was.oneof());
          if (is.oneof().equals(expected)) {
            return;
          }
          boolean isOutOfItsOwn = was.inOneof() && !is.inOneof() && oldSizes.get(was.oneof()) == 1;
          boolean isIntoItsOwn =
              !was.inOneof()
                  && !oldSizes.containsKey(is.oneof())
                  && !takenOver.contains(is.oneof())
                  && movedIn.get(is.oneof()) == 1;
          boolean isSafe = isOutOfItsOwn || isIntoItsOwn;
          findings.add(
              isSafe ? "field-oneof-compatible" : "field-oneof-changed",
              isSafe ? Severity.WARNING : Severity.ERROR,
              isSafe ? Findings.LIKELY : Findings.SURE,
              old.name() + "." + was.name(),
              "The field "
                  + was.name()
                  + " of "
                  + old.name()
                  + " was "
                  + in(was)
                  + " and is "
                  + in(is)
                  + ".",
              isSafe
                  ? "Make sure that no code depends on the old accessors."
                  : "Leave it where it was and add a new field.",
              Findings.head(is.spot()),
              Findings.field(old.name(), was.name()));
        });
  }

  /** Oneofs whose fields, as far as they are there, are all in one new oneof. */
  private Map<String, String> renamed() {
    Set<String> oldNames = sizes(old.fields()).keySet();
    Set<String> nowNames = sizes(now.fields()).keySet();
    Map<String, Set<String>> targets = new TreeMap<>();
    pairs.forEach(
        (was, is) -> {
          if (was.inOneof()) {
            targets.computeIfAbsent(was.oneof(), name -> new HashSet<>()).add(is.oneof());
          }
        });
    Map<String, String> renamed = new TreeMap<>();
    targets.forEach(
        (was, all) -> {
          String is = all.iterator().next();
          if (all.size() == 1
              && !is.isEmpty()
              && !nowNames.contains(was)
              && !oldNames.contains(is)
              && !renamed.containsValue(is)) {
            renamed.put(was, is);
          }
        });
    return renamed;
  }

  private static Map<String, Integer> sizes(List<ProtoField> fields) {
    Map<String, Integer> sizes = new HashMap<>();
    for (ProtoField field : fields) {
      if (field.inOneof()) {
        sizes.merge(field.oneof(), 1, Integer::sum);
      }
    }
    return sizes;
  }

  private static String in(ProtoField field) {
    return field.inOneof() ? "in the oneof " + field.oneof() : "in no oneof";
  }
}
