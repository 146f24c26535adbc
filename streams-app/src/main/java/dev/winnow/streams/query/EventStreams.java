package dev.winnow.streams.query;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.ContestStatus;
import dev.winnow.schemas.Leaderboard;
import dev.winnow.schemas.RecordJson;
import dev.winnow.schemas.Verdict;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events of tasks. One thread looks at the stores at intervals and tells each client
 * what is new, so a burst of results is one event and a slow client never holds up the topology.
 */
final class EventStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
  private static final long INTERVAL_MS = 200;
  private static final int KEEP_ALIVE_TICKS = 75;

  private final ContestViews views;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "event-streams");
            thread.setDaemon(true);
            return thread;
          });

  EventStreams(ContestViews views) {
    this.views = views;
  }

  void start() {
    ticker.scheduleWithFixedDelay(this::tick, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
  }

  /** Refuses what cannot be streamed, while the answer can still be another one. */
  void check(Context http) {
    String taskId = http.pathParam("id");
    if (views.contest(taskId).isEmpty()) {
      throw ApiProblem.notFound("there is no task '" + taskId + "'");
    }
    String accept = http.header("Accept");
    if (accept == null || !accept.contains("text/event-stream")) {
      throw ApiProblem.of(
          406, "Not acceptable", "events are a stream: send the header Accept: text/event-stream");
    }
  }

  void open(SseClient client) {
    Subscription subscription = new Subscription(client.ctx().pathParam("id"), client);
    client.onClose(() -> subscriptions.remove(subscription));
    client.keepAlive();
    subscriptions.add(subscription);
  }

  private void tick() {
    for (Subscription subscription : subscriptions) {
      try {
        subscription.tick();
      } catch (InvalidStateStoreException e) {
        LOG.debug("Stores are not readable now; events go on when they are.");
      } catch (RuntimeException e) {
        LOG.warn("Event stream closed. task={}", subscription.taskId, e);
        subscription.close();
      }
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    subscriptions.forEach(Subscription::close);
  }

  /** One client and what it has been told; touched by the ticker only. */
  private final class Subscription {
    private final String taskId;
    private final SseClient client;
    private long revision = -1;
    private long boardVersion = -1;
    private int quietTicks;

    Subscription(String taskId, SseClient client) {
      this.taskId = taskId;
      this.client = client;
    }

    void tick() {
      Contest contest = views.contest(taskId).orElseThrow();
      if (contest.getRevision() == revision) {
        if (++quietTicks % KEEP_ALIVE_TICKS == 0) {
          client.sendComment("still here");
        }
        return;
      }
      quietTicks = 0;
      revision = contest.getRevision();
      send("contest", contest);
      Optional<Leaderboard> board = views.leaderboard(taskId);
      if (board.isPresent() && board.get().getVersion() != boardVersion) {
        boardVersion = board.get().getVersion();
        send("leaderboard", board.get());
      }
      if (contest.getStatus() != ContestStatus.RUNNING) {
        Optional<Verdict> verdict = views.verdict(taskId);
        verdict.ifPresent(
            decided -> {
              send("verdict", decided);
              close();
            });
      }
    }

    private void send(String event, SpecificRecord record) {
      client.sendEvent(event, RecordJson.of(record).toString(), Long.toString(revision));
    }

    void close() {
      subscriptions.remove(this);
      client.close();
    }
  }
}
