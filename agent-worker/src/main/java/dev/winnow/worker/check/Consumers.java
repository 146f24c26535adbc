package dev.winnow.worker.check;

import dev.winnow.schemas.ConsumerUse;
import dev.winnow.worker.consumer.Use;

/** Uses as a report names them. */
final class Consumers {
  private Consumers() {}

  static ConsumerUse of(Use use, boolean confirmed) {
    return ConsumerUse.newBuilder()
        .setService(use.consumer())
        .setRepository(use.repository())
        .setFile(use.file())
        .setLine(use.line())
        .setEvidence(use.evidence())
        .setConfirmed(confirmed)
        .build();
  }
}
