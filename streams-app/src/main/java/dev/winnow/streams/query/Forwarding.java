package dev.winnow.streams.query;

import io.javalin.http.Context;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What instances tell each other besides the request and its answer. */
final class Forwarding {
  /** Marks a request that comes from another instance; it is not handed on again. */
  private static final String FORWARDED = "Winnow-Forwarded";

  /** What that mark is if a standby copy will do. */
  private static final String COPY = "copy";

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private static final List<String> PASSED_ON =
      List.of("Accept", "Authorization", "If-None-Match", EventStreams.LAST_ID);

  /** Headers of an answer that are of one connection, or that the server writes itself. */
  private static final Set<String> NOT_HANDED_BACK =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "date",
          "keep-alive",
          "server",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "vary");

  private Forwarding() {}

  /** Whether a request comes from another instance. */
  static boolean isForwarded(Context http) {
    return http.header(FORWARDED) != null;
  }

  /** The headers by which another instance is asked what was asked here. */
  static Map<String, String> headers(Context http) {
    Map<String, String> headers = new TreeMap<>();
    headers.put(FORWARDED, "1");
    for (String name : PASSED_ON) {
      Optional.ofNullable(http.header(name)).ifPresent(value -> headers.put(name, value));
    }
    // Who has the other instances for trusted proxies counts each client for itself.
    String before = http.header(FORWARDED_FOR);
    headers.put(FORWARDED_FOR, before == null ? http.ip() : before + ", " + http.ip());
    return headers;
  }

  /** Whether another instance asks for what a standby copy of this one holds. */
  static boolean isForCopy(Context http) {
    return COPY.equals(http.header(FORWARDED));
  }

  /** The headers by which another instance is asked for what its standby copy holds. */
  static Map<String, String> headersForCopy(Context http) {
    Map<String, String> headers = headers(http);
    headers.put(FORWARDED, COPY);
    return headers;
  }

  /** Path and query as they were asked. */
  static String path(Context http) {
    String query = http.queryString();
    return http.req().getRequestURI() + (query == null ? "" : '?' + query);
  }

  /** Hands an answer back as it is. */
  static void handBack(Context http, HttpResponse<?> answer, byte[] body) {
    http.status(answer.statusCode());
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_HANDED_BACK.contains(name.toLowerCase(Locale.ROOT))) {
                http.header(name, values.get(0));
              }
            });
    http.result(body);
  }
}
