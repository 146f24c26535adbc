package dev.winnow.worker.merge;

import dev.winnow.schemas.MergeConflict;
import java.util.List;

/** Conflicts in one sentence. */
final class Conflicts {
  private static final int MOST_NAMED = 3;

  private Conflicts() {}

  /** Such as {@code conflicts with what it is merged into: src/A.java lines 3-9}. */
  static String reason(List<MergeConflict> places) {
    List<String> named = places.stream().limit(MOST_NAMED).map(Conflicts::name).toList();
    int more = places.size() - named.size();
    String rest = more == 0 ? "" : " and " + more + " more";
    return "conflicts with what it is merged into: " + String.join(", ", named) + rest;
  }

  private static String name(MergeConflict place) {
    String where = place.getPath();
    if (place.getFirstLine() > 0) {
      where +=
          place.getFirstLine() == place.getLastLine()
              ? " line " + place.getFirstLine()
              : " lines " + place.getFirstLine() + "-" + place.getLastLine();
    }
    return place.getKind().equals("contents") ? where : where + " (" + place.getKind() + ")";
  }
}
