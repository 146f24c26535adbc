package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.Event;
import dev.winnow.producers.text.Metric;
import dev.winnow.producers.text.Plain;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A contest as lines of a log: each new leader, progress when there is some, the verdict. */
final class LineScreen implements Screen {

  private static final long PROGRESS_EVERY = TimeUnit.SECONDS.toNanos(5);

  private final Consumer<String> out;
  private final int width;
  private List<String> metrics = List.of();
  private boolean named;
  private boolean isMerging;
  private String leader = "";
  private String waiting = "";
  private long progressAt;
  private String progress = "";

  LineScreen(Consumer<String> out, int width) {
    this.out = out;
    this.width = width;
  }

  @Override
  public void task(Watched task) {
    metrics = task.metrics();
    isMerging = task.isMerging();
    if (!named) {
      named = true;
      out.accept("Watching " + task.taskId());
    }
  }

  @Override
  public void connected() {
    if (named && !waiting.isEmpty()) {
      out.accept("the server answers again");
    }
    waiting = "";
  }

  @Override
  public void event(Event event) {
    long now = System.nanoTime();
    if (event.name().equals("contest")) {
      String line = ProgressText.line(event.data(), isMerging);
      if (progress.isEmpty() || (!line.equals(progress) && now - progressAt >= PROGRESS_EVERY)) {
        progress = line;
        progressAt = now;
        out.accept(line);
      }
    } else if (event.name().equals("leaderboard")) {
      JsonNode first = event.data().path("entries").path(0);
      String attempt = Plain.text(first.path("attemptId").asText());
      if (!attempt.equals(leader)) {
        leader = attempt;
        StringBuilder line =
            new StringBuilder((isMerging ? "best measured: " : "in the lead: ") + attempt);
        for (String metric : metrics) {
          String mean = Metric.mean(first.path("metrics").path(metric));
          line.append(", ").append(Plain.text(metric)).append(' ').append(mean);
        }
        JsonNode chance = first.path("probabilityBest");
        if (chance.isNumber()) {
          line.append(", P(best) ").append(Plain.chance(chance.asDouble()));
        }
        out.accept(line.toString());
      }
    }
  }

  @Override
  public void waiting(String reason) {
    if (!reason.equals(waiting)) {
      waiting = reason;
      out.accept("waiting: " + reason);
    }
  }

  @Override
  public void verdict(JsonNode verdict) {
    out.accept("");
    LiveBoard.verdictLines(verdict, metrics, width).forEach(out);
  }

  @Override
  public void end() {
    // Each line is out as soon as it is drawn.
  }
}
