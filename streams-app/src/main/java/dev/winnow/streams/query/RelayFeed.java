package dev.winnow.streams.query;

import dev.winnow.streams.routing.Peers;
import io.javalin.http.Context;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Events of another instance, handed on as they are. It ends when the other's stream does, for
 * whatever reason; the client then comes back with the id of the last event it saw, which any
 * instance understands.
 */
final class RelayFeed implements Feed, Flow.Subscriber<String> {
  /** Lines that may wait here; the other instance is held up when a client is slow. */
  private static final int WINDOW = 256;

  /** An instance says at least every 15 s that it is there. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(40);

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final EventLines events = new EventLines();
  private volatile Flow.Subscription subscription;
  private volatile boolean ended;
  private volatile long heardAt = System.nanoTime();

  /**
   * Opens the stream that a request asks for at another instance.
   *
   * @return empty if that one refuses; then its answer is handed back
   * @throws ExecutionException if it does not answer
   */
  static Optional<Feed> open(Peers peers, HostInfo host, Context http)
      throws ExecutionException, InterruptedException {
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer =
        peers
            .open(host, Forwarding.path(http), Forwarding.headers(http), BodyHandlers.ofPublisher())
            .get();
    if (answer.statusCode() == 200) {
      RelayFeed feed = new RelayFeed();
      answer.body().subscribe(BodySubscribers.fromLineSubscriber(feed));
      return Optional.of(feed);
    }
    BodySubscriber<byte[]> refusal = BodySubscribers.ofByteArray();
    answer.body().subscribe(refusal);
    byte[] body =
        refusal
            .getBody()
            .toCompletableFuture()
            .orTimeout(Peers.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .get();
    Forwarding.handBack(http, answer, body);
    return Optional.empty();
  }

  @Override
  public Look look(Sink sink) {
    boolean last = ended || System.nanoTime() - heardAt > LONGEST_SILENCE.toNanos();
    boolean sent = false;
    long taken = 0;
    for (String line = lines.poll(); line != null; line = lines.poll()) {
      taken++;
      sent |= events.take(line, sink);
    }
    if (last) {
      return Look.ENDED;
    }
    if (taken > 0) {
      subscription.request(taken);
    }
    return sent ? Look.SENT : Look.NOTHING_NEW;
  }

  @Override
  public void close() {
    Flow.Subscription open = subscription;
    if (open != null) {
      open.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(WINDOW);
  }

  @Override
  public void onNext(String line) {
    heardAt = System.nanoTime();
    lines.add(line);
  }

  @Override
  public void onError(Throwable failure) {
    ended = true;
  }

  @Override
  public void onComplete() {
    ended = true;
  }
}
