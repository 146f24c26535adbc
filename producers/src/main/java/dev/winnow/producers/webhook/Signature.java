package dev.winnow.producers.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proof that a delivery is from someone who knows a secret: HMAC-SHA256 over the body's bytes as
 * they came, in the header {@value #HEADER}. GitHub describes it under "Validating webhook
 * deliveries".
 */
final class Signature {
  static final String HEADER = "X-Hub-Signature-256";

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern FORM = Pattern.compile("sha256=([0-9a-fA-F]{64})");

  private final List<SecretKeySpec> keys;

  /**
   * Makes one.
   *
   * @param secrets the secrets that count, none of them empty; several while one takes the place of
   *     another
   */
  Signature(List<String> secrets) {
    keys =
        secrets.stream()
            .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
            .toList();
  }

  /** Whether a header's value has the form of a signature; tells nothing of whose it is. */
  static boolean isWellFormed(String header) {
    return given(header).isPresent();
  }

  /** Whether a body was signed with one of the secrets. */
  boolean isOf(Body body, String header) {
    Optional<byte[]> given = given(header);
    if (given.isEmpty()) {
      return false;
    }
    boolean matches = false;
    for (SecretKeySpec key : keys) {
      // No early exit: how long this takes must not tell which secret it was.
      matches |= MessageDigest.isEqual(mac(key, body), given.get());
    }
    return matches;
  }

  private static Optional<byte[]> given(String header) {
    return Optional.ofNullable(header)
        .map(String::strip)
        .map(FORM::matcher)
        .filter(form -> form.matches())
        .map(form -> HexFormat.of().parseHex(form.group(1)));
  }

  private static byte[] mac(SecretKeySpec key, Body body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(body.bytes(), 0, body.length());
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
