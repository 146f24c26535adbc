package dev.winnow.streams.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JwtTokensTest {
  private static RSAKey rsa;
  private static ECKey ec;
  private final AtomicInteger keysAsked = new AtomicInteger();
  private HttpServer server;
  private String issuer;
  private volatile List<JWK> keys;
  private volatile boolean isDown;

  @BeforeAll
  static void generate() throws Exception {
    rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
  }

  @BeforeEach
  void start() throws Exception {
    keys = List.of(rsa);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext(
        "/",
        http -> {
          String body =
              http.getRequestURI().getPath().equals("/.well-known/openid-configuration")
                  ? "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, issuer)
                  : new JWKSet(keys).toPublicJWKSet().toString();
          keysAsked.addAndGet(http.getRequestURI().getPath().equals("/keys") ? 1 : 0);
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          http.sendResponseHeaders(isDown ? 500 : 200, bytes.length);
          http.getResponseBody().write(bytes);
          http.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldKnowTheCallerWhenTheTokenIsSigned() throws Exception {
    JwtTokens tokens = tokens(Map.of());

    assertThat(tokens.caller(signed(rsa, claims("openid winnow.submit").build())))
        .contains(new Caller("ci", Scope.SUBMIT));
    assertThat(
            tokens.caller(signed(rsa, claims(null).claim("scp", List.of("winnow.read")).build())))
        .contains(new Caller("ci", Scope.READ));
    assertThat(tokens.caller(signed(rsa, claims("openid").build())))
        .contains(new Caller("ci", Scope.OPEN));
    assertThat(keysAsked).hasValue(1);
  }

  @Test
  void shouldTakeTheWordsOfTheIssuerWhenTheyAreSet() throws Exception {
    JwtTokens tokens = tokens(Map.of("http.oidc.scope.admin", "board:all"));

    assertThat(tokens.caller(signed(rsa, claims("board:all").build())))
        .contains(new Caller("ci", Scope.ADMIN));
    assertThat(tokens.caller(signed(rsa, claims("winnow.admin").build())))
        .contains(new Caller("ci", Scope.OPEN));
  }

  @Test
  void shouldFetchKeysAgainWhenTheIssuerHasANewOne() throws Exception {
    JwtTokens tokens = tokens(Map.of());
    assertThat(tokens.caller(signed(rsa, claims("winnow.read").build()))).isPresent();

    keys = List.of(rsa, ec);

    assertThat(tokens.caller(signed(ec, claims("winnow.read").build()))).isPresent();
    assertThat(keysAsked).hasValue(2);
  }

  @Test
  void shouldRefuseWhenAClaimIsWrong() throws Exception {
    JwtTokens tokens = tokens(Map.of());
    Instant now = Instant.now();

    assertThat(tokens.caller(signed(rsa, claims("winnow.read").issuer("http://other").build())))
        .isEmpty();
    assertThat(tokens.caller(signed(rsa, claims("winnow.read").audience("other").build())))
        .isEmpty();
    assertThat(tokens.caller(signed(rsa, claims("winnow.read").expirationTime(null).build())))
        .isEmpty();
    assertThat(tokens.caller(signed(rsa, expiring(now.minus(Duration.ofSeconds(90)))))).isEmpty();
    assertThat(tokens.caller(signed(rsa, expiring(now.minus(Duration.ofSeconds(30))))))
        .as("clocks may differ by a minute")
        .isPresent();
    assertThat(
            tokens.caller(
                signed(
                    rsa,
                    claims("winnow.read")
                        .notBeforeTime(Date.from(now.plus(Duration.ofMinutes(5))))
                        .build())))
        .isEmpty();
  }

  @Test
  void shouldRefuseWhenTheAlgorithmIsNotOneOfTwo() throws Exception {
    JwtTokens tokens = tokens(Map.of());
    JWTClaimsSet claims = claims("winnow.admin").build();
    // A public key taken for a shared secret is the classic confusion.
    byte[] secret = rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);

    assertThat(tokens.caller(new PlainJWT(claims).serialize())).isEmpty();
    assertThat(tokens.caller(sign(JWSAlgorithm.HS256, "rsa", new MACSigner(secret), claims)))
        .isEmpty();
    assertThat(tokens.caller(sign(JWSAlgorithm.RS512, "rsa", new RSASSASigner(rsa), claims)))
        .isEmpty();
    assertThat(tokens.caller("no.token.atall")).isEmpty();
    RSAKey other = new RSAKeyGenerator(2048).keyID("rsa").generate();
    assertThat(tokens.caller(signed(other, claims))).isEmpty();
  }

  @Test
  void shouldRefuseAndNotBlameTheIssuerWhenManyKeysAreMadeUp() throws Exception {
    JwtTokens tokens = tokens(Map.of());
    JWTClaimsSet claims = claims("winnow.admin").build();

    for (int number = 0; number < 5; number++) {
      String madeUp = sign(JWSAlgorithm.RS256, "key-" + number, new RSASSASigner(rsa), claims);
      assertThat(tokens.caller(madeUp)).isEmpty();
    }

    assertThat(tokens.caller(signed(rsa, claims))).isPresent();
    assertThat(keysAsked.get()).as("the issuer is not asked for each").isLessThan(5);
  }

  @Test
  void shouldSayThatItCannotTellWhenTheIssuerIsAway() throws Exception {
    isDown = true;
    JwtTokens tokens = tokens(Map.of());

    assertThatThrownBy(() -> tokens.caller(signed(rsa, claims("winnow.read").build())))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(ProblemKind.TOKENS_CANNOT_BE_CHECKED);
              assertThat(refused.headers()).containsKey("Retry-After");
            });
  }

  private JwtTokens tokens(Map<String, String> more) {
    Map<String, String> config = new HashMap<>(more);
    config.put("http.oidc.issuer", issuer);
    config.put("http.oidc.audience", "winnow");
    return new JwtTokens(Oidc.of(config).orElseThrow(), System::nanoTime);
  }

  private JWTClaimsSet.Builder claims(String scope) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(List.of("other", "winnow"))
        .subject("ci")
        .claim("scope", scope)
        .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
  }

  private JWTClaimsSet expiring(Instant time) {
    return claims("winnow.read").expirationTime(Date.from(time)).build();
  }

  private static String signed(JWK key, JWTClaimsSet claims) throws Exception {
    return key instanceof RSAKey rsaKey
        ? sign(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(rsaKey), claims)
        : sign(JWSAlgorithm.ES256, key.getKeyID(), new ECDSASigner(key.toECKey()), claims);
  }

  private static String sign(
      JWSAlgorithm algorithm, String key, JWSSigner signer, JWTClaimsSet claims) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).keyID(key).type(new JOSEObjectType("at+jwt")).build(),
            claims);
    token.sign(signer);
    return token.serialize();
  }
}
