package dev.winnow.benchmarks.drift;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Finds, in one pass over a history, the commits that made a document wrong, by what a later change
 * to documents alone takes back: a name whose last occurrence in code goes while a document still
 * has it, or a file that goes while a document still leads to it.
 */
final class Miner {
  /** A commit that makes more wrong than this is a rewrite, which nobody reviews line by line. */
  private static final int MOST_CANDIDATES = 40;

  /** A document of which less stays is written anew, not mended. */
  private static final double LEAST_KEPT = 0.5;

  /** A document that is moved keeps at least this much. */
  private static final double LEAST_MOVED = 0.6;

  /** Before a path that begins at the root. */
  private static final String OF_ROOT = "/";

  private final String repository;
  private final Repository clone;
  private final Names names = new Names();
  private final Names paths = new Names();
  private final Map<String, Code> code = new HashMap<>();
  private final SortedMap<String, DocNames> documents = new TreeMap<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<DriftCase> cases = new ArrayList<>();
  private final Map<String, Integer> order = new HashMap<>();

  /** What a file of code has: the number of each name twice, plus one if it is declared there. */
  private record Code(int[] numbers, int hash) {
    static final Code NONE = new Code(new int[0], 0);
  }

  /** Something that a document still says; {@code at} is where the document is now. */
  private record Candidate(DriftCase made, String at) {
    boolean isSaidIn(DocNames document) {
      return made.path()
          ? document.paths().containsKey(made.name())
              || document.paths().containsKey(OF_ROOT + made.name())
          : document.words().contains(made.name());
    }
  }

  private Miner(String repository, Repository clone) {
    this.repository = repository;
    this.clone = clone;
  }

  /** All cases of a clone, in the order of their commits. */
  static List<DriftCase> mine(String repository, Repository clone)
      throws IOException, InterruptedException {
    Miner miner = new Miner(repository, clone);
    clone.history(miner::commit);
    miner.cases.sort(Comparator.comparing(each -> miner.order.get(each.commit())));
    return miner.cases;
  }

  /** What a commit takes from the code and what it brings. */
  private static final class Delta {
    private final Set<String> gone = new LinkedHashSet<>();
    private final Set<String> back = new HashSet<>();
    private final Set<String> declared = new HashSet<>();
    private final Set<String> gonePaths = new LinkedHashSet<>();
    private final Set<String> backPaths = new HashSet<>();
    private final Set<String> mainPaths = new HashSet<>();
    private final Map<String, DocNames> before = new LinkedHashMap<>();
    private final Map<String, String> moved = new HashMap<>();
    private boolean documentsOnly = true;
  }

  private void commit(Change.Commit commit) throws IOException {
    order.put(commit.id(), order.size());
    Delta delta = new Delta();
    files(commit, delta);
    code(commit, delta);
    documents(commit, delta);
    settle(commit, delta);
    if (!commit.parent().isEmpty()) {
      find(commit, delta);
    }
  }

  /** First what comes, then what goes: so a name that only moves is never gone. */
  private void files(Change.Commit commit, Delta delta) {
    for (Change change : commit.changes()) {
      if (change.isAddition()) {
        for (String suffix : suffixes(change.path())) {
          if (paths.add(paths.number(suffix))) {
            delta.backPaths.add(suffix);
          }
        }
      }
    }
    for (Change change : commit.changes()) {
      if (change.isRemoval()) {
        FileSort sort = FileSort.of(change.path());
        for (String suffix : suffixes(change.path())) {
          if (paths.remove(paths.number(suffix))) {
            delta.gonePaths.add(suffix);
            if (sort != FileSort.SIDE_CODE && sort != FileSort.VENDORED) {
              delta.mainPaths.add(suffix);
            }
          }
        }
      }
    }
    delta.gonePaths.removeAll(delta.backPaths);
  }

