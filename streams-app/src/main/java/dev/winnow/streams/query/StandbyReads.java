package dev.winnow.streams.query;

import dev.winnow.streams.routing.Locator;
import dev.winnow.streams.routing.Peers;
import dev.winnow.streams.routing.Place;
import io.javalin.http.Context;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests that say how old their answer may be. The owner is asked first. If it is not
 * known, does not answer or cannot answer now, a standby copy does that is known to have been
 * complete within that time: the one of this instance, else another's.
 */
final class StandbyReads<V> {
  /** Says that an answer is from a standby copy, and how old it is, in milliseconds. */
  static final String STALENESS = "Winnow-Staleness";

  private static final Logger LOG = LoggerFactory.getLogger(StandbyReads.class);

  private final Locator locator;
  private final IntFunction<V> partitions;
  private final Copies<V> copies;
  private final Peers peers;

  StandbyReads(Locator locator, IntFunction<V> partitions, Copies<V> copies, Peers peers) {
    this.locator = locator;
    this.partitions = partitions;
    this.copies = copies;
    this.peers = peers;
  }

  /** Whether a request is one of these. An owner that is asked as such answers as such. */
  static boolean isWanted(Context http, Duration staleness) {
    return !staleness.isZero() && (!Forwarding.isForwarded(http) || Forwarding.isForCopy(http));
  }

  /**
   * Answers one.
   *
   * @param place where its key is
   * @param staleness how old the answer may be
   * @param patience how long another instance may take
   * @throws ApiProblem with status 503 if nobody can
   */
  void answer(
      Context http, Place place, Answering<V> answering, Duration staleness, Duration patience)
      throws Exception {
    if (answersOwner(http, place, answering, patience)
        || answersCopy(http, place, answering, staleness)
        || answersAnother(http, place, patience)) {
      return;
    }
    throw ApiProblem.unavailable(
        "the owner does not answer, and no copy was complete within the staleness; try again");
  }

  private boolean answersOwner(Context http, Place place, Answering<V> answering, Duration patience)
      throws Exception {
    if (locator.isOwner(place)) {
      try {
        answering.answer(http, partitions.apply(place.partition()));
        return true;
      } catch (InvalidStateStoreException e) {
        LOG.debug("Owned and not readable now. partition={}", place.partition(), e);
        return false;
      }
    }
    return !Forwarding.isForwarded(http)
        && place.owner().isPresent()
        && answers(http, place.owner().get(), Forwarding.headers(http), patience);
  }

  private boolean answersCopy(Context http, Place place, Answering<V> answering, Duration staleness)
      throws Exception {
    Copies.Reading<V> reading = copies.read(place.partition(), staleness);
    try {
      ApiProblem problem = null;
      try {
        answering.answer(http, reading.views());
      } catch (ApiProblem e) {
        // That there is none is an answer too, and as old.
        problem = e;
      }
      http.header(STALENESS, Long.toString(reading.aged().age().toMillis()));
      if (problem != null) {
        throw problem;
      }
      return true;
    } catch (InvalidStateStoreException e) {
      LOG.debug("No copy that is new enough. partition={}", place.partition(), e);
      return false;
    }
  }

  private boolean answersAnother(Context http, Place place, Duration patience)
      throws InterruptedException {
    if (Forwarding.isForwarded(http)) {
      return false;
    }
    for (HostInfo standby : locator.otherStandbys(place)) {
      if (answers(http, standby, Forwarding.headersForCopy(http), patience)) {
        return true;
      }
    }
    return false;
  }

  /** Hands an instance's answer back, unless it has none or is 503. */
  private boolean answers(
      Context http, HostInfo host, Map<String, String> headers, Duration patience)
      throws InterruptedException {
    HttpResponse<byte[]> answer;
    try {
      answer = peers.get(host, Forwarding.path(http), headers, patience).get();
    } catch (ExecutionException e) {
      LOG.debug("No answer. instance={}:{}", host.host(), host.port(), e.getCause());
      return false;
    }
    if (answer.statusCode() == 503) {
      return false;
    }
    Forwarding.handBack(http, answer, answer.body());
    return true;
  }
}
