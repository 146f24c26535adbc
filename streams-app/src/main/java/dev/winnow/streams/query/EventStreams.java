package dev.winnow.streams.query;

import dev.winnow.schemas.DaemonThreads;
import dev.winnow.streams.access.ProblemKind;
import dev.winnow.streams.access.Scope;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events. The stores are looked at at intervals for each client, which is told what is
 * new, so a burst of results is one event and a slow client never holds up the topology.
 */
final class EventStreams implements AutoCloseable {
  /** The header by which a client says what it has seen. */
  static final String LAST_ID = "Last-Event-ID";

  /** What the events of a request come from, once it is known. */
  private static final String FEED = "feed";

  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
  private static final long INTERVAL_MS = 200;
  private static final int KEEP_ALIVE_TICKS = 75;

  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("event-streams"));

  /**
   * Who reads slowly holds a thread of these until Jetty gives it up after 30 s, and nobody else.
   */
  private final ExecutorService senders =
      Executors.newCachedThreadPool(DaemonThreads.named("event-stream"));

  void start() {
    ticker.scheduleWithFixedDelay(this::tick, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Adds the route of a stream. What has events elsewhere is relayed; a request that cannot have
   * any is refused while the answer can still be another one.
   *
   * @param key the key that a request is about, as in the source topics
   * @param feed makes the feed of a request from what can be read here, or throws the refusal
   */
  <V> void add(
      RoutesConfig routes,
      String path,
      Router<V> router,
      Function<Context, String> key,
      BiFunction<Context, V, Feed> feed) {
    Handler stream = new SseHandler(client -> open(client, client.ctx().attribute(FEED)));
    routes.get(
        path,
        http -> {
          Optional<Feed> found = find(http, router, key.apply(http), feed);
          if (found.isPresent()) {
            http.attribute(FEED, found.get());
            stream.handle(http);
          }
        },
        Scope.READ);
  }

  /** Where a request's events come from; empty if it is answered otherwise. */
  private static <V> Optional<Feed> find(
      Context http, Router<V> router, String key, BiFunction<Context, V, Feed> feed)
      throws InterruptedException {
    if (!router.isHere(key)) {
      return router.relay(http, key);
    }
    Feed found = feed.apply(http, router.here(key));
    requireStream(http);
    return Optional.of(found);
  }

  /** Refuses who does not ask for a stream. */
  private static void requireStream(Context http) {
    String accept = http.header("Accept");
    if (accept == null || !accept.contains("text/event-stream")) {
      throw ApiProblem.of(
          ProblemKind.NOT_ACCEPTABLE,
          "events are a stream: send the header Accept: text/event-stream");
    }
  }

  private void open(SseClient client, Feed feed) {
    Subscription subscription = new Subscription(client, feed);
    client.onClose(subscription::end);
    client.keepAlive();
    subscriptions.add(subscription);
  }

  private void tick() {
    for (Subscription subscription : subscriptions) {
      if (subscription.isBusy.compareAndSet(false, true)) {
        senders.execute(() -> tick(subscription));
      }
    }
  }

  private static void tick(Subscription subscription) {
    try {
      subscription.tick();
    } catch (InvalidStateStoreException e) {
      LOG.debug("Stores are not readable now; events go on when they are.");
      subscription.quiet();
    } catch (Router.ElsewhereException e) {
      // The client comes back, and is sent on to where it is now.
      subscription.close();
    } catch (RuntimeException e) {
      LOG.warn("Event stream closed. path={}", subscription.client.ctx().path(), e);
      subscription.close();
    } finally {
      subscription.isBusy.set(false);
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    senders.shutdownNow();
    subscriptions.forEach(Subscription::close);
  }

  /** One client; touched by one thread at a time. */
  private final class Subscription {
    private final SseClient client;
    private final Feed feed;
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private int quietTicks;

    Subscription(SseClient client, Feed feed) {
      this.client = client;
      this.feed = feed;
    }

    void tick() {
      Feed.Look look = feed.look(this::send);
      if (look == Feed.Look.ENDED) {
        close();
      } else if (look == Feed.Look.SENT) {
        quietTicks = 0;
      } else {
        quiet();
      }
    }

    void quiet() {
      if (++quietTicks % KEEP_ALIVE_TICKS == 0) {
        client.sendComment("still here");
      }
    }

    private void send(String event, String data, String id) {
      client.sendEvent(event, data, id);
    }

    void end() {
      subscriptions.remove(this);
      feed.close();
    }

    void close() {
      end();
      client.close();
    }
  }
}
