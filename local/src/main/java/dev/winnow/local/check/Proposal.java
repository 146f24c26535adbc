package dev.winnow.local.check;

import dev.winnow.local.LocalException;
import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Finding;
import dev.winnow.worker.docs.code.CodeFiles;
import dev.winnow.worker.docs.fix.Mending;
import dev.winnow.worker.note.Quote;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code winnow check --propose} writes: a task in which agents mend documents. */
final class Proposal {
  static final String DEFAULT_FILE = "winnow-proposal.yaml";

  /** Lines that are longer can be read and quoted by nobody. */
  static final int LONGEST_LINE = 4_000;

  /** One attempt mends so many, and its note has room to quote for all of them. */
  private static final int MOST_FINDINGS = 8;

  private final Path file;
  private final String agent;
  private final List<String> asked = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private ProposalSpec spec;
  private String text;

  private Proposal(Path file, String agent) {
    this.file = file;
    this.agent = agent;
  }

  /**
   * Refuses at once what could only fail after the check.
   *
   * @param agent command line of the agent; null if none was given
   */
  static Proposal to(String file, String agent) {
    if (agent == null || agent.isBlank()) {
      throw new LocalException(
          "--propose: it is not said which agent mends the documents",
          "add --agent 'COMMAND': a shell runs it in a checkout, with the prompt in the file"
              + " $WINNOW_PROMPT_FILE");
    }
    if (file.isBlank() || file.indexOf('\0') >= 0) {
      throw new LocalException(
          "--propose: has no file after =", "give --propose, or --propose=FILE");
    }
    Path path = Path.of(file).toAbsolutePath().normalize();
    if (Files.isDirectory(path) || !Files.isDirectory(path.getParent())) {
      throw cannotWrite(file);
    }
    return new Proposal(Path.of(file), agent);
  }

  /**
   * Chooses what agents can mend, while the commits can be read.
   *
   * @param made what takes no agent
   */
  void make(
      LocalCheck.Clone clone,
      List<LocalCheck.Clone> neighbours,
      LocalCheck.Checked checked,
      Mending.Mended made) {
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : checked.findings()) {
      if (finding.getSuppression().isEmpty() && !finding.getDocuments().isEmpty()) {
        String why = obstacle(finding, findings.size(), checked, made).orElse("");
        if (why.isEmpty()) {
          findings.add(finding);
          asked.add("  " + atDocument(finding, checked));
        } else {
          left.add(ReportLines.heading(finding) + ": " + why);
        }
      }
    }
    if (!findings.isEmpty()) {
      spec = new ProposalSpec(clone, neighbours, checked);
      text = spec.text(findings, agent);
    }
  }

  /** The finding by its first line in a document, which need not be where a break is. */
  private static String atDocument(Finding finding, LocalCheck.Checked checked) {
    Quote first = ToldLines.of(finding, checked.head()).get(0);
    return ReportLines.heading(
        Finding.newBuilder(finding).setFile(first.file()).setLine(first.line()).build());
  }

  private static Optional<String> obstacle(
      Finding finding, int before, LocalCheck.Checked checked, Mending.Mended made) {
    if (made.fixed().contains(finding.getFingerprint())) {
      return Optional.of("--fix mends it");
    }
    List<Quote> lines = ToldLines.of(finding, checked.head());
    if (lines.isEmpty()) {
      return Optional.of(
          finding.getKind() == ContractKind.DOCUMENT
              ? "its lines cannot be read"
              : "what documents name of it may be right");
    }
    if (!lines.stream().allMatch(line -> CodeFiles.isDocument(line.file()))) {
      return Optional.of("comments of code say it, and a proposal changes documents only");
    }
    if (lines.stream().noneMatch(line -> line.text().length() <= LONGEST_LINE)) {
      return Optional.of("its lines are too long to be quoted");
    }
    return before == MOST_FINDINGS
        ? Optional.of("one proposal is for " + MOST_FINDINGS + " at most; run it again after that")
        : Optional.empty();
  }

  /** Writes the task, and says what it is for. */
  void write(PrintWriter lines) {
    lines.println();
    if (asked.isEmpty()) {
      lines.println("No proposal is written: there is nothing here for an agent to mend.");
    } else {
      save();
      lines.printf("%s asks an agent, in %d attempts, to mend:%n", file, ProposalSpec.ATTEMPTS);
      asked.forEach(lines::println);
      lines.println("Run it, and bring the best patch into the clone:");
      lines.println("  winnow submit " + ReportLines.word(file.toString()));
      lines.println("  winnow fetch " + spec.id());
    }
    if (!left.isEmpty()) {
      lines.println("Not for an agent:");
      left.forEach(each -> lines.println("  " + each));
    }
  }

  private void save() {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw cannotWrite(file.toString());
    }
  }

  private static LocalException cannotWrite(String file) {
    return new LocalException(
        "--propose: cannot write " + file, "give a file in a folder that can be written");
  }
}
