package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.winnow.producers.client.Event;
import dev.winnow.schemas.DaemonThreads;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A contest redrawn in place (ECMA-48 cursor movements), at most five times a second however fast
 * events come, and once a second for the time that is left. It fits itself to a terminal whose size
 * changes.
 */
final class AnsiScreen implements Screen {

  private static final long REDRAW_MS = 200;
  private static final int TICKS_A_SECOND = 5;
  private static final String ESCAPE = "\u001b[";
  private static final String CLEAR_LINE = ESCAPE + "K";
  private static final String CLEAR_BELOW = ESCAPE + "J";

  private final Consumer<String> out;
  private final Runnable flush;
  private final Supplier<Terminal.Size> terminal;
  private final boolean hasTones;
  private final Clock clock = Clock.systemUTC();
  private final Moves moves = new Moves();
  private final ScheduledExecutorService redrawing =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("winnow-board"));

  private Watched watched = new Watched("", List.of(), false, NullNode.getInstance());
  private JsonNode contest = MissingNode.getInstance();
  private JsonNode leaderboard = MissingNode.getInstance();
  private String waiting = "";
  private boolean changed;
  private int ticks;
  private int linesDrawn;
  private Terminal.Size size;

  /**
   * A screen that draws until {@link #verdict} or {@link #end}.
   *
   * @param out where to draw
   * @param flush makes what was drawn visible
   * @param terminal its size now; asked once a second
   * @param hasTones whether lines may stand out
   */
  AnsiScreen(
      Consumer<String> out, Runnable flush, Supplier<Terminal.Size> terminal, boolean hasTones) {
    this.out = out;
    this.flush = flush;
    this.terminal = terminal;
    this.hasTones = hasTones;
    size = terminal.get();
    redrawing.scheduleWithFixedDelay(this::tick, 0, REDRAW_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void task(Watched task) {
    watched = task;
    changed = true;
  }

  @Override
  public synchronized void event(Event event) {
    waiting = "";
    changed = true;
    if (event.name().equals("contest")) {
      contest = event.data();
    } else if (event.name().equals("leaderboard")) {
      leaderboard = event.data();
      moves.see(leaderboard, clock.instant());
    }
  }

  @Override
  public synchronized void waiting(String reason) {
    waiting = reason;
    changed = true;
  }

  @Override
  public synchronized void connected() {
    waiting = "";
    changed = true;
  }

  @Override
  public synchronized void verdict(JsonNode verdict) {
    redrawing.shutdownNow();
    StringBuilder last = toTheTop().append(CLEAR_BELOW);
    LiveBoard.verdictLines(verdict, watched.metrics(), size.width())
        .forEach(line -> last.append(line).append('\n'));
    out.accept(last.toString());
    flush.run();
  }

  @Override
  public synchronized void end() {
    redrawing.shutdownNow();
  }

  private void tick() {
    boolean isNewSecond = ticks++ % TICKS_A_SECOND == 0;
    // Asked without the lock: it runs a program, and events must not wait for that.
    Terminal.Size now = isNewSecond ? terminal.get() : null;
    synchronized (this) {
      if (redrawing.isShutdown()) {
        return;
      }
      if (now != null && !now.equals(size)) {
        // Where the lines are now that it has another width, nobody knows.
        size = now;
        linesDrawn = 0;
        out.accept(ESCAPE + "H" + ESCAPE + "2J");
        changed = true;
      }
      if (changed || (isNewSecond && !contest.isMissingNode())) {
        changed = false;
        Instant at = clock.instant();
        draw(new ContestFrame(watched, size, at).draw(contest, leaderboard, moves, waiting));
      }
    }
  }

  private void draw(List<ContestFrame.Line> lines) {
    StringBuilder frame = toTheTop();
    // Each line is written over the old one: to clear all first would flicker.
    for (ContestFrame.Line line : lines) {
      frame
          .append(hasTones ? line.tone().paint(line.text()) : line.text())
          .append(CLEAR_LINE)
          .append('\n');
    }
    frame.append(CLEAR_BELOW);
    linesDrawn = lines.size();
    out.accept(frame.toString());
    flush.run();
  }

  private StringBuilder toTheTop() {
    StringBuilder top = new StringBuilder();
    if (linesDrawn > 0) {
      top.append(ESCAPE).append(linesDrawn).append('A');
    }
    return top.append('\r');
  }
}
