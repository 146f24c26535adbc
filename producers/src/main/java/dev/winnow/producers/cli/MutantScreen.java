package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.Event;
import dev.winnow.producers.text.Plain;
import java.time.Duration;
import java.util.function.Consumer;

/** How far an audit is, as lines: nobody leads, so there is no board to show. */
final class MutantScreen implements Screen {

  private static final long PROGRESS_EVERY = Duration.ofSeconds(5).toNanos();

  private final Consumer<String> out;
  private String progress = "";
  private long progressAt;
  private String waiting = "";
  private boolean isKnown;

  MutantScreen(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public void task(Watched task) {
    isKnown = true;
  }

  @Override
  public void event(Event event) {
    waiting = "";
    long now = System.nanoTime();
    if (event.name().equals("contest")
        && (progress.isEmpty() || now - progressAt >= PROGRESS_EVERY)) {
      String line = line(event.data());
      if (!line.equals(progress)) {
        progress = line;
        progressAt = now;
        out.accept(line);
      }
    }
  }

  private static String line(JsonNode contest) {
    int judged = 0;
    for (JsonNode count : contest.path("attemptsByOutcome")) {
      judged += count.asInt();
    }
    return "%d of %s made, %d judged"
        .formatted(
            contest.path("attemptsIssued").asInt() - contest.path("attemptsOpen").asInt(),
            Plain.count(contest.path("attemptsPlanned").asInt(), "mutant"),
            judged);
  }

  @Override
  public void waiting(String reason) {
    // A server comes to know a task a moment after it was submitted.
    if (isKnown && !reason.equals(waiting)) {
      waiting = reason;
      out.accept("waiting: " + reason);
    }
  }

  @Override
  public void verdict(JsonNode verdict) {
    // The report says what came of it.
  }

  @Override
  public void end() {
    // Each line is out as soon as it is drawn.
  }
}
