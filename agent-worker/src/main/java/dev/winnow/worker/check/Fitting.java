package dev.winnow.worker.check;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.CheckResult;
import dev.winnow.schemas.ConsumedContract;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingLimits;
import dev.winnow.schemas.FindingOrder;
import dev.winnow.schemas.ProvidedContract;
import dev.winnow.schemas.RepositoryContracts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cuts what a check came to down to what fits into one record, and says what was left out. */
final class Fitting {
  /** So many findings are passed on; a report lists fewer. */
  private static final int MOST_FINDINGS = 2_000;

  private static final Comparator<Finding> WORST_FIRST =
      FindingOrder.COUNTING_FIRST.thenComparing(
          Comparator.comparing(Finding::getSeverity).reversed());

  private Fitting() {}

  /** Sets the findings, the worst of those that count first, and the notes. */
  static void set(CheckResult.Builder result, List<Finding> findings, List<CheckNote> notes) {
    List<Finding> sorted = findings.stream().sorted(WORST_FIRST).toList();
    List<Finding> fitting = FindingLimits.fitting(sorted, MOST_FINDINGS);
    result
        .setFindings(fitting)
        .setOmitted(findings.size() - fitting.size())
        .setOmittedSuppressed(suppressed(findings) - suppressed(fitting))
        .setNotes(notes.stream().limit(FindingLimits.MOST_NOTES).map(Fitting::clipped).toList());
  }

  private static int suppressed(List<Finding> findings) {
    return (int) findings.stream().filter(FindingOrder::isSuppressed).count();
  }

  /** The contracts, with a note if they had to be cut. */
  static RepositoryContracts.Builder contracts(
      String repository, Checker.Index index, List<CheckNote> notes) {
    List<ProvidedContract> provides = new ArrayList<>();
    long left = FindingLimits.MOST_BYTES;
    int omitted = 0;
    for (ProvidedContract each : index.provides()) {
      List<String> elements = new ArrayList<>();
      for (String element : each.getElements()) {
        left -= bytes(element);
        if (left >= 0) {
          elements.add(element);
        } else {
          omitted++;
        }
      }
      provides.add(ProvidedContract.newBuilder(each).setElements(elements).build());
    }
    List<ConsumedContract> consumes = new ArrayList<>();
    left = FindingLimits.MOST_BYTES;
    for (ConsumedContract each : index.consumes()) {
      left -= bytes(each.getProvider() + each.getConsumer() + each.getElement() + each.getFile());
      if (left >= 0) {
        consumes.add(each);
      } else {
        omitted++;
      }
    }
    if (omitted > 0) {
      String message =
          omitted
              + " of the things that this repository provides or uses are too many to be known to"
              + " other repositories";
      notes.add(new CheckNote(repository, "", 0, message));
    }
    return RepositoryContracts.newBuilder()
        .setDigest(index.digest())
        .setProvides(provides)
        .setConsumes(consumes);
  }

  /** At most so many bytes of UTF-8, and some for what else there is. */
  private static int bytes(String text) {
    return text.length() * 3 + 20;
  }

  private static CheckNote clipped(CheckNote note) {
    return CheckNote.newBuilder(note).setMessage(FindingLimits.clipped(note.getMessage())).build();
  }
}
