package dev.winnow.worker.live;

import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.OutputSink;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The runs of this worker. A run is known by its cancellation, which each has of its own and which
 * whoever takes part in it has at hand. Safe for use by several threads.
 */
public final class Runs {
  private final Map<Cancellation, LiveRun> runs = new ConcurrentHashMap<>();
  private final Clock clock;
  private final UnaryOperator<String> lineFilter;

  /**
   * @param clock tells when runs start and say something
   * @param lineFilter what becomes of each line of output before it is kept: the place to take
   *     secrets out. Called from several threads
   */
  public Runs(Clock clock, UnaryOperator<String> lineFilter) {
    this.clock = clock;
    this.lineFilter = lineFilter;
  }

  /**
   * Notes that a run begins. It is there until it is closed.
   *
   * @param subject what it is for
   * @param delivery which delivery of its order it is, from 1
   * @param cancellation the run's own
   */
  public LiveRun begin(RunSubject subject, int delivery, Cancellation cancellation) {
    LiveRun run =
        new LiveRun(
            subject,
            delivery,
            clock,
            new RunLog(lineFilter),
            () -> runs.remove(cancellation.whole()));
    runs.put(cancellation.whole(), run);
    return run;
  }

  /**
   * The run that a cancellation is of, or is of a part of; empty if it has ended or there is none.
   */
  public Optional<LiveRun> of(Cancellation cancellation) {
    return Optional.ofNullable(runs.get(cancellation.whole()));
  }

  /** Takes one stream of a command's output for the run that it belongs to. */
  public OutputSink sink(Cancellation cancellation) {
    return of(cancellation).map(LiveRun::sink).orElse(OutputSink.IGNORED);
  }

  /** All that run now, the oldest first. */
  public List<LiveRun> all() {
    return runs.values().stream().sorted(Comparator.comparing(LiveRun::startedAt)).toList();
  }

  /** The run of an order, of several deliveries the last; empty if none runs. */
  public Optional<LiveRun> ofOrder(String order) {
    return runs.values().stream()
        .filter(run -> run.subject().order().equals(order))
        .max(Comparator.comparing(LiveRun::delivery));
  }
}
