package dev.winnow.worker.check;

import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.openapi.Api;
import dev.winnow.worker.docs.DocChecks;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.Drifts;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.rule.Endpoints;
import dev.winnow.worker.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What documents say and is not so any more. One root cause is one finding: where a break of a
 * contract is the cause, the lines are told with the break.
 */
final class DocumentChecks {
  private final Revision head;
  private final Endpoints endpoints;
  private final Findings findings;

  DocumentChecks(Snapshot head, Findings findings) {
    this.head = DocChecks.revision(head.tree());
    this.endpoints = new Endpoints(this.head, head.apis());
    this.findings = findings;
  }

  /**
   * Finds what is not so at the head and was so at some earlier commits.
   *
   * @param apis reads the HTTP interfaces of a commit
   */
  void runAll(List<Tree> earlier, Function<Tree, Map<String, Api>> apis) {
    List<Revision> revisions = earlier.stream().map(DocChecks::revision).toList();
    DocChecks.since(revisions, head).forEach(this::add);
    if (endpoints.hasUnknown()) {
      Drifts drifts = new Drifts();
      for (Revision before : revisions) {
        endpoints.since(apis.apply(before.tree())).stream()
            .flatMap(drift -> DocChecks.said(before, head, drift).stream())
            .forEach(drifts::add);
      }
      drifts.all().forEach(this::add);
    }
  }

  /** Finds what a change makes wrong, and joins it with what it breaks. */
  void run(Snapshot mergeBase) {
    Revision before = DocChecks.revision(mergeBase.tree());
    List<Finding> contracts = List.copyOf(findings.all());
    Mentions mentions = new Mentions(head);
    for (Finding finding : contracts) {
      List<DocLine> lines = mentions.of(finding.getElement());
      if (!lines.isEmpty()) {
        findings.document(finding, lines, Map.of());
      }
    }
    List<Drift> drifts = new ArrayList<>(endpoints.since(mergeBase.apis()));
    drifts.addAll(DocChecks.between(before, head));
    for (Drift drift : drifts) {
      Optional<Finding> cause =
          contracts.stream().filter(each -> explains(each, drift, mergeBase)).findFirst();
      if (cause.isPresent()) {
        findings.document(cause.get(), drift.lines(), drift.edits());
      } else {
        add(drift);
      }
    }
  }

  /** Whether a contract no longer has what the document names. */
  private static boolean explains(Finding finding, Drift drift, Snapshot before) {
    boolean isSameFile =
        drift.code().filter(place -> place.file().equals(finding.getFile())).isPresent();
    boolean isNamed =
        finding.getElement().equals(drift.element())
            || List.of(finding.getElement().split("[^\\w$\\-]+")).contains(drift.element());
    return isSameFile && isNamed
        || operationId(finding, before).filter(drift.element()::equals).isPresent();
  }

  /** What clients and servers call the operation that a finding is about. */
  private static Optional<String> operationId(Finding finding, Snapshot before) {
    return Optional.ofNullable(before.apis().get(finding.getFile())).stream()
        .flatMap(api -> api.operations().stream())
        .filter(operation -> operation.element().equals(finding.getElement()))
        .flatMap(operation -> operation.id().stream())
        .findFirst();
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
    Findings.Identity identity = new Findings.Identity("", drift.element());
    Finding finding =
        findings.add(ContractKind.DOCUMENT, "", identity, change, List.of(), drift.now());
    findings.document(finding, drift.lines(), drift.edits());
  }
}
