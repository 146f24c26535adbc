package dev.winnow.local.check;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.DocumentLine;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.PullRequestReport;
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
    report.getFindings().forEach(finding -> add(finding, lines));
    if (report.getOmitted() > 0) {
      lines.add("and " + report.getOmitted() + " more");
    }
    if (!report.getNotes().isEmpty()) {
      lines.add("Not known:");
      report.getNotes().forEach(note -> lines.add("  " + note(note)));
    }
    lines.add(plain(report.getSummary()));
    return lines;
  }

  private static void add(Finding finding, List<String> lines) {
    lines.add(
        "%s  %s  %s"
            .formatted(
                finding.getSeverity().name().toLowerCase(Locale.ROOT),
                place(finding.getFile(), finding.getLine()),
                finding.getRule()));
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
