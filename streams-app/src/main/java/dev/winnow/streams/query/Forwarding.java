package dev.winnow.streams.query;

import dev.winnow.streams.access.ForwardedFor;
import io.javalin.http.Context;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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

  private static final byte DELETE = 0x7f;

  /** What RFC 3986 has in no part of an address, besides controls and what is not ASCII. */
  private static final String ESCAPED = "\"<>\\^`{|}";

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
    headers.put(
        ForwardedFor.HEADER,
        ForwardedFor.of(http).map(before -> before + ", ").orElse("") + http.ip());
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
    return escaped(http.req().getRequestURI() + (query == null ? "" : '?' + query));
  }

  /**
   * An address in which what must be escaped is. Not every client does so, and the server takes it
   * as it is; a client of our own would not.
   */
  static String escaped(String asked) {
    StringBuilder path = new StringBuilder();
    for (byte each : asked.getBytes(StandardCharsets.UTF_8)) {
      if (each <= ' ' || each == DELETE || ESCAPED.indexOf(each) >= 0) {
        path.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      } else {
        path.append((char) each);
      }
    }
    return path.toString();
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
