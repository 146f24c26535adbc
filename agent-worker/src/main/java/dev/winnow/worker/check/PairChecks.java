package dev.winnow.worker.check;

import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.Side;
import dev.winnow.worker.consumer.ConsumerUses;
import dev.winnow.worker.consumer.Mismatch;
import dev.winnow.worker.consumer.Use;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.openapi.Api;
import dev.winnow.worker.contract.openapi.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What services use and their providers do not promise, as far as it is new. One root cause is one
 * finding: what a change of the provider explains is not told again.
 */
final class PairChecks {
  /** From here on the evidence is strong. */
  private static final double CONFIRMED = 0.5;

  private final Landscape before;
  private final Landscape after;
  private final Findings findings;

  PairChecks(Landscape before, Landscape after, Findings findings) {
    this.before = before;
    this.after = after;
    this.findings = findings;
  }

  void run() {
    Set<String> known = new HashSet<>();
    before.mismatches().forEach(mismatch -> known.add(identity(mismatch)));
    Set<String> explained = new HashSet<>();
    for (Finding finding : findings.all()) {
      for (ConsumerUse use : finding.getConsumers()) {
        if (use.getConfirmed()) {
          explained.add(place(use.getRepository(), use.getFile(), use.getLine()));
        }
      }
    }
    for (Mismatch mismatch : after.mismatches()) {
      Use use = mismatch.use();
      boolean isExplained = explained.contains(place(use.repository(), use.file(), use.line()));
      if (!known.contains(identity(mismatch)) && !isExplained) {
        findings.add(
            ContractKind.OPENAPI,
            use.provider().orElse(""),
            change(mismatch),
            List.of(ConsumerUses.of(use, mismatch.confidence() >= CONFIRMED)));
      }
    }
  }

  /** At the use if that is in the repository that is checked, else at the provider's contract. */
  private Change change(Mismatch mismatch) {
    Change change = mismatch.change(Side.HEAD);
    Use use = mismatch.use();
    if (use.repository().equals(after.own().repository())) {
      return change;
    }
    return new Change(
        change.rule(),
        change.severity(),
        change.confidence(),
        change.element(),
        change.message(),
        change.mend(),
        provided(use.provider().orElse(""), mismatch.touch().operation()),
        change.touch());
  }

  private Place provided(String service, String operation) {
    for (Contract contract : after.own().inventory().contracts()) {
      Api api = after.own().apis().get(contract.file());
      if (contract.service().equals(service) && api != null) {
        Optional<Operation> found =
            api.operations().stream().filter(each -> each.key().equals(operation)).findFirst();
        return new Place(
            contract.file(), found.map(each -> each.node().line()).orElse(0), Side.HEAD);
      }
    }
    return new Place(Manifest.FILE, 0, Side.HEAD);
  }

  private static String identity(Mismatch mismatch) {
    return String.join(
        "\0",
        mismatch.rule(),
        mismatch.element(),
        mismatch.use().repository(),
        mismatch.use().consumer());
  }

  private static String place(String repository, String file, int line) {
    return repository + '\0' + file + '\0' + line;
  }
}
