package dev.winnow.worker.docs.fix;

import dev.winnow.schemas.DocumentLine;
import dev.winnow.schemas.Finding;
import dev.winnow.worker.docs.drift.Edit;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.tree.OverlayTree;
import dev.winnow.worker.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Mends documents where findings say what to write. Nothing is taken on trust: the commit is
 * checked again with the edits in it, and an edit stays only if its finding no longer tells its
 * line and no finding is new.
 */
public final class Mending {
  /** A check of a large repository takes seconds. */
  private static final int MOST_CHECKS = 40;

  /** A finding lists some of its lines only; when they are mended, it lists more. */
  private static final int MOST_ROUNDS = 20;

  /**
   * What came of it.
   *
   * @param patch what {@code git apply} takes; empty if nothing is mended
   * @param fixed fingerprints of findings that are gone with it
   * @param inPart fingerprints of findings of which it mends some lines
   * @param lines how many lines it edits
   * @param files how many files
   */
  public record Mended(String patch, Set<String> fixed, Set<String> inPart, int lines, int files) {}

  private final Tree head;
  private final Function<Tree, List<Finding>> check;
  private final Set<String> known;
  private final Set<DocLine> edited = new TreeSet<>();
  private final Set<String> touched = new HashSet<>();
  private final Set<LineEdit> tried = new HashSet<>();
  private final Map<String, Boolean> readable = new HashMap<>();
  private Map<String, String> texts = Map.of();
  private List<Finding> now;
  private int checks;

  private Mending(Tree head, List<Finding> findings, Function<Tree, List<Finding>> check) {
    this.head = head;
    this.check = check;
    this.now = findings;
    this.known = fingerprints(findings);
  }

  /**
   * Mends what can be mended.
   *
   * @param head the commit that was checked
   * @param findings what was found; those that are suppressed are left alone
   * @param check checks the commit with other texts in it
   */
  public static Mended of(Tree head, List<Finding> findings, Function<Tree, List<Finding>> check) {
    Set<String> left = new HashSet<>();
    Set<String> open = new TreeSet<>();
    for (Finding finding : findings) {
      (finding.getSuppression().isPresent() ? left : open).add(finding.getFingerprint());
    }
    Mending mending = new Mending(head, findings, check);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<LineEdit> edits = mending.untried(left);
      if (edits.isEmpty()) {
        break;
      }
      mending.new Round().prove(edits);
    }
    return mending.mended(open);
  }

  private Mended mended(Set<String> open) {
    Set<String> remaining = fingerprints(now);
    StringBuilder patch = new StringBuilder();
    texts.forEach(
        (path, text) -> patch.append(UnifiedDiff.of(path, head.text(path).orElseThrow(), text)));
    Set<String> fixed = new TreeSet<>(open);
    fixed.removeAll(remaining);
    Set<String> inPart = new TreeSet<>(touched);
    inPart.retainAll(remaining);
    return new Mended(
        patch.toString(), texts.isEmpty() ? Set.of() : fixed, inPart, edited.size(), texts.size());
  }

  private List<LineEdit> untried(Set<String> left) {
    List<LineEdit> edits = new ArrayList<>();
    for (Finding finding : now) {
      if (!left.contains(finding.getFingerprint())) {
        for (DocumentLine line : finding.getDocuments()) {
          if (line.getWritten().isPresent()
              && line.getInstead().isPresent()
              && isReadable(line.getFile())) {
            LineEdit edit =
                new LineEdit(
                    finding.getFingerprint(),
                    new DocLine(line.getFile(), line.getLine()),
                    new Edit(line.getWritten().get(), line.getInstead().get()));
            if (tried.add(edit)) {
              edits.add(edit);
            }
          }
        }
      }
    }
    return edits;
  }

  /** Whether a file's text is all of its bytes: a patch of a file with others would not apply. */
  private boolean isReadable(String file) {
    return readable.computeIfAbsent(
        file,
        path ->
            head.text(path)
                .filter(text -> text.indexOf('\uFFFD') < 0)
                .filter(text -> text.getBytes(StandardCharsets.UTF_8).length == head.bytes(path))
                .isPresent());
  }

  private static Set<String> fingerprints(List<Finding> findings) {
    return findings.stream().map(Finding::getFingerprint).collect(Collectors.toSet());
  }

  /** Edits of texts as they are when it begins. */
  private final class Round {
    private final Map<String, String> start = texts;
    private final List<LineEdit> accepted = new ArrayList<>();

    /** Takes on edits: all of them if a check shows that they mend, or else those that do. */
    void prove(List<LineEdit> edits) {
      if (edits.isEmpty() || checks == MOST_CHECKS) {
        return;
      }
      Map<String, EditedText> files = new HashMap<>();
      accepted.forEach(edit -> apply(edit, files));
      List<LineEdit> candidates = edits.stream().filter(edit -> apply(edit, files)).toList();
      if (candidates.isEmpty()) {
        return;
      }
      Map<String, String> with = new TreeMap<>(start);
      Stream.of(accepted, candidates)
          .flatMap(List::stream)
          .map(edit -> edit.at().file())
          .distinct()
          .forEach(file -> with.put(file, files.get(file).text()));
      checks++;
      List<Finding> found = check.apply(new OverlayTree(head, with));
      Set<LineEdit.Told> told = told(found);
      List<LineEdit> mending =
          candidates.stream().filter(edit -> !told.contains(edit.told())).toList();
      boolean isNew = !known.containsAll(fingerprints(found));
      if (mending.size() == candidates.size() && !isNew) {
        accept(candidates, with, found);
      } else if (mending.size() < candidates.size()) {
        prove(mending);
      } else if (candidates.size() > 1) {
        int half = candidates.size() / 2;
        prove(candidates.subList(0, half));
        prove(candidates.subList(half, candidates.size()));
      }
    }

    private void accept(List<LineEdit> edits, Map<String, String> with, List<Finding> found) {
      accepted.addAll(edits);
      edits.forEach(
          edit -> {
            edited.add(edit.at());
            touched.add(edit.finding());
          });
      texts = with;
      now = found;
    }

    private boolean apply(LineEdit edit, Map<String, EditedText> files) {
      String path = edit.at().file();
      EditedText text =
          files.computeIfAbsent(
              path, any -> new EditedText(start.getOrDefault(path, head.text(path).orElse(""))));
      return text.edit(edit.at().line(), edit.edit());
    }

    private static Set<LineEdit.Told> told(List<Finding> found) {
      Set<LineEdit.Told> told = new HashSet<>();
      for (Finding finding : found) {
        for (DocumentLine line : finding.getDocuments()) {
          DocLine at = new DocLine(line.getFile(), line.getLine());
          told.add(new LineEdit.Told(finding.getFingerprint(), at));
        }
      }
      return told;
    }
  }
}
