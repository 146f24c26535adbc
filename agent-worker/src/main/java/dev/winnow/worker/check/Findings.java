package dev.winnow.worker.check;

import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Sha256;
import dev.winnow.worker.contract.Change;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
   * @param consumers who is hit, sorted
   */
  void add(ContractKind kind, String service, Change change, List<ConsumerUse> consumers) {
    boolean hits = consumers.stream().anyMatch(ConsumerUse::getConfirmed);
    boolean isWorse = hits && change.severity() == Severity.WARNING;
    String fingerprint = fingerprint(kind, service, change);
    byFingerprint.putIfAbsent(
        fingerprint,
        Finding.newBuilder()
            .setRepository(repository)
            .setNumber(number)
            .setFingerprint(fingerprint)
            .setRule(change.rule())
            .setKind(kind)
            .setSeverity(isWorse ? Severity.ERROR : change.severity())
            .setConfidence(change.confidence())
            .setService(service)
            .setElement(change.element())
            .setMessage(change.message())
            .setMend(change.mend())
            .setFile(change.place().file())
            .setLine(change.place().line())
            .setSide(change.place().side())
            .setConsumers(consumers)
            .build());
  }

  Collection<Finding> all() {
    return byFingerprint.values();
  }

  /** Of what it is about, never of where it stands: lines and files move. */
  private static String fingerprint(ContractKind kind, String service, Change change) {
    String identity = String.join("\0", change.rule(), kind.name(), service, change.element());
    return Sha256.hex(identity).substring(0, FINGERPRINT_LENGTH);
  }
}
