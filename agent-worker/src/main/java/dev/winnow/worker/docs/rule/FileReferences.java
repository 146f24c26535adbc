package dev.winnow.worker.docs.rule;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.winnow.worker.docs.code.NameScanner;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.DriftRule;
import dev.winnow.worker.docs.drift.Drifts;
import dev.winnow.worker.docs.drift.Edit;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.markup.Document;
import dev.winnow.worker.docs.markup.Markups;
import dev.winnow.worker.docs.reference.Reference;
import dev.winnow.worker.docs.reference.Reference.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Files, folders and places in documents that are named or linked to and have gone. */
public final class FileReferences implements DriftRule {
  private static final double LINKED = 0.98;
  private static final double NAMED = 0.9;

  /** To compare documents takes the square of what differs in them. */
  private static final int MOST_LINES = 2_000;

  @Override
  public List<Drift> between(Revision before, Revision head) {
    Comparison comparison = new Comparison(before, head);
    for (String file : concerned(before, head)) {
      for (Reference each : head.references(file)) {
        if (each.kind() == Kind.ANCHOR) {
          comparison.anchor(each);
        } else if (each.kind() == Kind.LINK || each.kind() == Kind.PATH) {
          comparison.path(each);
        }
      }
    }
    return comparison.drifts.all();
  }

  /**
   * Documents that have a word of the name of a file that is gone, or of a document whose places
   * may be, and such documents themselves.
   */
  private static SortedSet<String> concerned(Revision before, Revision head) {
    Set<String> words = new HashSet<>();
    SortedSet<String> concerned = new TreeSet<>();
    for (String path : before.changedFrom(head)) {
      boolean isGone = head.tree().blob(path).isEmpty();
      if (isGone || head.documents().contains(path)) {
        Optional<Set<String>> telling = telling(path);
        if (telling.isEmpty()) {
          return head.documents();
        }
        words.addAll(telling.get());
        if (!isGone) {
          concerned.add(path);
        }
      }
    }
    if (!words.isEmpty()) {
      concerned.addAll(Naming.documents(head, words::contains));
    }
    return concerned;
  }

  /** What a link to a file has in it: the longest word of its name, and of its folder's. */
  private static Optional<Set<String>> telling(String path) {
    Set<String> words = new HashSet<>();
    String[] parts = path.split("/");
    for (int i = Math.max(0, parts.length - 2); i < parts.length; i++) {
      String stem = parts[i].replaceFirst("(?<=.)\\.[^.]*$", "");
      List<String> names = new ArrayList<>();
      NameScanner.scan(stem, names::add);
      Optional<String> longest = names.stream().max(Comparator.comparingInt(String::length));
      if (longest.isEmpty()) {
        return Optional.empty();
      }
      words.add(longest.get());
    }
    return Optional.of(words);
  }

  /** The files of both commits, and what was found so far. */
  private static final class Comparison {
    private final Revision before;
    private final Revision head;
    private final Paths old;
    private final Paths now;
    private final List<String> fresh;
    private final Drifts drifts = new Drifts();
    private final Edits edits;
    private final Map<String, Map<String, String>> headings = new HashMap<>();

    private Comparison(Revision before, Revision head) {
      this.before = before;
      this.head = head;
      this.edits = new Edits(head);
      this.old = new Paths(before.tree().paths());
      this.now = new Paths(head.tree().paths());
      this.fresh = now.all().stream().filter(each -> !old.all().contains(each)).toList();
    }

    private void path(Reference each) {
      boolean isLink = each.kind() == Kind.LINK;
      if (find(now, each, isLink).isPresent()) {
        return;
      }
      Optional<String> was = find(old, each, isLink);
      if (was.isEmpty()) {
        return;
      }
      Optional<String> moved = moved(was.get());
      drifts.add(
          new Drift(
              isLink ? "docs.link-broken" : "docs.file-gone",
              isLink ? LINKED : NAMED,
              was.get(),
              "`"
                  + was.get()
                  + "` is "
                  + (isLink ? "linked to" : "named")
                  + " here and is not there any more.",
              moved
                  .map(path -> "Write `" + path + "`, where it is now.")
                  .orElse("Take it out, or say what has taken its place."),
              List.of(each.at()),
              Optional.empty(),
              moved,
              edits(each.at(), moved.flatMap(path -> respelt(each, was.get(), path)))));
    }

    private static Map<DocLine, Edit> edits(DocLine at, Optional<Edit> edit) {
      return edit.map(one -> Map.of(at, one)).orElse(Map.of());
    }

