package dev.winnow.local.check;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.DocumentLine;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingLimits;
import dev.winnow.schemas.FindingOrder;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as text for a terminal. */
final class ReportLines {
  private static final int MOST_CONSUMERS = 5;
  private static final int MOST_DOCUMENTS = 5;
  private static final int LONGEST_EDIT = 100;

  private ReportLines() {}

  static List<String> of(PullRequestReport report) {
    List<String> lines = new ArrayList<>();
    report.getFindings().stream()
        .filter(finding -> !FindingOrder.isSuppressed(finding))
        .forEach(finding -> add(finding, lines));
    List<Finding> suppressed =
        report.getFindings().stream().filter(FindingOrder::isSuppressed).toList();
    int unlisted = report.getSuppressed() - suppressed.size();
    if (report.getOmitted() > unlisted) {
      lines.add("and " + (report.getOmitted() - unlisted) + " more");
    }
    if (report.getSuppressed() > 0) {
      suppressed(suppressed, unlisted, lines);
    }
    if (!report.getNotes().isEmpty()) {
      lines.add("Remarks:");
      report.getNotes().forEach(note -> lines.add("  " + note(note)));
    }
    lines.add(plain(report.getSummary()));
    return lines;
  }

  /** Those of a baseline are many, and known: they are counted. */
  private static void suppressed(List<Finding> suppressed, int unlisted, List<String> lines) {
    lines.add("Suppressed:");
    int more = unlisted;
    boolean isOfBaseline = false;
    for (Finding finding : suppressed) {
      if (FindingOrder.isOfBaseline(finding)) {
        more++;
        isOfBaseline = true;
        continue;
      }
      Suppression why = finding.getSuppression().orElseThrow();
      lines.add("  " + first(finding));
      lines.add("    until %s: %s".formatted(why.getUntil().orElseThrow(), plain(why.getReason())));
    }
    if (more > 0) {
      // They come last, so that what is not listed is of it, too.
      lines.add(isOfBaseline ? "  " + more + " in the baseline" : "  and " + more + " more");
    }
  }

  private static void add(Finding finding, List<String> lines) {
    lines.add(first(finding));
    lines.add("  " + plain(finding.getMessage()));
    List<ConsumerUse> consumers = finding.getConsumers();
    for (ConsumerUse use : consumers.subList(0, Math.min(MOST_CONSUMERS, consumers.size()))) {
      lines.add(
          "  %s %s in %s, %s"
              .formatted(
                  use.getConfirmed() ? "breaks" : "may break",
                  plain(use.getService()),
                  plain(use.getRepository()),
                  place(use.getFile(), use.getLine())));
    }
    if (consumers.size() > MOST_CONSUMERS) {
      lines.add("  and " + (consumers.size() - MOST_CONSUMERS) + " more uses");
    }
    List<DocumentLine> documents = finding.getDocuments();
    for (DocumentLine document : documents.subList(0, Math.min(MOST_DOCUMENTS, documents.size()))) {
      String edit = edit(document);
      // A drift is itself at the first of its lines.
      if (!place(document.getFile(), document.getLine())
          .equals(place(finding.getFile(), finding.getLine()))) {
        lines.add("  named in " + place(document.getFile(), document.getLine()) + edit);
      } else if (!edit.isEmpty()) {
        lines.add("  here" + edit);
      }
    }
    if (documents.size() > MOST_DOCUMENTS) {
      lines.add("  and " + (documents.size() - MOST_DOCUMENTS) + " more lines of documents");
    }
    lines.add("  mend: " + plain(finding.getMend()));
    lines.add("");
  }

  /** How bad, where and what, and the digits by which {@code winnow.yaml} can name it. */
  private static String first(Finding finding) {
    return "%s  %s  %s  %s"
        .formatted(
            finding.getSeverity().name().toLowerCase(Locale.ROOT),
            place(finding.getFile(), finding.getLine()),
            finding.getRule(),
            FindingLimits.shortFingerprint(finding));
  }

  /** What to write in a line, if that is short enough to be read beside its place. */
  private static String edit(DocumentLine line) {
    String written = line.getWritten().orElse("");
    String instead = line.getInstead().orElse("");
    return written.isEmpty()
            || instead.isEmpty()
            || written.length() + instead.length() > LONGEST_EDIT
        ? ""
        : ": " + plain(written) + " → " + plain(instead);
  }

  /** One line that tells a finding from others. */
  static String heading(Finding finding) {
    return "%s  %s  %s"
        .formatted(
            place(finding.getFile(), finding.getLine()),
            finding.getRule(),
            plain(finding.getElement()));
  }

  /** A text as one word of a shell. */
  static String word(String text) {
    return text.matches("[\\w./+@:-]+") ? text : "'" + plain(text).replace("'", "'\\''") + "'";
  }

  private static String note(CheckNote note) {
    return place(note.getFile(), note.getLine()) + " " + plain(note.getMessage());
  }

  private static String place(String file, int line) {
    return plain(line > 0 ? file + ":" + line : file);
  }

  /** Names come from files that anybody may have written: no control characters to a terminal. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
