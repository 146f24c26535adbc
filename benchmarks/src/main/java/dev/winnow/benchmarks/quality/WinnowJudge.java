package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Severity;
import dev.winnow.worker.check.RuleBook;
import dev.winnow.worker.contract.Change;
import dev.winnow.worker.contract.Compatibility;
import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.tree.MapTree;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Winnow's own rules: a case is breaking if they find an error in it. */
final class WinnowJudge implements Judge {
  // Findings are of a service; whose they are does not matter here.
  private static final String SERVICE = "service";

  @Override
  public String name() {
    return "winnow";
  }

  @Override
  public Set<ContractKind> kinds() {
    return EnumSet.allOf(ContractKind.class);
  }

  @Override
  public Judgement judge(LabelledCase labelled) throws UnreadableCaseException {
    try {
      List<Change> changes =
          RuleBook.of(labelled.kind())
              .compare(
                  contract(labelled.kind(), labelled.before()),
                  contract(labelled.kind(), labelled.after()));
      return Judgement.of(
          changes.stream().anyMatch(change -> change.severity() == Severity.ERROR),
          changes.stream().map(WinnowJudge::ground).toList());
    } catch (UnreadableContractException e) {
      throw new UnreadableCaseException(e.file() + ":" + e.line() + ": " + e.getMessage(), e);
    }
  }

  private static Contract contract(ContractKind kind, ContractFiles version) {
    return new Contract(
        kind, SERVICE, version.main(), Compatibility.DEFAULT, new MapTree(version.files()));
  }

  private static String ground(Change change) {
    return change.severity()
        + " "
        + change.rule()
        + " "
        + change.element()
        + ": "
        + change.message();
  }
}
