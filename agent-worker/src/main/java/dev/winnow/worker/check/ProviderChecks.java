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
import dev.winnow.worker.contract.ContractRules;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.openapi.Api;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the contracts of the repository itself no longer promise, and who is hit by that. */
final class ProviderChecks {
  private final Landscape before;
  private final Landscape after;
  private final Findings findings;
  private final List<CheckNote> notes;
  private final List<Use> uses;
  private final Set<String> explained = new HashSet<>();

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

  /** The uses, by {@link Use#id}, of which a finding tells that they break. */
  Set<String> explained() {
    return explained;
  }

  void run() {
    List<Contract> old = before.own().inventory().contracts();
    List<Contract> now = after.own().inventory().contracts();
    List<ContractPairs.Pair> pairs = ContractPairs.of(old, now);
    List<Contract> added =
        pairs.stream()
            .filter(pair -> pair.before().isEmpty())
            .flatMap(pair -> pair.after().stream())
            .toList();
    for (ContractPairs.Pair pair : pairs) {
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
        add(contract, changed, compare(contract, changed, added));
      } catch (UnreadableContractException e) {
        notes.add(note(e.file(), e.line(), "This contract cannot be read: " + e.getMessage()));
      }
      families(contract, changed);
      renamed(contract, changed);
    }
  }

  /** Types of GraphQL may have been put into a folder of their own: one schema all the same. */
  private static List<Change> compare(Contract old, Contract now, List<Contract> added)
      throws UnreadableContractException {
    ContractRules rules = RuleBook.of(old.kind());
    List<Contract> parts = new ArrayList<>();
    for (Contract each : added) {
      boolean isNear =
          each.kind() == ContractKind.GRAPHQL
              && now.kind() == ContractKind.GRAPHQL
              && each.service().equals(now.service());
      // A schema with types of the same names is another one.
      if (isNear && Collections.disjoint(types(rules, now), types(rules, each))) {
        parts.add(each);
      }
    }
    return rules.compare(old, parts.isEmpty() ? now : ContractPairs.together(now, parts));
  }

  private static Set<String> types(ContractRules rules, Contract contract)
      throws UnreadableContractException {
    Set<String> types = new HashSet<>();
    rules.elements(contract).forEach(element -> types.add(element.split("\\.", 2)[0]));
    return types;
  }

  /** Who knows the service by a name that it has no more is not looked at from now on. */
  private void renamed(Contract old, Contract now) {
    if (old.service().equals(now.service())) {
      return;
    }
    Set<String> found = new HashSet<>();
    after.attributed().stream()
        .filter(use -> use.provider().filter(now.service()::equals).isPresent())
        .forEach(use -> found.add(use.id()));
    SortedSet<String> lost = new TreeSet<>();
    for (Use use : uses) {
      boolean knew = use.provider().filter(old.service()::equals).isPresent();
      if (knew && !use.consumer().equals(now.service()) && !found.contains(use.id())) {
        lost.add(use.consumer());
      }
    }
    if (!lost.isEmpty()) {
      notes.add(
          note(
              now.file(),
              0,
              "The service %s is now called %s; its consumers know it by the old name: %s"
                  .formatted(old.service(), now.service(), String.join(", ", lost))));
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
    if (isUntouched(contract)) {
      notes.add(note(contract.file(), 0, "This file no longer counts as a contract."));
      return;
    }
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
    findings.add(
        contract.kind(), contract.service(), identity(contract, change), change, consumers);
  }

  /** Whether the files are as they were: {@code winnow.yaml} says something else of them now. */
  private boolean isUntouched(Contract contract) {
    return contract.files().stream()
        .allMatch(file -> contract.tree().blob(file).equals(after.own().tree().blob(file)));
  }

  private void families(Contract old, Contract now) {
    Api was = before.own().apis().get(old.file());
    Api is = after.own().apis().get(now.file());
    if (old.kind() == ContractKind.OPENAPI && was != null && is != null) {
      add(old, now, new FamilyRules().compare(was, is));
    }
  }

  /** Findings go by the service's old name: by that its consumers know it. */
  private void add(Contract old, Contract now, List<Change> changes) {
    List<Use> others = uses.stream().filter(use -> !use.consumer().equals(now.service())).toList();
    List<RootCause> each = new ArrayList<>();
    for (Change change : changes) {
      List<Affected> affected = Affected.by(old.service(), change, others);
      affected.stream().filter(Affected::confirmed).forEach(hit -> explained.add(hit.use().id()));
      each.add(
          new RootCause(
              change, ConsumerUses.distinct(affected.stream().map(Affected::shown).toList())));
    }
    for (RootCause cause : RootCause.of(each)) {
      findings.add(
          old.kind(),
          old.service(),
          identity(old, cause.change()),
          cause.change(),
          cause.consumers());
    }
  }

  private Findings.Identity identity(Contract old, Change change) {
    String service = before.own().inventory().lastingName(old.service());
    return new Findings.Identity(service, change.element());
  }

  private CheckNote note(String file, int line, String message) {
    return new CheckNote(after.own().repository(), file, line, message);
  }
}
