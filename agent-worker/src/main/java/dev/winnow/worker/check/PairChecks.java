package dev.winnow.worker.check;

import dev.winnow.schemas.ContractKind;
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
  private final Set<String> explained;

  /**
   * @param explained the uses of which a finding of their provider tells, by {@link Use#id}
   */
  PairChecks(Landscape before, Landscape after, Findings findings, Set<String> explained) {
    this.before = before;
    this.after = after;
    this.findings = findings;
    this.explained = explained;
  }

  void run() {
    List<Mismatch> mismatches = after.mismatches();
    Set<String> still = new HashSet<>();
    mismatches.forEach(mismatch -> still.add(identity(mismatch)));
    Set<String> known = new HashSet<>();
    Set<String> moved = new HashSet<>();
    for (Mismatch mismatch : before.mismatches()) {
      known.add(identity(mismatch));
      if (!still.contains(identity(mismatch))) {
        moved.add(namelessIdentity(mismatch));
      }
    }
    for (Mismatch mismatch : mismatches) {
      Use use = mismatch.use();
      boolean isKnown =
          known.contains(identity(mismatch)) || moved.contains(namelessIdentity(mismatch));
      if (!isKnown && !explained.contains(use.id())) {
        findings.add(
            ContractKind.OPENAPI,
            use.provider().orElse(""),
            fingerprinted(mismatch),
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

  private Findings.Identity fingerprinted(Mismatch mismatch) {
    Inventory own = after.own().inventory();
    Use use = mismatch.use();
    boolean isOurs = use.repository().equals(after.own().repository());
    String consumer = isOurs ? own.lastingName(use.consumer()) : use.consumer();
    String provider = own.lastingName(use.provider().orElse(""));
    return new Findings.Identity(provider, Mismatch.names(consumer, provider) + mismatch.what());
  }

  private static String identity(Mismatch mismatch) {
    return String.join(
        "\0",
        mismatch.rule(),
        mismatch.element(),
        mismatch.use().repository(),
        mismatch.use().consumer());
  }

  /** What is no longer told of one service and is of another has moved: services get new names. */
  private static String namelessIdentity(Mismatch mismatch) {
    return String.join("\0", mismatch.rule(), mismatch.what(), mismatch.use().repository());
  }
}
