package dev.winnow.worker.environment;

import dev.winnow.worker.isolation.Confinements;
import dev.winnow.worker.order.Reason;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Command;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.process.Completion;
import dev.winnow.worker.process.OutputSink;
import dev.winnow.worker.sandbox.Folders;
import dev.winnow.worker.sandbox.Leftovers;
import dev.winnow.worker.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes environments away by their {@code down}: always in the folder of their state, since the
 * checkout may be gone with the worker that made it, and always apart like any other command of the
 * evaluator. One that fails stays noted, and is tried again when abandoned sandboxes are looked
 * for.
 */
public final class Teardown implements Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Teardown.class);
  private static final int LOG_TAIL = 2 * 1024;

  /** After that somebody has to look. */
  private static final int MOST_TRIES = 5;

  private final Commands commands;
  private final Confinements confinements;

  /**
   * @param commands runs the commands
   * @param confinements says what they may see and use
   */
  public Teardown(Commands commands, Confinements confinements) {
    this.commands = commands;
    this.confinements = confinements;
  }

  /** How it went: why not, or nothing; and how long it took. */
  record Outcome(String problem, Duration duration) {
    boolean isDone() {
      return problem.isEmpty();
    }
  }

  /** Runs an environment's {@code down}. Once that has ended well, nothing is noted of it. */
  Outcome run(Sandbox sandbox, TeardownNote note) {
    long start = System.nanoTime();
    String problem;
    try {
      problem = attempt(sandbox, note);
      if (problem.isEmpty()) {
        note.remove(sandbox.environments());
      }
    } catch (IOException e) {
      problem = Reason.of(e.getMessage());
    }
    if (!problem.isEmpty()) {
      log.warn("Environment {} was not taken away: {}", note.label(), problem);
    }
    return new Outcome(problem, Duration.ofNanos(System.nanoTime() - start));
  }

  private String attempt(Sandbox sandbox, TeardownNote note) throws IOException {
    Path state = sandbox.state(note.label());
    Command command =
        new Command(
            note.command(),
            state,
            note.variables(),
            sandbox.folder(),
            Duration.ofMillis(note.timeoutMs()),
            LOG_TAIL,
            confinements.of(
                sandbox, "evaluator", note.bounds(), note.repository().repository(), List.of()));
    // Whoever cancels the work wants this all the more.
    Completion completion = commands.run(command, new Cancellation(), OutputSink.IGNORED);
    if (completion instanceof Completion.Exited exited) {
      return exited.status() == 0
          ? ""
          : Reason.withOutput("down exited with " + exited.status(), exited.logTail());
    }
    if (completion instanceof Completion.OverLimit over) {
      return "down was stopped: it " + over.what();
    }
    if (completion instanceof Completion.NotStarted notStarted) {
      return "down could not be started: " + notStarted.reason();
    }
    return "down ran past the environment's timeout of " + note.timeoutMs() + " ms";
  }

  @Override
  public boolean takeAway(Sandbox sandbox) throws IOException {
    boolean isDone = true;
    for (Path file : TeardownNote.in(sandbox.environments())) {
      isDone &= takeAway(sandbox, file);
    }
    return isDone;
  }

  private boolean takeAway(Sandbox sandbox, Path file) throws IOException {
    TeardownNote note;
    try {
      note = TeardownNote.read(file);
    } catch (IOException e) {
      log.error("{} cannot be read: what it is of may still be there", file, e);
      Files.delete(file);
      return true;
    }
    if (run(sandbox, note).isDone()) {
      log.info("Took environment {} away, which a worker that is gone had left", note.label());
      return true;
    }
    TeardownNote tried = note.triedAgain();
    if (tried.tries() < MOST_TRIES) {
      tried.write(sandbox.environments());
      return false;
    }
    log.error(
        "Gave environment {} up after {} tries: what was started under that name may still be there",
        note.label(),
        tried.tries());
    note.remove(sandbox.environments());
    return true;
  }

  /** Removes what was left for {@code down}, when that is done. */
  static void forget(Sandbox sandbox, String label) throws IOException {
    Folders.remove(sandbox.state(label));
  }
}
