package dev.winnow.worker.check;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.Suppression;
import dev.winnow.worker.tree.Tree;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which findings do not count, by a head's {@code winnow.yaml} and the baseline, and what of that a
 * person should see. The day on which they are looked at is that of the commit, so that the same
 * commits give the same report.
 */
final class Suppressions {
  /** What could not be known has to have room beside them. */
  private static final int MOST_NOTES = 20;

  private final Snapshot head;
  private final Manifest manifest;
  private final boolean isGiven;
  private final Baseline baseline;
  private final List<Entry> entries;
  private final List<CheckNote> notes = new ArrayList<>();

  /**
   * @param given a baseline to be taken in place of that of the head
   */
  Suppressions(Snapshot head, Optional<Baseline> given) {
    this.head = head;
    this.manifest = head.inventory().manifest();
    this.isGiven = given.isPresent();
    this.baseline = given.orElseGet(() -> baseline(head.tree(), manifest, true));
    this.entries = manifest.suppressions().stream().map(Entry::new).toList();
  }

  /** Marks what a change introduces, and tells of suppressions that the change itself adds. */
  List<CheckNote> ofChange(Snapshot mergeBase, Collection<Finding> findings) {
    // A head is not older than what it is made of, whatever it says.
    mark(findings, mergeBase.tree());
    Set<SuppressionRule> known =
        mergeBase.inventory().manifest().suppressions().stream()
            .map(SuppressionRule::withoutLine)
            .collect(Collectors.toSet());
    for (Entry entry : entries) {
      if (entry.holds && !known.contains(entry.rule.withoutLine())) {
        note(
            entry.rule.line(),
            "This change adds the suppression of %s until %s, for which %s: %s"
                .formatted(
                    entry.rule.subject(),
                    entry.rule.until(),
                    countedNot(entry.matches),
                    entry.rule.reason()));
      }
    }
    if (!isGiven) {
      Set<String> added = new HashSet<>(baseline.fingerprints());
      added.removeAll(
          baseline(mergeBase.tree(), mergeBase.inventory().manifest(), false).fingerprints());
      if (!added.isEmpty()) {
        note(
            manifest.baseline().map(Manifest.Named::line).orElse(0),
            "This change adds %s to the baseline, for which %s"
                .formatted(
                    count(added.size(), "line"),
                    countedNot(
                        findings.stream()
                            .filter(f -> added.contains(f.getFingerprint()))
                            .count())));
      }
    }
    entries.stream().filter(entry -> entry.matches > 0).forEach(this::expired);
    return bounded();
  }

  /** Marks what all of a head has, and tells what matches nothing. */
  List<CheckNote> ofAll(Collection<Finding> findings) {
    mark(findings, head.tree());
    for (Entry entry : entries) {
      expired(entry);
      if (entry.holds && entry.matches == 0) {
        String message = "The suppression of %s matches nothing: delete it";
        note(entry.rule.line(), message.formatted(entry.rule.subject()));
      }
    }
    Set<String> there = new HashSet<>();
    findings.forEach(finding -> there.add(finding.getFingerprint()));
    long gone = baseline.fingerprints().stream().filter(each -> !there.contains(each)).count();
    if (gone > 0) {
      String lines =
          gone == 1 ? "1 line of the baseline matches" : gone + " lines of the baseline match";
      String message = lines + " nothing, and can go: `winnow check --all --write-baseline`";
      notes.add(new CheckNote(head.repository(), baseline.file(), 0, message));
    }
    return bounded();
  }

  private void mark(Collection<Finding> findings, Tree mergeBase) {
    if (!entries.isEmpty()) {
      LocalDate day = latest(head.tree().day(), mergeBase.day());
      entries.forEach(entry -> entry.holds = entry.rule.holdsOn(day));
    }
    for (Finding finding : findings) {
      suppression(finding).ifPresent(finding::setSuppression);
    }
  }

  /** The one that holds longest: until then it does not count. */
  private Optional<Suppression> suppression(Finding finding) {
    Entry longest = null;
    for (Entry entry : entries) {
      if (entry.takes(finding)
          && entry.holds
          && (longest == null || entry.rule.until().isAfter(longest.rule.until()))) {
        longest = entry;
      }
    }
    if (longest != null) {
      return Optional.of(new Suppression(longest.rule.reason(), longest.rule.until()));
    }
    return Optional.of(new Suppression(Baseline.REASON, null))
        .filter(any -> baseline.fingerprints().contains(finding.getFingerprint()));
  }

  private void expired(Entry entry) {
    if (!entry.holds) {
      note(
          entry.rule.line(),
          "The suppression of %s ended with %s: %s"
              .formatted(
                  entry.rule.subject(),
                  entry.rule.until(),
                  entry.matches == 0
                      ? "it matches nothing, delete it"
                      : "mend %s that it was for, or give it another day"
                          .formatted(count(entry.matches, "finding"))));
    }
  }

  private Baseline baseline(Tree tree, Manifest manifest, boolean tell) {
    Optional<Manifest.Named> named = manifest.baseline();
    if (named.isEmpty()) {
      return Baseline.NONE;
    }
    String file = named.get().file();
    Optional<String> text = tree.text(file);
    if (tell && text.isEmpty()) {
      String what =
          tree.blob(file).isPresent()
              ? "'%s' is not read: it is larger than " + (Baseline.MOST_BYTES >> 20) + " MiB"
              : "'%s' is not there: `winnow check --all --write-baseline %<s` writes it";
      note(named.get().line(), what.formatted(file));
    }
    return text.map(lines -> Baseline.parse(file, lines)).orElse(Baseline.NONE);
  }

  private void note(int line, String message) {
    notes.add(new CheckNote(head.repository(), Manifest.FILE, line, message));
  }

  private List<CheckNote> bounded() {
    List<CheckNote> all = new ArrayList<>(notes.subList(0, Math.min(MOST_NOTES, notes.size())));
    if (notes.size() > MOST_NOTES) {
      String message = (notes.size() - MOST_NOTES) + " notes more on suppressions are left out";
      all.add(new CheckNote(head.repository(), Manifest.FILE, 0, message));
    }
    for (Manifest.Problem each : baseline.problems()) {
      all.add(new CheckNote(head.repository(), each.file(), each.line(), each.message()));
    }
    return all;
  }

  private static LocalDate latest(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static String countedNot(long findings) {
    return count(findings, "finding") + (findings == 1 ? " does not count" : " do not count");
  }

  private static String count(long count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }

  /** A rule and what it was for. */
  private static final class Entry {
    private final SuppressionRule rule;
    private final Optional<Glob> path;

    /** Many findings are in one file, and a pattern is slow. */
    private final Map<String, Boolean> files = new HashMap<>();

    private boolean holds;
    private int matches;

    Entry(SuppressionRule rule) {
      this.rule = rule;
      this.path = rule.path().map(Glob::new);
    }

    boolean takes(Finding finding) {
      boolean takes =
          rule.isAbout(finding)
              && (path.isEmpty() || files.computeIfAbsent(finding.getFile(), path.get()::matches));
      matches += takes ? 1 : 0;
      return takes;
    }
  }
}
