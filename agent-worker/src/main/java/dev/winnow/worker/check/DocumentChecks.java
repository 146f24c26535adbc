package dev.winnow.worker.check;

import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.docs.DocChecks;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What documents say and is not so any more. One root cause is one finding: where a break of a
 * contract is the cause, the lines are told with the break.
 */
final class DocumentChecks {
  private final Revision head;
  private final Findings findings;

  DocumentChecks(Snapshot head, Findings findings) {
    this.head = DocChecks.revision(head.tree());
    this.findings = findings;
  }

  /** Finds what is not so at the head and was so at some earlier commits. */
  void runAll(List<Tree> earlier) {
    DocChecks.since(earlier.stream().map(DocChecks::revision).toList(), head).forEach(this::add);
  }

  /** Finds what a change makes wrong, and joins it with what it breaks. */
  void run(Tree mergeBase) {
    Revision before = DocChecks.revision(mergeBase);
    List<Finding> contracts = List.copyOf(findings.all());
    Mentions mentions = new Mentions(head);
    for (Finding finding : contracts) {
      List<DocLine> lines = mentions.of(finding.getElement());
      if (!lines.isEmpty()) {
        findings.document(finding, lines, Map.of());
      }
    }
    for (Drift drift : DocChecks.between(before, head)) {
      Optional<Finding> cause =
          contracts.stream().filter(each -> explains(each, drift)).findFirst();
      if (cause.isPresent()) {
        findings.document(cause.get(), drift.lines(), drift.edits());
      } else {
        add(drift);
      }
    }
  }

  /** Whether a contract no longer has what the document names. */
  private static boolean explains(Finding finding, Drift drift) {
    boolean isSameFile =
        drift.code().filter(place -> place.file().equals(finding.getFile())).isPresent();
    return isSameFile
        && List.of(finding.getElement().split("[^\\w$\\-]+")).contains(drift.element());
  }

  private void add(Drift drift) {
    DocLine first = drift.lines().get(0);
    String others =
        drift.lines().size() == 1
            ? ""
            : " " + (drift.lines().size() - 1) + " more lines say so, too.";
    Change change =
        new Change(
            drift.rule(),
            Severity.WARNING,
            drift.confidence(),
            drift.element(),
            drift.message() + others,
            drift.mend(),
            new Place(first.file(), first.line(), Side.HEAD),
            Optional.empty());
    Finding finding = findings.add(ContractKind.DOCUMENT, "", change, List.of(), drift.now());
    findings.document(finding, drift.lines(), drift.edits());
  }
}
