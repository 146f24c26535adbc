package dev.winnow.benchmarks.duplicates;

import dev.winnow.benchmarks.quality.Proportion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was made of the clones of some subjects. */
final class CloneScore {
  /** How one kind of clones did. */
  record Row(int clones, int mergedExactly, int merged, int inFamily) {
    Proportion exactly() {
      return new Proportion(mergedExactly, clones);
    }

    Proportion all() {
      return new Proportion(merged, clones);
    }

    Proportion family() {
      return new Proportion(inFamily, clones);
    }

    private Row plus(boolean exactly, boolean all, boolean family) {
      return new Row(
          clones + 1,
          mergedExactly + (exactly ? 1 : 0),
          merged + (all ? 1 : 0),
          inFamily + (family ? 1 : 0));
    }
  }

  private final Map<CloneKind, Row> rows = new EnumMap<>(CloneKind.class);
  private final List<String> wrong = new ArrayList<>();
  private final List<String> alike = new ArrayList<>();
  private int subjects;
  private int right;

  /** Makes the clones of all subjects and looks at each. */
  static CloneScore of(List<Subject> subjects, double threshold, long seed) {
    CloneScore score = new CloneScore();
    score.subjects = subjects.size();
    MemoryIndex index = new MemoryIndex(threshold);
    Map<String, Subject> byCluster = new HashMap<>();
    Map<Subject, String> families = new HashMap<>();
    for (Subject subject : subjects) {
      Prints prints = Prints.of(subject, subject.text());
      Subject other = byCluster.putIfAbsent(prints.cluster(), subject);
      if (other != null) {
        score.wrong.add(other.name() + " and " + subject.name());
      }
      String family = index.add(prints).familyId();
      families.put(subject, family);
      if (!family.equals(prints.cluster()) && byCluster.get(family) != null) {
        score.alike.add(byCluster.get(family).name() + " and " + subject.name());
      }
    }
    Cloner cloner = new Cloner(seed);
    for (Subject subject : subjects) {
      Prints original = Prints.of(subject, subject.text());
      for (CloneKind kind : CloneKind.values()) {
        Optional<String> clone = cloner.clone(kind, subject.text());
        if (clone.isPresent()) {
          Prints prints = Prints.of(subject, clone.get());
          boolean isFamily = index.place(prints).familyId().equals(families.get(subject));
          score.add(kind, subject, original, prints, isFamily);
        }
      }
    }
    return score;
  }

  private void add(
      CloneKind kind, Subject subject, Prints original, Prints clone, boolean isFamily) {
    boolean isMerged = original.cluster().equals(clone.cluster());
    rows.merge(
        kind,
        new Row(0, 0, 0, 0).plus(original.exact().equals(clone.exact()), isMerged, isFamily),
        (before, one) ->
            new Row(
                before.clones() + one.clones(),
                before.mergedExactly() + one.mergedExactly(),
                before.merged() + one.merged(),
                before.inFamily() + one.inFamily()));
    if (isMerged && kind.isSame()) {
      right++;
    } else if (isMerged) {
      wrong.add(kind + " of " + subject.name());
    }
  }

  Map<CloneKind, Row> rows() {
    return rows;
  }

  /** Merges that are right among all merges: of clones, and of different subjects. */
  Proportion precision() {
    return new Proportion(right, right + wrong.size());
  }

  /** Clones that are the same change and were merged. */
  Proportion recall() {
    int same = 0;
    for (Map.Entry<CloneKind, Row> row : rows.entrySet()) {
      same += row.getKey().isSame() ? row.getValue().clones() : 0;
    }
    return new Proportion(right, same);
  }

  /** Merges of what is not the same. */
  List<String> wrong() {
    return wrong;
  }

  /** Different subjects that are one family. */
  List<String> alike() {
    return alike;
  }

  int subjects() {
    return subjects;
  }
}
