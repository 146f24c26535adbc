package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.ContractKind;
import java.util.List;
import java.util.Set;
import org.openapitools.openapidiff.core.OpenApiCompare;

/** openapi-diff-core as it comes: a case is breaking if it calls the change incompatible. */
final class OpenApiDiffJudge implements Judge {
  @Override
  public String name() {
    return "openapi-diff-core";
  }

  @Override
  public Set<ContractKind> kinds() {
    return Set.of(ContractKind.OPENAPI);
  }

  @Override
  public Judgement judge(LabelledCase labelled) throws UnreadableCaseException {
    if (labelled.before().files().size() > 1 || labelled.after().files().size() > 1) {
      throw new UnreadableCaseException("texts in several files are not given to it");
    }
    return Judgement.of(
        OpenApiCompare.fromContents(labelled.before().text(), labelled.after().text())
            .isIncompatible(),
        List.of());
  }
}