  /**
   * All by which a file or the folders it is in can be called; from the root with a slash before.
   */
  private static List<String> suffixes(String path) {
    List<String> suffixes = new ArrayList<>();
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      String whole = path.substring(0, end);
      suffixes.add(OF_ROOT + whole);
      suffixes.add(whole);
      for (int slash = whole.indexOf('/'); slash >= 0; slash = whole.indexOf('/', slash + 1)) {
        String suffix = whole.substring(slash + 1);
        // The last part of a folder alone is a word like any other.
        if (end == path.length() || suffix.indexOf('/') >= 0) {
          suffixes.add(suffix);
        }
      }
    }
    return suffixes;
  }

  private void code(Change.Commit commit, Delta delta) throws IOException {
    Map<String, Code> after = new LinkedHashMap<>();
    for (Change change : commit.changes()) {
      FileSort sort = FileSort.of(change.path());
      if (sort == FileSort.CODE || sort == FileSort.SIDE_CODE) {
        Code now = change.isRemoval() ? Code.NONE : read(sort, change);
        // A change of comments is one of documents too.
        delta.documentsOnly &= now.hash() == code.getOrDefault(change.path(), Code.NONE).hash();
        for (int number : now.numbers()) {
          if (names.add(number >> 1)) {
            delta.back.add(names.name(number >> 1));
          }
        }
        after.put(change.path(), now);
      }
    }
    after.forEach(
        (path, now) -> {
          for (int number : code.getOrDefault(path, Code.NONE).numbers()) {
            String name = names.name(number >> 1);
            if (names.remove(number >> 1)) {
              delta.gone.add(name);
            }
            if ((number & 1) == 1) {
              delta.declared.add(name);
            }
          }
          if (now.numbers().length == 0) {
            code.remove(path);
          } else {
            code.put(path, now);
          }
        });
  }

  private Code read(FileSort sort, Change change) throws IOException {
    Optional<String> text = clone.text(change.after());
    if (text.isEmpty()) {
      return Code.NONE;
    }
    CodeNames read = CodeNames.of(sort, change.path(), text.get());
    int[] numbers =
        read.names().entrySet().stream()
            .mapToInt(name -> names.number(name.getKey()) << 1 | (name.getValue() ? 1 : 0))
            .toArray();
    return new Code(numbers, read.hash());
  }

  private void documents(Change.Commit commit, Delta delta) throws IOException {
    for (Change change : commit.changes()) {
      if (FileSort.of(change.path()) != FileSort.DOCUMENT) {
        continue;
      }
      DocNames known = documents.remove(change.path());
      if (known != null) {
        delta.before.put(change.path(), known);
      }
      if (!change.isRemoval()) {
        Optional<String> text = clone.text(change.after());
        if (text.isPresent()) {
          documents.put(change.path(), DocNames.of(change.path(), text.get()));
        }
      }
    }
    for (Map.Entry<String, DocNames> removed : delta.before.entrySet()) {
      if (!documents.containsKey(removed.getKey())) {
        commit.changes().stream()
            .filter(change -> change.isAddition() && documents.containsKey(change.path()))
            .filter(
                change -> removed.getValue().keptBy(documents.get(change.path())) >= LEAST_MOVED)
            .findFirst()
            .ifPresent(change -> delta.moved.put(removed.getKey(), change.path()));
      }
    }
  }

  /** What becomes of the candidates so far. */
  private void settle(Change.Commit commit, Delta delta) {
    List<Candidate> moved = new ArrayList<>();
    for (Iterator<Candidate> all = candidates.iterator(); all.hasNext(); ) {
      Candidate candidate = all.next();
      DriftCase made = candidate.made();
      if ((made.path() ? delta.backPaths : delta.back).contains(made.name())) {
        all.remove();
        continue;
      }
      DocNames before = delta.before.get(candidate.at());
      if (before == null) {
        continue;
      }
      String at = delta.moved.getOrDefault(candidate.at(), candidate.at());
      DocNames after = documents.get(at);
      if (after != null && candidate.isSaidIn(after)) {
        if (!at.equals(candidate.at())) {
          all.remove();
          moved.add(new Candidate(made, at));
        }
        continue;
      }
      all.remove();
      if (after != null && delta.documentsOnly && before.keptBy(after) >= LEAST_KEPT) {
        cases.add(
            new DriftCase(
                made.repository(),
                made.commit(),
                made.parent(),
                true,
                made.document(),
                made.lines(),
                made.name(),
                made.path(),
                commit.id()));
      }
    }
    candidates.addAll(moved);
  }

  /** What the commit makes wrong. */
  private void find(Change.Commit commit, Delta delta) {
    List<Candidate> found = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>(delta.gone);
    names.retainAll(delta.declared);
    boolean mentioned = false;
    for (DocNames document : documents.values()) {
      DocNames before = delta.before.getOrDefault(document.path(), document);
      for (String name : names) {
        mentioned |= document.words().contains(name);
        add(found, commit, document, before, document.names().get(name), name, false);
      }
      for (Map.Entry<String, SortedSet<Integer>> path : document.paths().entrySet()) {
        String name = path.getKey();
        if (delta.gonePaths.contains(name)
            && (name.indexOf('/') >= 0 || delta.mainPaths.contains(name))) {
          mentioned = true;
          add(found, commit, document, before, path.getValue(), name, true);
        }
      }
    }
    if (found.size() <= MOST_CANDIDATES) {
      candidates.addAll(found);
    }
    if (!mentioned && !names.isEmpty()) {
      cases.add(DriftCase.negative(repository, commit, names.iterator().next()));
    }
  }

  /** A line that the commit itself wrote is meant as it is. */
  private void add(
      List<Candidate> found,
      Change.Commit commit,
      DocNames document,
      DocNames before,
      SortedSet<Integer> lines,
      String name,
      boolean path) {
    List<Integer> old =
        lines == null
            ? List.of()
            : lines.stream().filter(line -> document.hasLineOf(before, line)).toList();
    if (!old.isEmpty()) {
      found.add(
          new Candidate(
              new DriftCase(
                  repository,
                  commit.id(),
                  commit.parent(),
                  true,
                  document.path(),
                  old,
                  name,
                  path,
                  ""),
              document.path()));
    }
  }
}