    private Optional<Edit> respelt(Reference each, String was, String moved) {
      boolean isLink = each.kind() == Kind.LINK;
      Respelling respelling = new Respelling(each.at().file(), was, moved);
      List<String> spelt = isLink ? respelling.ofLink(each.name()) : respelling.ofName(each.name());
      return spelt.stream()
          .filter(name -> !name.equals(each.name()))
          .filter(name -> find(now, each, name, isLink).filter(moved::equals).isPresent())
          .findFirst()
          .flatMap(name -> edits.path(each.at(), isLink, each.name(), name));
    }

    private static Optional<String> find(Paths paths, Reference each, boolean isLink) {
      return find(paths, each, each.name(), isLink);
    }

    private static Optional<String> find(Paths paths, Reference each, String name, boolean isLink) {
      String document = each.at().file();
      if (isLink) {
        return paths.linked(document, name);
      }
      // A name without a folder can be that of a file of the reader's.
      return each.isPlain() ? paths.beside(document, name) : paths.named(document, name);
    }

    /** Where a file has gone: the same content, or else the only new file of its name. */
    private Optional<String> moved(String path) {
      Optional<String> blob = before.tree().blob(path);
      if (blob.isEmpty()) {
        return Optional.empty();
      }
      List<String> same =
          fresh.stream().filter(each -> head.tree().blob(each).equals(blob)).toList();
      if (same.size() == 1) {
        return Optional.of(same.get(0));
      }
      String name = path.substring(path.lastIndexOf('/') + 1);
      List<String> named = fresh.stream().filter(each -> each.endsWith('/' + name)).toList();
      return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    private void anchor(Reference each) {
      String anchor = each.name().substring(each.name().indexOf('#') + 1);
      String target = each.name().substring(0, each.name().indexOf('#'));
      String file = each.at().file();
      Optional<String> is = target.isEmpty() ? Optional.of(file) : now.linked(file, target);
      if (is.isEmpty()
          || !head.documents().contains(is.get())
          || anchors(head, is.get()).contains(anchor)) {
        return;
      }
      Optional<String> was = target.isEmpty() ? Optional.of(file) : old.linked(file, target);
      if (was.isPresent() && anchors(before, was.get()).contains(anchor)) {
        Optional<String> renamed = renamed(was.get(), is.get(), anchor);
        drifts.add(
            new Drift(
                "docs.anchor-broken",
                LINKED,
                is.get() + '#' + anchor,
                "`#"
                    + anchor
                    + "` of "
                    + is.get()
                    + " is linked to here and is not there any more.",
                renamed
                    .map(now -> "Link to `#" + now + "`, as the heading is called now.")
                    .orElse("Link to a heading that is there."),
                List.of(each.at()),
                Optional.empty(),
                renamed.map(now -> '#' + now),
                edits(
                    each.at(),
                    renamed.flatMap(
                        now -> edits.path(each.at(), true, each.name(), target + '#' + now)))));
      }
    }

    private Optional<String> renamed(String was, String is, String anchor) {
      return Optional.ofNullable(
          headings.computeIfAbsent(was + '\0' + is, any -> renamedHeadings(was, is)).get(anchor));
    }

    /** Anchors of headings, with those of the headings that stand alone in their place now. */
    private Map<String, String> renamedHeadings(String was, String is) {
      List<String> olds = before.tree().text(was).orElse("").lines().toList();
      List<String> nows = head.tree().text(is).orElse("").lines().toList();
      Map<String, String> renamed = new HashMap<>();
      if (olds.size() > MOST_LINES || nows.size() > MOST_LINES) {
        return renamed;
      }
      for (AbstractDelta<String> delta : DiffUtils.diff(olds, nows).getDeltas()) {
        if (delta.getSource().size() == 1 && delta.getTarget().size() == 1) {
          Set<String> old = anchorsOfLine(was, delta.getSource().getLines().get(0));
          Set<String> now = anchorsOfLine(is, delta.getTarget().getLines().get(0));
          // Where dashes run together there are two of one heading, and which is meant is unsure.
          if (old.size() == 1 && now.size() == 1 && anchors(head, is).containsAll(now)) {
            renamed.put(old.iterator().next(), now.iterator().next());
          }
        }
      }
      return renamed;
    }

    private static Set<String> anchorsOfLine(String file, String line) {
      return Markups.of(file).map(markup -> markup.read(file, line).anchors()).orElse(Set.of());
    }

    private static Set<String> anchors(Revision revision, String file) {
      return revision.documents().contains(file)
          ? revision.document(file).map(Document::anchors).orElse(Set.of())
          : Set.of();
    }
  }
}
