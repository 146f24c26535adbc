package dev.winnow.worker.check;

import dev.winnow.worker.contract.Contract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which contract of one commit is which of another. */
final class ContractPairs {
  private ContractPairs() {}

  /**
   * A contract in two commits.
   *
   * @param before empty if it is new
   * @param after empty if it is gone
   */
  record Pair(Optional<Contract> before, Optional<Contract> after) {}

  /**
   * Pairs contracts of one kind and service: by file, then by content, since files are moved, then
   * the one that is left with the one that is left.
   */
  static List<Pair> of(List<Contract> before, List<Contract> after) {
    List<Contract> left = new ArrayList<>(after);
    List<Contract> unpaired = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    for (Contract old : before) {
      Optional<Contract> found =
          left.stream().filter(each -> alike(old, each) && shareFile(old, each)).findFirst();
      found.ifPresentOrElse(
          same -> {
            left.remove(same);
            pairs.add(new Pair(Optional.of(old), found));
          },
          () -> unpaired.add(old));
    }
    List<Contract> gone = new ArrayList<>();
    for (Contract old : unpaired) {
      Optional<Contract> moved =
          left.stream().filter(each -> alike(old, each) && sameContent(old, each)).findFirst();
      moved.ifPresentOrElse(
          same -> {
            left.remove(same);
            pairs.add(new Pair(Optional.of(old), moved));
          },
          () -> gone.add(old));
    }
    Map<String, Integer> lonely = new HashMap<>();
    gone.forEach(each -> lonely.merge(group(each), 1, Integer::sum));
    for (Contract old : gone) {
      List<Contract> candidates = left.stream().filter(each -> alike(old, each)).toList();
      boolean isClear = candidates.size() == 1 && lonely.get(group(old)) == 1;
      Optional<Contract> renamed = isClear ? Optional.of(candidates.get(0)) : Optional.empty();
      renamed.ifPresent(left::remove);
      pairs.add(new Pair(Optional.of(old), renamed));
    }
    left.forEach(each -> pairs.add(new Pair(Optional.empty(), Optional.of(each))));
    return pairs;
  }

  private static boolean alike(Contract one, Contract other) {
    return group(one).equals(group(other));
  }

  private static String group(Contract contract) {
    return contract.kind() + " " + contract.service();
  }

  private static boolean shareFile(Contract one, Contract other) {
    return one.files().stream().anyMatch(other.files()::contains);
  }

  private static boolean sameContent(Contract one, Contract other) {
    return one.tree().blob(one.file()).equals(other.tree().blob(other.file()));
  }
}
