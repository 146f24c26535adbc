package dev.winnow.local.check;

import dev.winnow.local.LocalException;
import dev.winnow.worker.git.ChangedFile;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.GitTree;
import dev.winnow.worker.note.Note;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code winnow check-proposal}: the rung of the tasks that {@code winnow check --propose} writes.
 */
@Command(
    name = "check-proposal",
    hidden = true,
    exitCodeOnExecutionException = CheckProposalCommand.NOT_JUDGED,
    description = "Judge a patch that mends documents; run by a worker.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it passes", "1:it does not", "2:it could not be judged"})
public final class CheckProposalCommand implements Callable<Integer> {
  private static final int PASSES = 0;
  private static final int REFUSED = 1;
  static final int NOT_JUDGED = 2;

  /** A character of UTF-8 has four bytes at most. */
  private static final int MOST_NOTE_BYTES = 4 * Note.LONGEST;

  @Option(names = "--finding", required = true, description = "Fingerprint; may be repeated.")
  private List<String> findings;

  @Option(names = "--base", description = "Merge base of the check; without it, all is checked.")
  private String mergeBase;

  @Option(names = "--name", required = true, description = "Name of the repository.")
  private String name;

  @Option(names = "--neighbour", description = "As in the check that found them.")
  private List<Path> neighbours = List.of();

  @Option(names = "--repository", required = true, defaultValue = "${env:WINNOW_REPOSITORY}")
  private Path repository;

  @Option(names = "--head", required = true, defaultValue = "${env:WINNOW_BASE_COMMIT}")
  private String head;

  @Option(names = "--patch", required = true, defaultValue = "${env:WINNOW_COMMIT}")
  private String patch;

  @Option(names = "--note", required = true, defaultValue = "${env:WINNOW_NOTE_FILE}")
  private Path note;

  @Spec private CommandSpec spec;

  /** What is left, and how large the patch is. */
  private record Judged(ProposalGate.Judgement judgement, int changedLines) {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      Judged judged = judged();
      if (judged.judgement() instanceof ProposalGate.Judgement.Passed passed) {
        out.printf(
            "{\"findings_left\": %d, \"changed_lines\": %d}%n",
            passed.findingsLeft(), judged.changedLines());
        return PASSES;
      }
      err.println("winnow: " + ((ProposalGate.Judgement.Refused) judged.judgement()).reason());
      return REFUSED;
    } catch (LocalException e) {
      err.println("winnow: " + e.getMessage());
      return NOT_JUDGED;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private Judged judged() {
    Judged[] judged = new Judged[1];
    Consumer<LocalCheck.Checked> then = checked -> judged[0] = judge(checked);
    LocalCheck.Clone clone = new LocalCheck.Clone(name, repository.toAbsolutePath().normalize());
    List<LocalCheck.Clone> others =
        neighbours.stream()
            .map(folder -> new LocalCheck.Clone(RepositoryName.of(folder), folder))
            .toList();
    if (mergeBase == null) {
      LocalCheck.reportOfAll(clone, head, others, Optional.empty(), then);
    } else {
      LocalCheck.report(clone, mergeBase, head, others, Optional.empty(), then);
    }
    return judged[0];
  }

  private Judged judge(LocalCheck.Checked checked) {
    ProposalGate gate =
        new ProposalGate(checked.head(), checked.findings(), new TreeSet<>(findings));
    if (patch.equals(head)) {
      return new Judged(gate.judgeBase(), 0);
    }
    try (GitTree after = GitTree.open(repository, patch)) {
      return new Judged(
          gate.judge(
              ChangedFile.between(repository, head, patch),
              after,
              checked.again().apply(after),
              note()),
          ChangedFile.linesBetween(repository, head, patch));
    } catch (GitException e) {
      throw new LocalException("the patch cannot be read: " + e.getMessage(), "run it again");
    }
  }

  private Note note() {
    try (InputStream file = Files.newInputStream(note)) {
      return new Note(new String(file.readNBytes(MOST_NOTE_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new LocalException("the note cannot be read: " + note, "run it again");
    }
  }
}
