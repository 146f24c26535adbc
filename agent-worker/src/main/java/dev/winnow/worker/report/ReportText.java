package dev.winnow.worker.report;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.DocumentLine;
import dev.winnow.schemas.Evidence;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingLimits;
import dev.winnow.schemas.FindingOrder;
import dev.winnow.schemas.FindingState;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.schemas.Suppression;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A report in words: GitHub's Markdown, within GitHub's limits, safe whatever the files of the pull
 * request say.
 *
 * @param title plain text, one line
 * @param summary Markdown: what came of it
 * @param text Markdown: the findings, best ranked first, what could not be known, what is
 *     suppressed, what was fixed; empty if there is none of it
 */
public record ReportText(String title, String summary, String text) {
  /** GitHub's limit for a summary and for a text. Counted in bytes here, to be safe. */
  public static final int LIMIT = 65_535;

  private static final int CONSUMERS = 10;
  private static final int DOCUMENTS = 5;
  private static final int NAME = 300;
  private static final int SENTENCE = 1_000;
  // Notes, suppressed and fixed findings may each take this share of the text; findings have the
  // rest.
  private static final int SHARE = 6;
  private static final int MORE = 100;

  /** Words of a report, within GitHub's limit. */
  public static ReportText of(PullRequestReport report) {
    return of(report, LIMIT);
  }

  /**
   * Words of a report.
   *
   * @param limit length of the text in bytes of UTF-8, at least 1,000
   */
  public static ReportText of(PullRequestReport report, int limit) {
    return new ReportText(title(report), summary(report), new Writer(report).text(limit));
  }

  private static String title(PullRequestReport report) {
    if (report.getConclusion() == Conclusion.NEUTRAL) {
      return "Not checked";
    }
    List<String> counts = new ArrayList<>();
    count(counts, report.getErrors(), "error");
    count(counts, report.getWarnings(), "warning");
    count(counts, report.getNotices(), "notice");
    return counts.isEmpty() ? "No contract break or doc drift" : String.join(", ", counts);
  }

  private static void count(List<String> counts, int count, String word) {
    if (count > 0) {
      counts.add(count + " " + word + (count == 1 ? "" : "s"));
    }
  }

  private static String summary(PullRequestReport report) {
    StringBuilder summary = new StringBuilder();
    summary.append(Markdown.prose(report.getSummary(), SENTENCE)).append("\n");
    List<String> counts = new ArrayList<>();
    if (report.getFixed() > 0) {
      counts.add(report.getFixed() + " fixed since earlier heads");
    }
    if (!report.getNotes().isEmpty()) {
      int remarks = report.getNotes().size();
      counts.add(remarks + (remarks == 1 ? " remark" : " remarks"));
    }
    if (ofBaseline(report) > 0) {
      counts.add(ofBaseline(report) + " of those that are suppressed are in the baseline");
    }
    if (!counts.isEmpty()) {
      summary.append("\n").append(String.join("; ", counts)).append(".\n");
    }
    summary.append("\nHead ").append(Markdown.code(report.getHead(), NAME));
    report
        .getMergeBase()
        .ifPresent(
            base -> summary.append(" against merge base ").append(Markdown.code(base, NAME)));
    summary.append(" of ").append(Markdown.code(report.getBaseRef(), NAME));
    return summary.append(", rule set ").append(report.getRuleSet()).append(".\n").toString();
  }

  /** They come last of those that are suppressed: if one is listed, all that are not are such. */
  private static int ofBaseline(PullRequestReport report) {
    boolean isListed = report.getFindings().stream().anyMatch(FindingOrder::isOfBaseline);
    long reasoned =
        report.getFindings().stream()
            .filter(f -> FindingOrder.isSuppressed(f) && !FindingOrder.isOfBaseline(f))
            .count();
    return isListed ? report.getSuppressed() - (int) reasoned : 0;
  }

  /** Writes block by block, as long as they fit. */
  private static final class Writer {
    private final PullRequestReport report;
    private final WebPages pages;

    Writer(PullRequestReport report) {
      this.report = report;
      this.pages = new WebPages(report);
    }

    String text(int limit) {
      List<Finding> fixedOnes =
          report.getFindings().stream().filter(f -> f.getState() == FindingState.FIXED).toList();
      List<Finding> suppressedOnes =
          report.getFindings().stream().filter(FindingOrder::isSuppressed).toList();
      List<Finding> openOnes =
          report.getFindings().stream()
              .filter(f -> f.getState() != FindingState.FIXED && !FindingOrder.isSuppressed(f))
              .toList();
      List<Finding> reasoned =
          suppressedOnes.stream().filter(f -> !FindingOrder.isOfBaseline(f)).toList();
      // What the report itself had no room for may be any of these; the counts know.
      int fixedOmitted = Math.max(0, report.getFixed() - fixedOnes.size());
      int suppressedOmitted = report.getSuppressed() - suppressedOnes.size();
      int openOmitted = report.getOmitted() - fixedOmitted - suppressedOmitted;
      String notes =
          section("Remarks", report.getNotes().stream().map(this::note).toList(), 0, limit / SHARE);
      String fixed =
          section(
              "Fixed", fixedOnes.stream().map(this::fixed).toList(), fixedOmitted, limit / SHARE);
      String suppressed =
          section(
              "Suppressed",
              reasoned.stream().map(this::suppressed).toList(),
              report.getSuppressed() - ofBaseline(report) - reasoned.size(),
              limit / SHARE);
      String open =
          section(
              "Findings",
              openOnes.stream().map(this::open).toList(),
              openOmitted,
              limit - bytes(notes) - bytes(suppressed) - bytes(fixed));
      return open + notes + suppressed + fixed;
    }

