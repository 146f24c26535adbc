package dev.winnow.streams.access;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What pages of other sites may do: nothing, unless their origin is listed. Reading is kept from
 * them by the browser, as long as no answer allows it (CORS, the Fetch standard); requests that
 * change something are refused by what browsers say of themselves, Sec-Fetch-Site and Origin. A
 * client that sends neither is no browser, and cannot be made to act for a page.
 */
final class OriginRule {
  /** Compiled once: it is looked for in each request. */
  private static final Pattern PORT = Pattern.compile(":[0-9]*$");

  private static final Set<HandlerType> SAFE =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);
  private static final String ORIGIN = "Origin";

  private final Set<String> origins;
  private final Set<String> hosts;

  /**
   * @param origins origins that may ask
   * @param hosts what the header Host may name; empty for anything
   */
  OriginRule(Set<String> origins, Set<String> hosts) {
    this.origins = Set.copyOf(origins);
    this.hosts = Set.copyOf(hosts);
  }

  /** Lets pages of listed origins read the answer. */
  void allow(Context http) {
    if (origins.isEmpty()) {
      return;
    }
    http.res().addHeader("Vary", ORIGIN);
    String origin = http.header(ORIGIN);
    if (origin != null && origins.contains(origin)) {
      http.header("Access-Control-Allow-Origin", origin);
      http.header(
          "Access-Control-Expose-Headers",
          "ETag, Location, Retry-After, WWW-Authenticate, Winnow-Staleness");
    }
  }

  /** Whether a request asks what a page of a listed origin may do; then that is its answer. */
  boolean isPreflight(Context http) {
    String origin = http.header(ORIGIN);
    if (http.method() != HandlerType.OPTIONS
        || origin == null
        || !origins.contains(origin)
        || http.header("Access-Control-Request-Method") == null) {
      return false;
    }
    http.header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
    http.header(
        "Access-Control-Allow-Headers",
        "Accept, Authorization, Content-Type, If-None-Match, Last-Event-ID");
    http.header("Access-Control-Max-Age", "600");
    return true;
  }

  /** Refuses a name that is not the server's: a page whose name was made to lead here. */
  void requireHost(Context http) {
    if (hosts.isEmpty() || hosts.contains(name(http.host()))) {
      return;
    }
    throw new RefusedException(
        ProblemKind.ANOTHER_HOST_IS_MEANT,
        "the header Host names a host that this server is not; add it to http.hosts if it is",
        Map.of());
  }

  /** Refuses what another site's page has a browser send. */
  void requireOwnPage(Context http) {
    if (SAFE.contains(http.method())) {
      return;
    }
    String origin = http.header(ORIGIN);
    if (origin != null && origins.contains(origin)) {
      return;
    }
    String site = http.header("Sec-Fetch-Site");
    boolean isForeign =
        site != null
            ? !site.equals("same-origin") && !site.equals("none")
            : origin != null && !origin.replaceFirst("^https?://", "").equals(http.host());
    if (isForeign) {
      throw new RefusedException(
          ProblemKind.ANOTHER_SITE_ASKS,
          "pages of other origins may not change anything here; add theirs to http.cors.origins",
          Map.of());
    }
  }

  private static String name(String host) {
    return host == null ? "" : PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
  }
}
