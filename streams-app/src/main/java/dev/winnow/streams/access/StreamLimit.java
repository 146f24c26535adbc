package dev.winnow.streams.access;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;

/** How many event streams are open, in all and of one client. */
final class StreamLimit {
  private static final String RETRY_SECONDS = "30";

  private final int most;
  private final int mostPerClient;
  private final Map<String, Integer> perClient = new HashMap<>();
  private int open;

  StreamLimit(int most, int mostPerClient) {
    this.most = most;
    this.mostPerClient = mostPerClient;
  }

  /** Event streams that are open now. */
  synchronized int open() {
    return open;
  }

  /**
   * Whether a request is for a stream: of a route that has one, and not of any that is asked so.
   */
  static boolean isStream(Context http) {
    String accept = http.header("Accept");
    return http.path().endsWith("/events")
        && accept != null
        && accept.contains("text/event-stream");
  }

  /** Takes a place, or refuses. */
  synchronized void enter(String client) {
    int own = perClient.getOrDefault(client, 0);
    if (open >= most || own >= mostPerClient) {
      throw new RefusedException(
          ProblemKind.TOO_MANY_EVENT_STREAMS,
          own >= mostPerClient
              ? "one client may have "
                  + mostPerClient
                  + " open; close another (settings:"
                  + " http.streams.per.client)"
              : "the server has "
                  + most
                  + " open, which is all that it may; come again later"
                  + " (setting: http.streams)",
          Map.of("Retry-After", RETRY_SECONDS));
    }
    open++;
    perClient.put(client, own + 1);
  }

  /** Gives a place back. */
  synchronized void leave(String client) {
    open--;
    perClient.computeIfPresent(client, (each, own) -> own == 1 ? null : own - 1);
  }
}
