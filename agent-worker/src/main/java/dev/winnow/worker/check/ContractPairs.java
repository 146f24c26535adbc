package dev.winnow.worker.check;

import dev.winnow.worker.contract.Contract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** Which contract of one commit is which of another. */
final class ContractPairs {
  /** From here on a text counts as another version of a text, as with git. */
  private static final double SIMILAR = 0.5;

  private final List<Contract> after;
  private final List<Contract> gone;
  private final List<Contract> left;
  private final List<Pair> pairs = new ArrayList<>();

  private ContractPairs(List<Contract> before, List<Contract> after) {
    this.after = after;
    this.gone = new ArrayList<>(before);
    this.left = new ArrayList<>(after);
  }

  /**
   * A contract in two commits.
   *
   * @param before empty if it is new
   * @param after empty if it is gone
   */
  record Pair(Optional<Contract> before, Optional<Contract> after) {}

  /**
   * Pairs contracts of one kind: by file, then by content, since files are moved, then the one that
   * is left of a service with the one that is left, then by likeness. A service may get another
   * name, by {@code winnow.yaml} or by its folder; its contracts stay the same.
   */
  static List<Pair> of(List<Contract> before, List<Contract> after) {
    ContractPairs all = new ContractPairs(before, after);
    all.pairByFile();
    all.pair((old, now) -> isOfSameService(old, now) && shareStem(old, now));
    all.pair((old, now) -> isOfSameService(old, now) && shareContent(old, now));
    all.pair(ContractPairs::shareContent);
    all.pairWithWhatHoldsAllOfIt();
    all.pairTheLonely();
    all.pairByLikeness();
    all.gone.forEach(each -> all.pairs.add(new Pair(Optional.of(each), Optional.empty())));
    all.left.forEach(each -> all.pairs.add(new Pair(Optional.empty(), Optional.of(each))));
    return all.pairs;
  }

  /** Files of one schema may come to belong to several services, or to one instead of several. */
  private void pairByFile() {
    for (Contract old : List.copyOf(gone)) {
      List<Contract> holders =
          after.stream().filter(each -> isOfSameKind(old, each) && shareFile(old, each)).toList();
      if (!holders.isEmpty()) {
        left.removeAll(holders);
        add(
            old,
            together(
                holders.stream()
                    .filter(each -> isOfSameService(old, each))
                    .findFirst()
                    .orElse(holders.get(0)),
                holders));
      }
    }
  }

  /** A contract with the files of others as well. */
  static Contract together(Contract first, List<Contract> others) {
    Set<String> files = new TreeSet<>(first.files());
    others.forEach(each -> files.addAll(each.files()));
    return new Contract(
        first.kind(), first.service(), List.copyOf(files), first.compatibility(), first.tree());
  }

  private void pair(BiPredicate<Contract, Contract> same) {
    for (Contract old : List.copyOf(gone)) {
      left.stream()
          .filter(each -> isOfSameKind(old, each) && same.test(old, each))
          .findFirst()
          .ifPresent(found -> add(old, found));
    }
  }

  /** What was there twice, or was put beside other files of a schema, is not gone. */
  private void pairWithWhatHoldsAllOfIt() {
    for (Contract old : List.copyOf(gone)) {
      after.stream()
          .filter(each -> isOfSameService(old, each) && blobs(each).containsAll(blobs(old)))
          .findFirst()
          .ifPresent(found -> add(old, found));
    }
  }

  private void pairTheLonely() {
    for (Contract old : List.copyOf(gone)) {
      List<Contract> rivals = gone.stream().filter(each -> isOfSameService(old, each)).toList();
      List<Contract> candidates = left.stream().filter(each -> isOfSameService(old, each)).toList();
      if (rivals.size() == 1 && candidates.size() == 1) {
        add(old, candidates.get(0));
      }
    }
  }

  private void pairByLikeness() {
    record Likeness(Contract old, Contract now, double share) {}

    if (gone.isEmpty() || left.isEmpty()) {
      return;
    }
    Map<Contract, Map<String, Integer>> texts = new HashMap<>();
    gone.forEach(each -> texts.put(each, pieces(each)));
    left.forEach(each -> texts.put(each, pieces(each)));
    List<Likeness> alike = new ArrayList<>();
    for (Contract old : gone) {
      for (Contract now : left) {
        double share = isOfSameKind(old, now) ? likeness(texts.get(old), texts.get(now)) : 0;
        if (share >= SIMILAR) {
          alike.add(new Likeness(old, now, share));
        }
      }
    }
    alike.sort(
        Comparator.comparingDouble((Likeness each) -> -each.share())
            .thenComparing(each -> each.old().file())
            .thenComparing(each -> each.now().file()));
    for (Likeness each : alike) {
      if (gone.contains(each.old()) && left.contains(each.now())) {
        add(each.old(), each.now());
      }
    }
  }

  /** Lines, or what is between commas: JSON may have no line breaks. */
  private static Map<String, Integer> pieces(Contract contract) {
    Map<String, Integer> pieces = new HashMap<>();
    for (String file : contract.files()) {
      for (String piece : contract.tree().text(file).orElse("").split("[\n,]")) {
        if (!piece.isBlank()) {
          pieces.merge(piece.strip(), 1, Integer::sum);
        }
      }
    }
    return pieces;
  }

  private static double likeness(Map<String, Integer> one, Map<String, Integer> other) {
    int common = 0;
    int all = 0;
    for (Map.Entry<String, Integer> piece : one.entrySet()) {
      common += Math.min(piece.getValue(), other.getOrDefault(piece.getKey(), 0));
      all += piece.getValue();
    }
    for (int count : other.values()) {
      all += count;
    }
    return all == 0 ? 0 : 2.0 * common / all;
  }

  private void add(Contract old, Contract now) {
    gone.remove(old);
    left.remove(now);
    pairs.add(new Pair(Optional.of(old), Optional.of(now)));
  }

  private static boolean isOfSameKind(Contract one, Contract other) {
    return one.kind() == other.kind();
  }

  private static boolean isOfSameService(Contract one, Contract other) {
    return isOfSameKind(one, other) && one.service().equals(other.service());
  }

  private static boolean shareFile(Contract one, Contract other) {
    return one.files().stream().anyMatch(other.files()::contains);
  }

  /** Whether a file got another extension: {@code api.yaml} became {@code api.json}. */
  private static boolean shareStem(Contract one, Contract other) {
    Set<String> stems = new HashSet<>();
    one.files().forEach(file -> stems.add(stem(file)));
    return other.files().stream().anyMatch(file -> stems.contains(stem(file)));
  }

  private static String stem(String file) {
    int point = file.lastIndexOf('.');
    return point > file.lastIndexOf('/') ? file.substring(0, point) : file;
  }

  private static boolean shareContent(Contract one, Contract other) {
    Set<String> blobs = blobs(one);
    return blobs(other).stream().anyMatch(blobs::contains);
  }

  private static Set<String> blobs(Contract contract) {
    Set<String> blobs = new HashSet<>();
    contract.files().forEach(file -> contract.tree().blob(file).ifPresent(blobs::add));
    return blobs;
  }
}
