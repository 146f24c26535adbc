package dev.winnow.streams.access;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * An issuer of JSON Web Tokens (RFC 7519, RFC 9068).
 *
 * @param issuer {@code http.oidc.issuer}: what the claim {@code iss} must be, to the letter
 * @param audience {@code http.oidc.audience}: what the claim {@code aud} must contain
 * @param keys {@code http.oidc.jwks.url}: where its keys are; empty for what the issuer's {@code
 *     /.well-known/openid-configuration} says
 * @param scopes the word for each scope in the claims {@code scope} and {@code scp}
 */
public record Oidc(String issuer, String audience, Optional<URI> keys, Map<String, Scope> scopes) {
  static final String ISSUER = "http.oidc.issuer";
  static final String AUDIENCE = "http.oidc.audience";
  static final String KEYS = "http.oidc.jwks.url";

  public Oidc {
    AccessConfig.url(ISSUER, issuer);
    if (audience.isBlank()) {
      throw new IllegalArgumentException(
          AUDIENCE + " is not set; without it tokens for other services would be taken");
    }
    scopes = Map.copyOf(scopes);
    if (scopes.size() != 3) {
      throw new IllegalArgumentException(
          "http.oidc.scope.read, .submit and .admin must be three different words");
    }
  }

  /** Reads the settings; empty if there is no issuer. */
  static Optional<Oidc> of(Map<String, String> config) {
    String issuer = config.getOrDefault(ISSUER, "").strip();
    if (issuer.isEmpty()) {
      for (String key : new String[] {AUDIENCE, KEYS}) {
        if (!config.getOrDefault(key, "").isBlank()) {
          throw new IllegalArgumentException(key + " is set and " + ISSUER + " is not");
        }
      }
      return Optional.empty();
    }
    Optional<URI> keys =
        Optional.of(config.getOrDefault(KEYS, "").strip())
            .filter(text -> !text.isEmpty())
            .map(text -> AccessConfig.url(KEYS, text));
    Map<String, Scope> scopes = new java.util.HashMap<>();
    for (Scope scope : new Scope[] {Scope.READ, Scope.SUBMIT, Scope.ADMIN}) {
      String key = "http.oidc.scope." + scope.word();
      scopes.put(config.getOrDefault(key, "winnow." + scope.word()).strip(), scope);
    }
    return Optional.of(new Oidc(issuer, config.getOrDefault(AUDIENCE, ""), keys, scopes));
  }
}
