package dev.winnow.streams;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which settings there are: a key that is misspelt must not be passed over in silence. */
final class StreamsAppKeys {
  /** How keys begin that are the application's own. */
  static final List<String> BEGINNINGS =
      List.of("application.", "state.", "streams.", "http.", "contest.", "checks.");

  static final Set<String> OWN =
      Set.of(
          "application.id",
          "application.server",
          "state.folder",
          "state.memory.mib",
          "streams.threads",
          "streams.commit.interval.ms",
          "http.host",
          "http.port",
          "http.hosts",
          "http.insecure",
          "http.tokens.file",
          "http.oidc.issuer",
          "http.oidc.audience",
          "http.oidc.jwks.url",
          "http.oidc.scope.read",
          "http.oidc.scope.submit",
          "http.oidc.scope.admin",
          "http.cors.origins",
          "http.proxy.trusted",
          "http.rate.per.second",
          "http.rate.burst",
          "http.streams",
          "http.streams.per.client",
          "http.metrics.open",
          "http.patches",
          "http.patches.protocols",
          "http.patches.cache.mib",
          "contest.leaderboard.size",
          "contest.retry.limit",
          "contest.finished.keep.days",
          "checks.retry.limit",
          "checks.timeout.ms",
          "checks.lost.after.ms",
          "checks.price.per.hour",
          "checks.budget",
          "checks.index.budget",
          "checks.scan.every.hours",
          "checks.scan.timeout.ms",
          "checks.owners",
          "checks.closed.keep.days");

  private StreamsAppKeys() {}

  /** Whether a key is one of the application, or one that all parts have. */
  static boolean isKnown(String key) {
    return OWN.contains(key)
        || key.equals("bootstrap.servers")
        || key.startsWith("basic.auth.")
        || TopicsMain.KEYS.contains(key);
  }

  /**
   * Looks whether all keys that begin as the application's do are settings of it.
   *
   * @throws IllegalArgumentException naming one that is not
   */
  static void requireKnown(Map<String, String> config) {
    config.keySet().stream()
        .filter(key -> BEGINNINGS.stream().anyMatch(key::startsWith) && !OWN.contains(key))
        .min(String::compareTo)
        .ifPresent(
            key -> {
              throw new IllegalArgumentException(key + " is not a setting of streams-app");
            });
  }
}
