package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.ContractKind;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import java.util.Set;

/** graphql-java's own diff as it comes: a case is breaking if it reports a breakage. */
final class GraphQlJavaJudge implements Judge {
  @Override
  public String name() {
    return "graphql-java SchemaDiff";
  }

  @Override
  public Set<ContractKind> kinds() {
    return Set.of(ContractKind.GRAPHQL);
  }

  @Override
  public Judgement judge(LabelledCase labelled) {
    CapturingReporter reporter = new CapturingReporter();
    new SchemaDiff()
        .diffSchema(
            SchemaDiffSet.diffSetFromSdl(whole(labelled.before()), whole(labelled.after())),
            reporter);
    return Judgement.of(
        reporter.getBreakageCount() > 0,
        reporter.getBreakages().stream().map(event -> event.getReasonMsg()).toList());
  }

  private static String whole(ContractFiles version) {
    return String.join("\n", version.files().values());
  }
}
