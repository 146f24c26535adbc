package dev.winnow.worker.check;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Evidence;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.worker.consumer.Affected;
import dev.winnow.worker.consumer.ConsumerUses;
import dev.winnow.worker.consumer.FamilyRules;
import dev.winnow.worker.consumer.Target;
import dev.winnow.worker.consumer.Use;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.openapi.Api;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the contracts of the repository itself no longer promise, and who is hit by that. */
final class ProviderChecks {
  private final Landscape before;
  private final Landscape after;
  private final Findings findings;
  private final List<CheckNote> notes;
  private final List<Use> uses;

  ProviderChecks(Landscape before, Landscape after, Findings findings, List<CheckNote> notes) {
    this.before = before;
    this.after = after;
    this.findings = findings;
    this.notes = notes;
    // As the head uses it, of what there was: a consumer that is mended along is not hit.
    this.uses = telling(before.providers().attribute(after.uses()));
  }

  /** That a service uses another says nothing more where it is known what of it is used. */
  private static List<Use> telling(List<Use> uses) {
    Set<String> known = new HashSet<>();
    for (Use use : uses) {
      if (!(use.target() instanceof Target.Unknown) && use.evidence() != Evidence.LITERAL_PATH) {
        known.add(pair(use));
      }
    }
    return uses.stream()
        .filter(use -> !(use.target() instanceof Target.Unknown) || !known.contains(pair(use)))
        .toList();
  }

  private static String pair(Use use) {
    return use.repository() + '\n' + use.consumer() + '\n' + use.provider().orElse("");
  }

  void run() {
    List<Contract> old = before.own().inventory().contracts();
    List<Contract> now = after.own().inventory().contracts();
    for (ContractPairs.Pair pair : ContractPairs.of(old, now)) {
      if (pair.before().isEmpty()) {
        continue;
      }
      Contract contract = pair.before().get();
      Optional<CheckNote> unread = unread(contract, pair.after());
      if (unread.isPresent()) {
        notes.add(unread.get());
        continue;
      }
      if (pair.after().isEmpty()) {
        removed(contract);
        continue;
      }
      Contract changed = pair.after().get();
      try {
        add(contract, RuleBook.of(contract.kind()).compare(contract, changed));
      } catch (UnreadableContractException e) {
        notes.add(note(e.file(), e.line(), "This contract cannot be read: " + e.getMessage()));
      }
      families(contract, changed);
    }
  }

  /** That a file of a contract was not read in one of the commits does not mean that it is gone. */
  private Optional<CheckNote> unread(Contract contract, Optional<Contract> changed) {
    Map<String, String> now = after.own().inventory().unread();
    Map<String, String> old = before.own().inventory().unread();
    return Stream.concat(
            contract.files().stream().filter(now::containsKey).map(file -> not(file, now)),
            changed.stream()
                .flatMap(each -> each.files().stream())
                .filter(old::containsKey)
                .map(file -> not(file, old)))
        .findFirst();
  }

  private CheckNote not(String file, Map<String, String> why) {
    return note(file, 0, "This contract is not compared: " + why.get(file));
  }

  private void removed(Contract contract) {
    String kind = contract.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    Change change =
        new Change(
            kind + ".contract-removed",
            Severity.ERROR,
            1,
            contract.file(),
            "The contract " + contract.file() + " of " + contract.service() + " is gone.",
            "Keep it until nobody uses it, or say in winnow.yaml where it is now.",
            new Place(contract.file(), 0, Side.MERGE_BASE),
            Optional.empty());
    List<ConsumerUse> consumers = new ArrayList<>();
    for (Use use : uses) {
      if (use.provider().filter(contract.service()::equals).isPresent()) {
        consumers.add(ConsumerUses.of(use, false));
      }
    }
    findings.add(contract.kind(), contract.service(), change, consumers);
  }

  private void families(Contract old, Contract now) {
    Api was = before.own().apis().get(old.file());
    Api is = after.own().apis().get(now.file());
    if (old.kind() == ContractKind.OPENAPI && was != null && is != null) {
      add(old, new FamilyRules().compare(was, is));
    }
  }

  private void add(Contract contract, List<Change> changes) {
    List<RootCause> each =
        changes.stream()
            .map(change -> new RootCause(change, Affected.by(contract.service(), change, uses)))
            .toList();
    for (RootCause cause : RootCause.of(each)) {
      findings.add(contract.kind(), contract.service(), cause.change(), cause.consumers());
    }
  }

  private CheckNote note(String file, int line, String message) {
    return new CheckNote(after.own().repository(), file, line, message);
  }
}
