package dev.winnow.worker.report;

import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingOrder;
import dev.winnow.schemas.FindingState;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Sha256;
import dev.winnow.schemas.Side;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;

/**
 * A finding at its line. Plain text, as GitHub shows it.
 *
 * @param id eight characters of a digest of what it is and where, so that it is posted once
 * @param path in the reported repository
 * @param line from 1
 * @param severity of the finding
 * @param title the rule
 * @param message what is wrong, what to do, and whom it hits
 */
record RunAnnotation(
    String id, String path, int line, Severity severity, String title, String message) {
  private static final int CONSUMERS = 5;
  private static final int SENTENCE = 1_000;
  private static final int NAME = 300;
  private static final int TITLE = 255;
  private static final int ID_BYTES = 6;

  /**
   * The annotations of a report, best ranked first: one for each open finding that counts and has a
   * line in the head of the reported repository.
   */
  static List<RunAnnotation> of(PullRequestReport report) {
    Map<String, RunAnnotation> annotations = new LinkedHashMap<>();
    for (Finding finding : report.getFindings()) {
      if (finding.getState() != FindingState.FIXED
          && !FindingOrder.isSuppressed(finding)
          && finding.getSide() == Side.HEAD
          && finding.getLine() > 0
          && finding.getRepository().equals(report.getRepository().getName())
          && isPath(finding.getFile())) {
        RunAnnotation annotation = of(finding);
        annotations.putIfAbsent(annotation.id(), annotation);
      }
    }
    return List.copyOf(annotations.values());
  }

  private static RunAnnotation of(Finding finding) {
    StringBuilder message = new StringBuilder(Markdown.line(finding.getMessage(), SENTENCE));
    if (!finding.getMend().isBlank()) {
      message.append("\n").append(Markdown.line(finding.getMend(), SENTENCE));
    }
    List<ConsumerUse> consumers = finding.getConsumers();
    consumers.stream().limit(CONSUMERS).forEach(use -> message.append("\n").append(consumer(use)));
    if (consumers.size() > CONSUMERS) {
      message.append("\nand ").append(consumers.size() - CONSUMERS).append(" more");
    }
    String what = finding.getFingerprint() + "\n" + finding.getFile() + "\n" + finding.getLine();
    return new RunAnnotation(
        Base64.getEncoder().encodeToString(head(Sha256.of(what))),
        finding.getFile(),
        finding.getLine(),
        finding.getSeverity(),
        Markdown.line(finding.getRule(), TITLE),
        message.toString().isBlank() ? finding.getRule() : message.toString());
  }

  private static String consumer(ConsumerUse use) {
    return (use.getConfirmed() ? "Breaks " : "May be used by ")
        + Markdown.line(use.getService(), NAME)
        + ": "
        + Markdown.line(use.getRepository(), NAME)
        + " "
        + Markdown.line(use.getFile(), NAME)
        + (use.getLine() > 0 ? ":" + use.getLine() : "");
  }

  /** What GitHub would not take as a path would make it refuse all annotations of a request. */
  private static boolean isPath(String file) {
    return !file.isBlank() && !file.startsWith("/") && file.chars().noneMatch(c -> c < ' ');
  }

  private static byte[] head(byte[] digest) {
    return Arrays.copyOf(digest, ID_BYTES);
  }

  /** As the library sends it. */
  GHCheckRunBuilder.Annotation toGitHub() {
    GHCheckRun.AnnotationLevel level =
        switch (severity) {
          case ERROR -> GHCheckRun.AnnotationLevel.FAILURE;
          case WARNING -> GHCheckRun.AnnotationLevel.WARNING;
          case NOTE -> GHCheckRun.AnnotationLevel.NOTICE;
        };
    return new GHCheckRunBuilder.Annotation(path, line, level, message).withTitle(title);
  }
}
