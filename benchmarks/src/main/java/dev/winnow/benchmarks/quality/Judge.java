package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.ContractKind;
import java.util.Set;

/** Says of two versions of a contract whether the second breaks consumers of the first. */
interface Judge {
  /** Name for tables. */
  String name();

  /** The kinds that it knows. */
  Set<ContractKind> kinds();

  /**
   * @throws UnreadableCaseException if it cannot read one of the two
   */
  Judgement judge(LabelledCase labelled) throws UnreadableCaseException;
}
