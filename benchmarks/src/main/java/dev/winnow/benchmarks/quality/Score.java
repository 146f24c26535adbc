package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.ContractKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How one judge did on a suite.
 *
 * @param judge its name
 * @param counts by kind, cases that are not disputed
 * @param disputed by kind, the disputed cases: a "wrong" answer only says how it decides them
 * @param misses cases that it judged otherwise than they are labelled, or could not read
 */
public record Score(
    String judge,
    Map<ContractKind, Counts> counts,
    Map<ContractKind, Counts> disputed,
    List<Miss> misses) {
  /** A case and what the judge made of it. */
  public record Miss(LabelledCase labelled, Judgement judgement) {
    /** One word for the table of failures. */
    String sort() {
      if (judgement.answer() == Judgement.Answer.UNREADABLE) {
        return "unreadable";
      }
      return labelled.breaking() ? "FN" : "FP";
    }
  }

  /** All kinds together. */
  public Counts total() {
    return counts.values().stream().reduce(Counts.NONE, Counts::plus);
  }

  /**
   * Asks a judge about each case of a kind that it knows.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  static Score of(Judge judge, List<LabelledCase> cases, BoundedJudging judging)
      throws InterruptedException {
    Map<ContractKind, Counts> counts = new EnumMap<>(ContractKind.class);
    Map<ContractKind, Counts> disputed = new EnumMap<>(ContractKind.class);
    List<Miss> misses = new ArrayList<>();
    for (LabelledCase labelled : cases) {
      if (!judge.kinds().contains(labelled.kind())) {
        continue;
      }
      Judgement judgement = judging.judge(judge, labelled);
      (labelled.disputed() ? disputed : counts)
          .merge(
              labelled.kind(),
              Counts.NONE.plus(labelled.breaking(), judgement.answer()),
              Counts::plus);
      Judgement.Answer right =
          labelled.breaking() ? Judgement.Answer.BREAKING : Judgement.Answer.HARMLESS;
      if (judgement.answer() != right) {
        misses.add(new Miss(labelled, judgement));
      }
    }
    return new Score(judge.name(), counts, disputed, List.copyOf(misses));
  }
}
