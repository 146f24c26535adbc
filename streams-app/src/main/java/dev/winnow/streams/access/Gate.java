package dev.winnow.streams.access;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each request passes first: host, origin, token, rate, scope. A route says what it asks for
 * by one {@link Scope} among its roles; one without does not start.
 */
public final class Gate {
  private static final String PASSED = "winnow.passed";
  private static final String STREAM = "winnow.stream.of";
  private static final String REALM = "Bearer realm=\"winnow\"";

  private final List<Tokens> tokens;
  private final OriginRule origins;
  private final ClientAddress addresses;
  private final RateLimit rate;
  private final StreamLimit streams;

  /**
   * Makes a gate.
   *
   * @throws IllegalArgumentException if the file of tokens cannot be used; the message says where
   */
  public Gate(AccessConfig config) {
    tokens = new ArrayList<>();
    config.tokens().ifPresent(file -> tokens.add(new TokenFile(file, System::nanoTime)));
    config.oidc().ifPresent(oidc -> tokens.add(new JwtTokens(oidc, System::nanoTime)));
    origins = new OriginRule(config.origins(), config.hosts());
    addresses = new ClientAddress(config.proxies());
    rate = new RateLimit(config.ratePerSecond(), config.burst());
    streams = new StreamLimit(config.streams(), config.streamsPerClient());
  }

  /** Event streams that are open now. */
  public int openStreams() {
    return streams.open();
  }

  /** Puts the gate before all that is added after it. Must be the first that is added. */
  public void addTo(JavalinConfig config) {
    config.routes.before(this::pass);
    config.routes.beforeMatched(Gate::requirePassed);
    config.requestLogger.http((http, milliseconds) -> leave(http));
  }

  /**
   * Looks whether every route says what it asks for.
   *
   * @return what each asks for, by method and path, such as {@code GET /v1/tasks/{id}}
   * @throws IllegalStateException naming the routes that do not
   */
  @SuppressWarnings("deprecation")
  public static SortedMap<String, Scope> requireScopes(Javalin javalin) {
    SortedMap<String, Scope> scopes = new TreeMap<>();
    List<String> without = new ArrayList<>();
    for (ParsedEndpoint each : javalin.unsafe.internalRouter.allHttpHandlers()) {
      Endpoint endpoint = each.endpoint;
      if (endpoint.method.isHttpMethod()) {
        String route = endpoint.method + " " + endpoint.path;
        scope(roles(endpoint))
            .ifPresentOrElse(scope -> scopes.put(route, scope), () -> without.add(route));
      }
    }
    if (!without.isEmpty()) {
      throw new IllegalStateException("routes must name one Scope as their role: " + without);
    }
    return scopes;
  }

  private void pass(Context http) {
    origins.allow(http);
    if (origins.isPreflight(http)) {
      http.status(204).skipRemainingHandlers();
      return;
    }
    Set<RouteRole> roles = http.routeRoles();
    if (roles.isEmpty()) {
      // There is no such route, and that is no secret.
      return;
    }
    Scope asked = scope(roles).orElseThrow();
    http.attribute(PASSED, asked);
    if (asked == Scope.OPEN) {
      return;
    }
    origins.requireHost(http);
    origins.requireOwnPage(http);
    String address = addresses.of(http);
    Optional<Caller> caller;
    try {
      caller = caller(http);
    } catch (RefusedException e) {
      // Nobody can say who it is, and it counts all the same.
      rate.count(ofAddress(address));
      throw e;
    }
    // Who guesses at tokens is counted by the address.
    String client = caller.map(known -> "caller " + known.name()).orElse(ofAddress(address));
    rate.count(client);
    if (!tokens.isEmpty()) {
      require(http, asked, caller);
    }
    if (StreamLimit.isStream(http)) {
      streams.enter(client);
      http.attribute(STREAM, client);
    }
  }

  private static String ofAddress(String address) {
    return "address " + address;
  }

  /** Whatever came between: no handler runs unless its own scope was asked for. */
  private static void requirePassed(Context http) {
    boolean runsNoHandler = http.method() == HandlerType.HEAD && http.routeRoles().isEmpty();
    if (!runsNoHandler && scope(http.routeRoles()).orElseThrow() != http.attribute(PASSED)) {
      throw new IllegalStateException("a route was reached past the gate");
    }
  }

  private void leave(Context http) {
    String client = http.attribute(STREAM);
    if (client != null) {
      http.attribute(STREAM, null);
      streams.leave(client);
    }
  }

  private Optional<Caller> caller(Context http) {
    return tokens.isEmpty() ? Optional.empty() : bearer(http).flatMap(this::caller);
  }

  private Optional<Caller> caller(String token) {
    for (Tokens each : tokens) {
      Optional<Caller> caller = each.caller(token);
      if (caller.isPresent()) {
        return caller;
      }
    }
    return Optional.empty();
  }

  /** RFC 6750, sections 2.1 and 3: a token comes in the header, never in the address. */
  private static void require(Context http, Scope asked, Optional<Caller> caller) {
    if (caller.isEmpty()) {
      boolean isGiven = bearer(http).isPresent();
      throw new RefusedException(
          isGiven ? ProblemKind.TOKEN_IS_NOT_VALID : ProblemKind.TOKEN_IS_NEEDED,
          isGiven
              ? "the token is not known, or has run out"
              : "send a token in the header 'Authorization: Bearer <token>'; commands take it from"
                  + " WINNOW_TOKEN or a file",
          Map.of("WWW-Authenticate", isGiven ? REALM + ", error=\"invalid_token\"" : REALM));
    }
    if (!caller.get().scope().covers(asked)) {
      throw new RefusedException(
          ProblemKind.SCOPE_IS_NOT_ENOUGH,
          "this needs a token with the scope '" + asked.word() + "'",
          Map.of(
              "WWW-Authenticate",
              REALM + ", error=\"insufficient_scope\", scope=\"" + asked.word() + "\""));
    }
  }

  private static Optional<String> bearer(Context http) {
    String header = http.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.empty();
    }
    return Optional.of(header.substring(7).strip()).filter(token -> !token.isEmpty());
  }

  private static Set<RouteRole> roles(Endpoint endpoint) {
    Roles roles = endpoint.metadata(Roles.class);
    return roles == null ? Set.of() : roles.getRoles();
  }

  private static Optional<Scope> scope(Set<RouteRole> roles) {
    return roles.size() == 1 && roles.iterator().next() instanceof Scope scope
        ? Optional.of(scope)
        : Optional.empty();
  }
}
