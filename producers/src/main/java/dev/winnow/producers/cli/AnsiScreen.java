package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.winnow.producers.client.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A contest redrawn in place (ECMA-48 cursor movements), at most five times a second however fast
 * events come.
 */
final class AnsiScreen implements Screen {

  private static final long REDRAW_MS = 200;
  private static final int ENTRIES = 10;
  private static final String ESCAPE = "\u001b[";

  private final Consumer<String> out;
  private final Runnable flush;
  private final int width;
  private final ScheduledExecutorService redrawing =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "winnow-board");
            thread.setDaemon(true);
            return thread;
          });

  private String taskId = "";
  private List<String> metrics = List.of();
  private JsonNode contest = MissingNode.getInstance();
  private JsonNode leaderboard = MissingNode.getInstance();
  private String waiting = "";
  private boolean changed;
  private boolean isMerging;
  private int linesDrawn;

  AnsiScreen(Consumer<String> out, Runnable flush, int width) {
    this.out = out;
    this.flush = flush;
    this.width = width;
    redrawing.scheduleAtFixedRate(this::redraw, 0, REDRAW_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void task(String taskId, List<String> metrics) {
    this.taskId = taskId;
    this.metrics = metrics;
    changed = true;
  }

  @Override
  public synchronized void merging() {
    isMerging = true;
  }

  @Override
  public synchronized void event(Event event) {
    waiting = "";
    changed = true;
    if (event.name().equals("contest")) {
      contest = event.data();
    } else if (event.name().equals("leaderboard")) {
      leaderboard = event.data();
    }
  }

  @Override
  public synchronized void waiting(String reason) {
    waiting = reason;
    changed = true;
  }

  @Override
  public synchronized void verdict(JsonNode verdict) {
    redrawing.shutdownNow();
    draw(LiveBoard.verdictLines(verdict, metrics, width));
  }

  @Override
  public synchronized void end() {
    redrawing.shutdownNow();
  }

  private synchronized void redraw() {
    if (!changed || redrawing.isShutdown()) {
      return;
    }
    changed = false;
    List<String> lines = new ArrayList<>();
    if (!taskId.isEmpty()) {
      lines.add("winnow: " + taskId);
      lines.add("");
    }
    if (!contest.isMissingNode()) {
      lines.addAll(ProgressText.lines(contest, width, isMerging));
      lines.add("");
    }
    if (!leaderboard.isMissingNode()) {
      lines.addAll(
          new BoardText(metrics, width)
              .lines(leaderboard.path("entries"), leaderboard.path("control"), ENTRIES));
      lines.addAll(HostsText.lines(leaderboard.path("hosts"), width));
    }
    if (!waiting.isEmpty()) {
      lines.add(Plain.shorten("waiting: " + waiting, width));
    }
    draw(lines);
  }

  private void draw(List<String> lines) {
    StringBuilder frame = new StringBuilder();
    if (linesDrawn > 0) {
      frame.append(ESCAPE).append(linesDrawn).append('A');
    }
    frame.append('\r').append(ESCAPE).append('J');
    lines.forEach(line -> frame.append(line).append('\n'));
    linesDrawn = lines.size();
    out.accept(frame.toString());
    flush.run();
  }
}
