package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.client.Event;
import dev.winnow.producers.client.EventStream;
import dev.winnow.producers.client.Server;
import dev.winnow.schemas.DaemonThreads;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Follows a contest until its verdict: a board that is redrawn in place on a terminal, lines
 * elsewhere. A lost connection is made again.
 */
public final class LiveBoard {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * A server that died with its machine closes no connection: after this, when two of its comments
   * should have come, it is asked again.
   */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(40);

  private final Server server;
  private final String taskId;
  private final Screen screen;
  private final Duration patience;
  private final Supplier<Optional<ClientException>> end;
  private String lastEventId = "";
  private long answeredAt;
  private Duration pause = FIRST_PAUSE;

  LiveBoard(Server server, String taskId, Screen screen, Duration patience) {
    this(server, taskId, screen, patience, Optional::empty);
  }

  private LiveBoard(
      Server server,
      String taskId,
      Screen screen,
      Duration patience,
      Supplier<Optional<ClientException>> end) {
    this.server = server;
    this.taskId = taskId;
    this.screen = screen;
    this.patience = patience;
    this.end = end;
  }

  /**
   * Follows a contest and prints its verdict at the end.
   *
   * @param server base URL of the HTTP API
   * @param taskId the task, which the server may come to know a little later
   * @param out where to draw
   * @param ansi whether {@code out} is a terminal that understands cursor movements
   * @param end why the contest does not go on, once that is so; looked at once a second
   * @return 0 once the verdict is in and printed; 1 if there is an end before, or if the server
   *     gave no answer, or did not know the task, for a minute; the reason is printed
   */
  public static int follow(
      URI server,
      String taskId,
      PrintStream out,
      boolean ansi,
      Supplier<Optional<ClientException>> end) {
    Screen screen =
        ansi
            ? new AnsiScreen(out::print, out::flush, Terminal::size, Tone.isWanted(System.getenv()))
            : new LineScreen(out::println, Terminal.width());
    try {
      new LiveBoard(new Server(server), taskId, screen, PATIENCE, end).follow();
      return 0;
    } catch (ClientException failed) {
      out.println("winnow: " + failed.getMessage());
      out.println("  mend: " + failed.mend());
      out.flush();
      return 1;
    }
  }

  /**
   * Follows until the verdict.
   *
   * @return the verdict
   * @throws ClientException if patience ran out, or the contest does not go on
   */
  JsonNode follow() {
    answeredAt = System.nanoTime();
    try {
      while (true) {
        try {
          JsonNode verdict = read();
          screen.verdict(verdict);
          return verdict;
        } catch (ClientException failed) {
          Optional<ClientException> reason = end.get();
          if (reason.isPresent()) {
            throw reason.get();
          }
          if (!failed.worthRetrying() || System.nanoTime() - answeredAt > patience.toNanos()) {
            throw failed;
          }
          screen.waiting(failed.getMessage());
        }
        pause();
      }
    } finally {
      screen.end();
    }
  }

  private void pause() {
    LockSupport.parkNanos(pause.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new ClientException("interrupted", "run it again to go on watching", false);
    }
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }

  /** Reads one stream to its end. */
  private JsonNode read() {
    JsonNode task = server.task(taskId).orElseThrow(this::unknown);
    screen.task(Watched.of(taskId, task));
    ScheduledExecutorService watch =
        Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("winnow-watch"));
    try (EventStream stream = server.events(taskId, lastEventId).orElseThrow(this::unknown)) {
      answeredAt = System.nanoTime();
      pause = FIRST_PAUSE;
      screen.connected();
      watch.scheduleWithFixedDelay(() -> closeIfOver(stream), 1, 1, TimeUnit.SECONDS);
      for (Optional<Event> event = stream.next(); event.isPresent(); event = stream.next()) {
        Event happened = event.get();
        lastEventId = happened.id();
        answeredAt = System.nanoTime();
        if (happened.name().equals("verdict")) {
          return happened.data();
        }
        screen.event(happened);
      }
    } catch (IOException cut) {
      throw lost();
    } finally {
      watch.shutdownNow();
    }
    // A stream that ended without a verdict may have been cut right before it.
    return server.verdict(taskId).orElseThrow(LiveBoard::lost);
  }

  private void closeIfOver(EventStream stream) {
    if (stream.silence().compareTo(LONGEST_SILENCE) > 0 || end.get().isPresent()) {
      try {
        stream.close();
      } catch (IOException alreadyClosed) {
        // The reader is awake either way.
      }
    }
  }

  private ClientException unknown() {
    return new ClientException(
        "there is no task " + taskId + " at " + server.base(),
        "see which there are with `winnow tasks`",
        true);
  }

  private static ClientException lost() {
    return new ClientException(
        "the connection to the server was lost", "look whether the server runs", true);
  }

  /** A verdict as every screen shows it. */
  static List<String> verdictLines(JsonNode verdict, List<String> metrics, int width) {
    return new VerdictText(metrics, width).lines(verdict);
  }
}
