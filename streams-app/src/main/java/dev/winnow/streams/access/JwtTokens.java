package dev.winnow.streams.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON Web Tokens of one issuer (RFC 7519, RFC 9068), signed by RS256 or ES256 and nothing else
 * (RFC 8725, section 3.1). Keys are fetched when the first token comes, kept for five minutes, and
 * fetched anew for a key that is not known, so the issuer can change them; at most twice in half a
 * minute, so made-up key ids cost it nothing. Clocks may differ by a minute.
 */
final class JwtTokens implements Tokens {
  private static final Logger LOG = LoggerFactory.getLogger(JwtTokens.class);
  private static final int SKEW_SECONDS = 60;
  private static final int TIMEOUT_MS = 3_000;
  private static final int MOST_BYTES = 256 * 1024;
  private static final long TRY_AGAIN_NANOS = 5_000_000_000L;
  private static final String RETRY_SECONDS = "5";

  private final Oidc oidc;
  private final LongSupplier nanos;
  private volatile DefaultJWTProcessor<SecurityContext> processor;
  private boolean hasFailed;
  private long failedAt;

  /**
   * @param nanos a clock that only grows, such as {@link System#nanoTime()}
   */
  JwtTokens(Oidc oidc, LongSupplier nanos) {
    this.oidc = oidc;
    this.nanos = nanos;
  }

  @Override
  public Optional<Caller> caller(String token) {
    try {
      JWTClaimsSet claims = processor().process(token, null);
      String subject = claims.getSubject();
      return scope(claims)
          .map(most -> new Caller(subject == null ? "?" : subject, most))
          // It is a good token of somebody who may do nothing here.
          .or(() -> Optional.of(new Caller(subject == null ? "?" : subject, Scope.OPEN)));
    } catch (RateLimitReachedException e) {
      // Keys were asked for just now: this one is made up, or of another issuer.
      LOG.debug("A token's key is not known: {}", e.getMessage());
      return Optional.empty();
    } catch (KeySourceException e) {
      LOG.warn("The issuer's keys cannot be had: {}", e.getMessage());
      throw unavailable();
    } catch (ParseException | BadJOSEException | JOSEException e) {
      LOG.debug("A token was not taken: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Scope> scope(JWTClaimsSet claims) {
    return Stream.concat(words(claims.getClaim("scope")), words(claims.getClaim("scp")))
        .map(oidc.scopes()::get)
        .filter(scope -> scope != null)
        .max(Comparator.naturalOrder());
  }

  /** RFC 8693 has words with spaces between them; some issuers have a list. */
  private static Stream<String> words(Object claim) {
    if (claim instanceof String text) {
      return Arrays.stream(text.split(" "));
    }
    return claim instanceof Collection<?> list ? list.stream().map(String::valueOf) : Stream.of();
  }

  private DefaultJWTProcessor<SecurityContext> processor() {
    DefaultJWTProcessor<SecurityContext> made = processor;
    return made != null ? made : makeProcessor();
  }

  private synchronized DefaultJWTProcessor<SecurityContext> makeProcessor() {
    if (processor != null) {
      return processor;
    }
    if (hasFailed && nanos.getAsLong() - failedAt < TRY_AGAIN_NANOS) {
      throw unavailable();
    }
    try {
      processor = processor(keys());
      return processor;
    } catch (IOException | ParseException e) {
      hasFailed = true;
      failedAt = nanos.getAsLong();
      LOG.warn("The issuer does not say where its keys are: {}", e.getMessage());
      throw unavailable();
    }
  }

  /** OpenID Connect Discovery 1.0, section 4. */
  private URL keys() throws IOException, ParseException {
    if (oidc.keys().isPresent()) {
      return oidc.keys().get().toURL();
    }
    URL discovery = url(oidc.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration");
    Map<String, Object> document =
        JSONObjectUtils.parse(retriever().retrieveResource(discovery).getContent());
    if (!oidc.issuer().equals(document.get("issuer"))) {
      throw new IOException(discovery + " is of another issuer than " + Oidc.ISSUER + " says");
    }
    return url(String.valueOf(document.get("jwks_uri")));
  }

  private static URL url(String text) throws IOException {
    try {
      return URI.create(text).toURL();
    } catch (IllegalArgumentException | MalformedURLException e) {
      throw new IOException("'" + text + "' is no URL", e);
    }
  }

  private DefaultJWTProcessor<SecurityContext> processor(URL keys) {
    DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
    made.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    made.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256),
            JWKSourceBuilder.create(keys, retriever()).retrying(true).build()));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            oidc.audience(),
            new JWTClaimsSet.Builder().issuer(oidc.issuer()).build(),
            Set.copyOf(List.of("exp", "iss", "aud")));
    claims.setMaxClockSkew(SKEW_SECONDS);
    made.setJWTClaimsSetVerifier(claims);
    return made;
  }

  private static DefaultResourceRetriever retriever() {
    return new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MOST_BYTES);
  }

  private static RefusedException unavailable() {
    return new RefusedException(
        ProblemKind.TOKENS_CANNOT_BE_CHECKED,
        "the issuer's keys cannot be had; try again",
        Map.of("Retry-After", RETRY_SECONDS));
  }
}