    private static String section(String title, List<String> blocks, int omitted, int limit) {
      if (blocks.isEmpty() && omitted == 0) {
        return "";
      }
      StringBuilder section = new StringBuilder("### " + title + "\n\n");
      int left = limit - bytes(section.toString()) - MORE;
      int shown = 0;
      while (shown < blocks.size() && bytes(blocks.get(shown)) <= left) {
        section.append(blocks.get(shown));
        left -= bytes(blocks.get(shown));
        shown++;
      }
      int more = blocks.size() - shown + omitted;
      if (more > 0) {
        section.append("\nand ").append(more).append(" more\n");
      }
      return section.append("\n").toString();
    }

    private String open(Finding finding) {
      StringBuilder block = new StringBuilder("- **" + severity(finding.getSeverity()));
      block.append(finding.getState() == FindingState.REGRESSED ? ", back again** " : "** ");
      block.append(subject(finding)).append(": ");
      block.append(Markdown.prose(finding.getMessage(), SENTENCE));
      if (!finding.getMend().isBlank()) {
        block.append(" *Mend:* ").append(Markdown.prose(finding.getMend(), SENTENCE));
      }
      block
          .append(" ")
          .append(
              place(
                  finding.getRepository(), finding.getFile(), finding.getLine(), finding.getSide()))
          .append(" ")
          .append(Markdown.code(finding.getRule(), NAME))
          .append(" ")
          .append(Markdown.code(FindingLimits.shortFingerprint(finding), NAME))
          .append("\n");
      List<ConsumerUse> consumers = finding.getConsumers();
      consumers.stream().limit(CONSUMERS).map(this::consumer).forEach(block::append);
      if (consumers.size() > CONSUMERS) {
        block.append("  - and ").append(consumers.size() - CONSUMERS).append(" more\n");
      }
      List<DocumentLine> documents =
          finding.getDocuments().stream().filter(line -> !isPlaceOf(finding, line)).toList();
      for (DocumentLine line : documents.subList(0, Math.min(DOCUMENTS, documents.size()))) {
        block
            .append("  - named in ")
            .append(place(finding.getRepository(), line.getFile(), line.getLine(), Side.HEAD))
            .append(edit(line))
            .append("\n");
      }
      if (documents.size() > DOCUMENTS) {
        block
            .append("  - and ")
            .append(documents.size() - DOCUMENTS)
            .append(" more lines of documents\n");
      }
      return block.toString();
    }

    private static String edit(DocumentLine line) {
      return line.getWritten().isPresent() && line.getInstead().isPresent()
          ? ": "
              + Markdown.code(line.getWritten().get(), NAME)
              + " → "
              + Markdown.code(line.getInstead().get(), NAME)
          : "";
    }

    /** A drift is itself at the first of its lines. */
    private static boolean isPlaceOf(Finding finding, DocumentLine line) {
      return line.getFile().equals(finding.getFile()) && line.getLine() == finding.getLine();
    }

    /** What documents say is of no service. */
    private static String subject(Finding finding) {
      String element = Markdown.code(finding.getElement(), NAME);
      return finding.getService().isEmpty()
          ? element
          : element + " of " + Markdown.code(finding.getService(), NAME);
    }

    private String consumer(ConsumerUse use) {
      return "  - "
          + (use.getConfirmed() ? "breaks " : "may be used by ")
          + Markdown.code(use.getService(), NAME)
          + ": "
          + place(use.getRepository(), use.getFile(), use.getLine(), Side.HEAD)
          + " ("
          + evidence(use.getEvidence())
          + ")\n";
    }

    private String suppressed(Finding finding) {
      Suppression why = finding.getSuppression().orElseThrow();
      return "- "
          + severity(finding.getSeverity())
          + " "
          + subject(finding)
          + " "
          + place(finding.getRepository(), finding.getFile(), finding.getLine(), finding.getSide())
          + " "
          + Markdown.code(finding.getRule(), NAME)
          + why.getUntil().map(day -> " until " + day).orElse("")
          + ": "
          + Markdown.prose(why.getReason(), SENTENCE)
          + "\n";
    }

    private String fixed(Finding finding) {
      return "- "
          + subject(finding)
          + ": "
          + Markdown.prose(finding.getMessage(), SENTENCE)
          + " "
          + Markdown.code(finding.getRule(), NAME)
          + "\n";
    }

    private String note(CheckNote note) {
      String place =
          note.getFile().isEmpty()
              ? Markdown.code(note.getRepository(), NAME)
              : place(note.getRepository(), note.getFile(), note.getLine(), Side.HEAD);
      return "- " + place + ": " + Markdown.prose(note.getMessage(), SENTENCE) + "\n";
    }

    private String place(String repository, String file, int line, Side side) {
      String name = Markdown.cut(file, NAME) + (line > 0 ? ":" + line : "");
      boolean isOurs = repository.equals(report.getRepository().getName());
      String text = isOurs ? name : Markdown.cut(repository, NAME) + " " + name;
      int limit = 3 * NAME;
      return pages
          .line(repository, file, line, side)
          .map(page -> Markdown.link(text, limit, page))
          .orElseGet(() -> Markdown.code(text, limit));
    }

    private static String severity(Severity severity) {
      return switch (severity) {
        case ERROR -> "error";
        case WARNING -> "warning";
        case NOTE -> "notice";
      };
    }

    private static String evidence(Evidence evidence) {
      return switch (evidence) {
        case PACT -> "Pact";
        case CONTRACT_COPY -> "copy of the contract";
        case GENERATED_CLIENT -> "generated client";
        case DECLARED -> "declared";
        case LITERAL_PATH -> "path in code";
      };
    }

    private static int bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
  }
}
