package dev.winnow.streams.query;

import dev.winnow.streams.routing.Locator;
import dev.winnow.streams.routing.Peers;
import dev.winnow.streams.routing.Place;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has each request answered where its key is: from a partition that this instance owns, or by the
 * instance that does. What comes from another instance is not handed on again. A request about one
 * key that says how old its answer may be can be answered from a standby copy as well.
 *
 * <p>The assignment that an instance knows may be an old one. A partition is therefore read by its
 * number, which fails if it is not here: nobody says of a key that there is none unless they hold
 * the partition that it would be in.
 *
 * @param <V> what can be read of a partition
 */
final class Router<V> {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private final Locator locator;
  private final IntFunction<V> partitions;
  private final Peers peers;
  private final StandbyReads<V> standbyReads;

  /**
   * @param locator says where things are
   * @param partitions what can be read of a partition of this instance, by its number
   * @param copies what can be read of standby copies of this instance
   * @param peers asks other instances
   */
  Router(Locator locator, IntFunction<V> partitions, Copies<V> copies, Peers peers) {
    this.locator = locator;
    this.partitions = partitions;
    this.peers = peers;
    this.standbyReads = new StandbyReads<>(locator, partitions, copies, peers);
  }

  /**
   * Answers requests about one key.
   *
   * @param key the key that a request is about, as in the source topics
   */
  Handler one(Function<Context, String> key, Answering<V> answering) {
    return one(key, answering, Peers.PATIENCE);
  }

  /**
   * The same for what takes longer.
   *
   * @param patience how long another instance may take
   */
  Handler one(Function<Context, String> key, Answering<V> answering, Duration patience) {
    return http -> {
      Duration staleness = Parameters.staleness(http);
      Place place = locator.locate(key.apply(http));
      if (StandbyReads.isWanted(http, staleness)) {
        standbyReads.answer(http, place, answering, staleness, patience);
      } else if (locator.isOwner(place)) {
        answering.answer(http, partitions.apply(place.partition()));
      } else {
        HostInfo owner = owner(http, place);
        http.future(
            () ->
                peers
                    .get(owner, Forwarding.path(http), Forwarding.headers(http), patience)
                    .handle(
                        (answer, failure) -> {
                          if (failure != null) {
                            throw unavailable(owner, failure);
                          }
                          Forwarding.handBack(http, answer, answer.body());
                          return answer;
                        }));
      }
    };
  }

  /** Answers requests for a list. */
  Handler all(Listing<V> listing) {
    return new Gatherer<>(locator, partitions, peers, listing);
  }

  /**
   * Whether there is something of a key, wherever it is.
   *
   * @param path where other instances show it
   * @param here whether it is in a partition of this instance
   */
  boolean has(Context http, String key, String path, Predicate<V> here)
      throws InterruptedException {
    Place place = locator.locate(key);
    if (locator.isOwner(place)) {
      return here.test(partitions.apply(place.partition()));
    }
    HostInfo owner = owner(http, place);
    int status;
    try {
      var headers = Forwarding.headers(http);
      status = peers.get(owner, path, headers, Peers.PATIENCE).get().statusCode();
    } catch (ExecutionException e) {
      throw unavailable(owner, e);
    }
    if (status != 200 && status != 404) {
      throw ApiProblem.unavailable(
          "the instance that knows whether it is there cannot say; try again");
    }
    return status == 200;
  }

  /** Whether this instance owns a key. */
  boolean isHere(String key) {
    return locator.isOwner(locator.locate(key));
  }

  /**
   * What can be read of a key for as long as it is here.
   *
   * @throws ElsewhereException if it is not
   */
  V here(String key) {
    Place place = locator.locate(key);
    if (!locator.isOwner(place)) {
      throw new ElsewhereException();
    }
    return partitions.apply(place.partition());
  }

  /**
   * Events of a key that another instance owns; empty if that one refuses, which is then the
   * answer.
   */
  Optional<Feed> relay(Context http, String key) throws InterruptedException {
    Place place = locator.locate(key);
    HostInfo owner = owner(http, place);
    try {
      return RelayFeed.open(peers, owner, http);
    } catch (ExecutionException e) {
      throw unavailable(owner, e);
    }
  }

  /** Who owns a place, if this request may be handed on to them. */
  private static HostInfo owner(Context http, Place place) {
    if (Forwarding.isForwarded(http)) {
      throw ApiProblem.unavailable(
          "the partition has been moved, and not everybody knows it yet; try again");
    }
    return place
        .owner()
        .orElseThrow(
            () ->
                ApiProblem.unavailable(
                    "nobody owns the partition now, or an instance that has no application.server;"
                        + " try again"));
  }

  static ApiProblem unavailable(HostInfo owner, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException || failure instanceof ExecutionException
            ? failure.getCause()
            : failure;
    LOG.debug(
        "No answer. instance={}:{} cause={}", owner.host(), owner.port(), String.valueOf(cause));
    return ApiProblem.unavailable("the instance that holds it does not answer; try again");
  }

  /** A key that was here is with another instance now. */
  static final class ElsewhereException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ElsewhereException() {
      super("it is with another instance");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
