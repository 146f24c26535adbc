package dev.winnow.worker.check;

import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.DocumentLine;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingLimits;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Sha256;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.docs.drift.Edit;
import dev.winnow.worker.docs.markup.DocLine;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Collects findings, each fingerprint once. */
final class Findings {
  private static final int FINGERPRINT_LENGTH = 32;

  private final String repository;
  private final int number;
  private final Map<String, Finding> byFingerprint = new TreeMap<>();

  Findings(String repository, int number) {
    this.repository = repository;
    this.number = number;
  }

  /**
   * Adds a finding. A break that is known to hit somebody is an error, however harmless the rule
   * takes it for.
   *
   * @param service the service whose contract it is
   * @param identity for the fingerprint
   * @param consumers who is hit, sorted
   */
  void add(
      ContractKind kind,
      String service,
      Identity identity,
      Change change,
      List<ConsumerUse> consumers) {
    add(kind, service, identity, change, consumers, Optional.empty());
  }

  /**
   * What a finding is of beside its rule, by names that each clone of the repository has.
   *
   * @param service the service; empty if it is called like the repository only
   * @param element what it is about, with such names
   */
  record Identity(String service, String element) {}

  /**
   * Adds a finding.
   *
   * @param replacement what the element is called now, if that is known
   */
  Finding add(
      ContractKind kind,
      String service,
      Identity identity,
      Change change,
      List<ConsumerUse> consumers,
      Optional<String> replacement) {
    boolean hits = consumers.stream().anyMatch(ConsumerUse::getConfirmed);
    boolean isWorse = hits && change.severity() == Severity.WARNING;
    String fingerprint = fingerprint(kind, identity, change);
    return byFingerprint.computeIfAbsent(
        fingerprint,
        any ->
            Finding.newBuilder()
                .setRepository(repository)
                .setNumber(number)
                .setFingerprint(fingerprint)
                .setRule(change.rule())
                .setKind(kind)
                .setSeverity(isWorse ? Severity.ERROR : change.severity())
                .setConfidence(change.confidence())
                .setService(service)
                .setElement(FindingLimits.clipped(change.element()))
                .setMessage(FindingLimits.clipped(change.message()))
                .setMend(FindingLimits.clipped(change.mend()))
                .setFile(change.place().file())
                .setLine(change.place().line())
                .setSide(change.place().side())
                .setConsumers(listed(consumers))
                .setReplacement(replacement.map(FindingLimits::clipped).orElse(null))
                .build());
  }

  /**
   * Adds lines of documents to a finding; they are sorted, and each is there once.
   *
   * @param edits what to write in those that need no person
   */
  void document(Finding finding, Collection<DocLine> lines, Map<DocLine, Edit> edits) {
    Map<DocLine, DocumentLine> all = new TreeMap<>();
    for (DocumentLine line : finding.getDocuments()) {
      all.put(new DocLine(line.getFile(), line.getLine()), line);
    }
    for (DocLine at : lines) {
      DocumentLine line = new DocumentLine(at.file(), at.line(), null, null);
      Optional.ofNullable(edits.get(at)).filter(Findings::fits).ifPresent(edit -> set(line, edit));
      all.merge(at, line, (known, other) -> known.getInstead().isPresent() ? known : other);
    }
    finding.setDocuments(all.values().stream().limit(FindingLimits.MOST_USES).toList());
  }

  private static void set(DocumentLine line, Edit edit) {
    line.setWritten(edit.written());
    line.setInstead(edit.instead());
  }

  /** Half of an edit would write something else. */
  private static boolean fits(Edit edit) {
    return Math.max(edit.written().length(), edit.instead().length()) <= FindingLimits.LONGEST_TEXT;
  }

  Collection<Finding> all() {
    return byFingerprint.values();
  }

  /** One use of each service before a second one of any: who is hit counts, not how often. */
  private static List<ConsumerUse> listed(List<ConsumerUse> consumers) {
    if (consumers.size() <= FindingLimits.MOST_USES) {
      return consumers;
    }
    Set<String> services = new HashSet<>();
    Set<ConsumerUse> chosen = new HashSet<>();
    for (ConsumerUse use : consumers) {
      if (services.add(use.getRepository() + ' ' + use.getService())) {
        chosen.add(use);
      }
    }
    return Stream.concat(
            consumers.stream().filter(chosen::contains),
            consumers.stream().filter(use -> !chosen.contains(use)))
        .limit(FindingLimits.MOST_USES)
        .toList();
  }

  /**
   * Of what it is about, never of where it stands: lines and files move. Nor of what the repository
   * is called, which is a folder's name on somebody's machine.
   */
  private static String fingerprint(ContractKind kind, Identity identity, Change change) {
    String all =
        String.join("\0", change.rule(), kind.name(), identity.service(), identity.element());
    return Sha256.hex(all).substring(0, FINGERPRINT_LENGTH);
  }
}
