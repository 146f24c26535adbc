package dev.winnow.worker.contract.protobuf;

import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.Touch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects changes. */
final class Findings {
  static final double SURE = 1.0;
  static final double LIKELY = 0.8;
  static final double DOUBTFUL = 0.6;

  private final List<Change> changes = new ArrayList<>();

  void add(
      String rule,
      Severity severity,
      double confidence,
      String element,
      String message,
      String mend,
      Place place,
      Touch touch) {
    changes.add(
        new Change(
            "protobuf." + rule,
            severity,
            confidence,
            element,
            message,
            mend,
            place,
            Optional.of(touch)));
  }

  /** All changes, sorted by element and rule. */
  List<Change> sorted() {
    List<Change> sorted = new ArrayList<>(changes);
    sorted.sort(
        Comparator.comparing(Change::element)
            .thenComparing(Change::rule)
            .thenComparing(Change::message)
            .thenComparing(change -> change.place().file())
            .thenComparing(change -> change.place().line()));
    return List.copyOf(sorted);
  }

  static Place base(Spot spot) {
    return new Place(spot.file(), spot.line(), spot.column(), Side.MERGE_BASE);
  }

  static Place head(Spot spot) {
    return new Place(spot.file(), spot.line(), spot.column(), Side.HEAD);
  }

  static Touch whole(String operation) {
    return new Touch(operation, Touch.Part.WHOLE, "");
  }

  static Touch field(String message, String name) {
    return new Touch(message, Touch.Part.RESPONSE_FIELD, name);
  }
}
