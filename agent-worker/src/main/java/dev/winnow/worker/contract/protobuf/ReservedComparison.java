package dev.winnow.worker.contract.protobuf;

import dev.winnow.schemas.Severity;
import dev.winnow.worker.contract.Place;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a message or an enum must not use again, and whether it keeps to that. */
final class ReservedComparison {
  /**
   * A number and a name that the new version uses, and the old one does not.
   *
   * @param place where it is used
   */
  record Use(String name, long number, Place place) {}

  private final Findings findings;

  ReservedComparison(Findings findings) {
    this.findings = findings;
  }

  void compare(String owner, Reserved old, Reserved now, List<Use> uses, Place ownerPlace) {
    for (Use use : uses) {
      if (old.contains(use.number())) {
        findings.add(
            "reserved-number-used",
            Severity.ERROR,
            Findings.SURE,
            owner + "." + use.name(),
            use.name()
                + " of "
                + owner
                + " has the number "
                + use.number()
                + ", which was reserved.",
            "Take a number that was never used.",
            use.place(),
            Findings.field(owner, use.name()));
      } else if (old.names().contains(use.name())) {
        findings.add(
            "reserved-name-used",
            Severity.ERROR,
            Findings.LIKELY,
            owner + "." + use.name(),
            use.name() + " of " + owner + " has a name that was reserved.",
            "Take a name that was never used.",
            use.place(),
            Findings.field(owner, use.name()));
      }
    }
    List<Range> used = uses.stream().map(use -> new Range(use.number(), use.number())).toList();
    List<Range> dropped = Range.minus(Range.minus(old.numbers(), now.numbers()), used);
    if (!dropped.isEmpty()) {
      dropped(owner, listed(dropped, Range::toString), ownerPlace);
    }
    Set<String> names = new TreeSet<>(old.names());
    names.removeAll(now.names());
    uses.forEach(use -> names.remove(use.name()));
    if (!names.isEmpty()) {
      dropped(owner, listed(List.copyOf(names), Function.identity()), ownerPlace);
    }
  }

  private void dropped(String owner, String what, Place place) {
    findings.add(
        "reservation-removed",
        Severity.ERROR,
        Findings.DOUBTFUL,
        owner + " reserved " + what,
        owner + " does not reserve " + what + " any more, so it may be used again by mistake.",
        "Keep the reservation.",
        place,
        Findings.whole(owner));
  }

  private static <T> String listed(List<T> all, Function<T, String> text) {
    int most = 20;
    String listed = all.stream().limit(most).map(text).collect(Collectors.joining(", "));
    return all.size() > most ? listed + " and " + (all.size() - most) + " more" : listed;
  }
}
