package dev.winnow.local.check;

import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingLimits;
import dev.winnow.worker.docs.code.CodeFiles;
import dev.winnow.worker.git.ChangedFile;
import dev.winnow.worker.note.Note;
import dev.winnow.worker.note.Quote;
import dev.winnow.worker.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges a patch that mends documents. It passes if it changes nothing but documents, if a second
 * check no longer tells a finding that it was made for and nothing new, and if its note quotes for
 * each of them a line of the document and, after it, a line that shows what is so.
 */
final class ProposalGate {
  private static final String REGULAR = "100644";

  /** Rules about files and about what is within a document: no code needs to know of those. */
  private static final Set<String> WITHOUT_CODE =
      Set.of("docs.file-gone", "docs.link-broken", "docs.anchor-broken", "docs.block-broken");

  /** A brace alone shows nothing. */
  private static final Pattern WORD = Pattern.compile("\\p{L}{3}");

  private static final Comparator<Finding> BY_PLACE = Comparator.comparing(ReportLines::heading);

  private final Tree base;
  private final Map<String, Finding> told = new HashMap<>();
  private final Set<String> asked;

  /**
   * @param base what the patch is made on
   * @param findings what a check of the base found
   * @param asked fingerprints of those that the patch is made for
   */
  ProposalGate(Tree base, List<Finding> findings, Set<String> asked) {
    this.base = base;
    this.asked = Set.copyOf(asked);
    findings.forEach(finding -> told.put(finding.getFingerprint(), finding));
  }

  /** What became of a patch. The set is closed. */
  sealed interface Judgement {
    /**
     * It passes.
     *
     * @param findingsLeft how many of the findings that it was made for are still told
     */
    record Passed(int findingsLeft) implements Judgement {}

    /**
     * It does not.
     *
     * @param reason one sentence
     */
    record Refused(String reason) implements Judgement {}
  }

  /** Judges no patch at all: that is no worse than before, if there is something to mend. */
  Judgement judgeBase() {
    for (String fingerprint : asked) {
      if (lines(told.get(fingerprint), base).isEmpty()) {
        return new Judgement.Refused("a check of the base does not tell " + fingerprint);
      }
    }
    return new Judgement.Passed(asked.size());
  }

  /**
   * Judges a patch.
   *
   * @param changes where it differs from the base
   * @param after the base with it
   * @param findings what a check of that found
   * @param note what the agent says of it
   */
  Judgement judge(List<ChangedFile> changes, Tree after, List<Finding> findings, Note note) {
    Map<String, Finding> now = new HashMap<>();
    findings.forEach(finding -> now.put(finding.getFingerprint(), finding));
    List<Finding> mended =
        asked.stream()
            .filter(fingerprint -> lines(now.get(fingerprint), after).isEmpty())
            .flatMap(fingerprint -> Optional.ofNullable(told.get(fingerprint)).stream())
            .sorted(BY_PLACE)
            .toList();
    Optional<String> problem =
        wrongFile(changes, after)
            .or(() -> news(findings, after))
            .or(() -> mended.isEmpty() ? Optional.of(stillTold(findings)) : Optional.empty())
            .or(() -> wrongQuote(note, mended));
    return problem
        .<Judgement>map(Judgement.Refused::new)
        .orElseGet(() -> new Judgement.Passed(asked.size() - mended.size()));
  }

  private static Optional<String> wrongFile(List<ChangedFile> changes, Tree after) {
    for (ChangedFile change : changes) {
      String path = change.path();
      if (!CodeFiles.isDocument(path)) {
        return Optional.of("the patch changes " + path + ", which is no document");
      }
      if (!change.hasNew()) {
        return Optional.of("the patch takes out " + path);
      }
      if (!change.newMode().equals(change.hasOld() ? change.oldMode() : REGULAR)) {
        return Optional.of("the patch makes something else than a document of " + path);
      }
      if (after.text(path).filter(text -> !text.isBlank()).isEmpty()) {
        return Optional.of("the patch leaves nothing in " + path + " that can be read");
      }
    }
    return Optional.empty();
  }

  /** What is told that was not, or at more lines than before. */
  private Optional<String> news(List<Finding> findings, Tree after) {
    return findings.stream()
        .filter(
            finding -> {
              Finding before = told.get(finding.getFingerprint());
              return before == null || lines(finding, after).size() > lines(before, base).size();
            })
        .min(BY_PLACE)
        .map(finding -> "with the patch this is new: " + heading(finding));
  }

  private String stillTold(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> asked.contains(finding.getFingerprint()))
        .min(BY_PLACE)
        .map(finding -> "the patch mends nothing, for this is still told: " + heading(finding))
        .orElse("the patch mends nothing that it was made for");
  }

  /** The first quote that is not so, or finding for which a pair of quotes is missing. */
  private Optional<String> wrongQuote(Note note, List<Finding> mended) {
    List<Quote> quotes = new ArrayList<>();
    for (String line : note.quotedLines()) {
      Optional<Quote> quote = Quote.parse(line);
      if (quote.isEmpty()) {
        return Optional.of("the note quotes without FILE:LINE: in front: " + line);
      }
      if (!quote.get().isIn(base)) {
        return Optional.of("the note quotes what the base does not have there: " + line);
      }
      quotes.add(quote.get());
    }
    return mended.stream()
        .filter(finding -> !isShown(finding, quotes))
        .findFirst()
        .map(
            finding ->
                (quotes.isEmpty() ? "the note quotes nothing" : "two quotes are missing")
                    + ", a line of the document and after it one of code that shows what is so: "
                    + heading(finding));
  }

  private boolean isShown(Finding finding, List<Quote> quotes) {
    List<Quote> said = lines(finding, base);
    for (int i = 0; i + 1 < quotes.size(); i++) {
      Quote shown = quotes.get(i + 1);
      boolean isCode =
          CodeFiles.isCode(shown.file())
              || (WITHOUT_CODE.contains(finding.getRule()) && !said.contains(shown));
      if (said.contains(quotes.get(i)) && isCode && WORD.matcher(shown.text()).find()) {
        return true;
      }
    }
    return false;
  }

  private static List<Quote> lines(Finding finding, Tree tree) {
    return finding == null ? List.of() : ToldLines.of(finding, tree);
  }

  private static String heading(Finding finding) {
    return ReportLines.heading(finding) + "  " + FindingLimits.shortFingerprint(finding);
  }
}
