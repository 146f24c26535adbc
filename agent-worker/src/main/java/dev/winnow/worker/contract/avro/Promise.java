package dev.winnow.worker.contract.avro;

import dev.winnow.schemas.Severity;
import dev.winnow.worker.contract.Compatibility;
import java.util.Optional;

/** How bad a change is by what the contract promises. */
record Promise(Compatibility compatibility) {
  /** Readers of the new version cannot read what was written by the old. */
  Optional<Severity> newReadersFail() {
    return compatibility == Compatibility.FORWARD ? Optional.empty() : Optional.of(Severity.ERROR);
  }

  /** Readers of the old version cannot read what is written by the new. */
  Optional<Severity> oldReadersFail() {
    return switch (compatibility) {
      case DEFAULT -> Optional.of(Severity.WARNING);
      case BACKWARD -> Optional.empty();
      case FORWARD, FULL -> Optional.of(Severity.ERROR);
    };
  }

  /** As {@link #oldReadersFail}, and it is no question of who is brought out first. */
  Optional<Severity> oldReadersAreLost() {
    return compatibility == Compatibility.DEFAULT ? Optional.of(Severity.ERROR) : oldReadersFail();
  }

  /** Readers of the old version read on, but not what was meant. */
  Optional<Severity> oldReadersMiss() {
    return compatibility == Compatibility.BACKWARD
        ? Optional.empty()
        : Optional.of(Severity.WARNING);
  }

  /** Readers of the new version read on, but not what was meant. */
  Optional<Severity> newReadersMiss() {
    return compatibility == Compatibility.FORWARD
        ? Optional.empty()
        : Optional.of(Severity.WARNING);
  }

  /** A new name with the old one as an alias: only readers of the old version do not know it. */
  Optional<Severity> oldReadersDoNotKnowTheName() {
    return compatibility == Compatibility.FORWARD || compatibility == Compatibility.FULL
        ? Optional.of(Severity.ERROR)
        : Optional.empty();
  }

  /** Another name space: schema resolution lets it pass, code and registries do not. */
  Severity namespaceChanged() {
    return compatibility == Compatibility.BACKWARD ? Severity.WARNING : Severity.ERROR;
  }
}
