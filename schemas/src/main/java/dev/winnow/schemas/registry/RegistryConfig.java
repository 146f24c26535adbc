package dev.winnow.schemas.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to reach a schema registry.
 *
 * @param urls base URLs of its servers, at least one; the next is tried when one fails
 * @param userInfo {@code user:password} for basic authentication
 * @param bearerToken token for bearer authentication; not together with {@code userInfo}
 * @param truststore certificates to trust in place of Java's own
 * @param keystore certificate and key to show to the server
 * @param timeout how long one request may take
 * @param retries how often a failed request is tried again, over all servers; 0 for never
 */
public record RegistryConfig(
    List<URI> urls,
    Optional<String> userInfo,
    Optional<String> bearerToken,
    Optional<StoreFile> truststore,
    Optional<StoreFile> keystore,
    Duration timeout,
    int retries) {
  /** Base URLs, separated by commas. */
  public static final String URL = "schema.registry.url";

  /** {@code user:password}. */
  public static final String USER_INFO = "schema.registry.basic.auth.user.info";

  /** A bearer token. */
  public static final String BEARER_TOKEN = "schema.registry.bearer.auth.token";

  /** How long one request may take, in milliseconds; {@value #DEFAULT_TIMEOUT_MS} by default. */
  public static final String TIMEOUT_MS = "schema.registry.request.timeout.ms";

  /** How often a failed request is tried again; {@value #DEFAULT_RETRIES} by default. */
  public static final String RETRIES = "schema.registry.request.retries";

  static final String TRUSTSTORE = "schema.registry.ssl.truststore";
  static final String KEYSTORE = "schema.registry.ssl.keystore";
  static final String KEY_PASSWORD = "schema.registry.ssl.key.password";
  static final int DEFAULT_TIMEOUT_MS = 10_000;
  static final int DEFAULT_RETRIES = 5;

  private static final String PREFIX = "schema.registry.";
  // As Confluent's clients have it: with the prefix and without.
  private static final String USER_INFO_SHORT = "basic.auth.user.info";
  private static final Set<String> KNOWN =
      Set.of(
          URL,
          USER_INFO,
          BEARER_TOKEN,
          TIMEOUT_MS,
          RETRIES,
          TRUSTSTORE + ".location",
          TRUSTSTORE + ".password",
          TRUSTSTORE + ".type",
          KEYSTORE + ".location",
          KEYSTORE + ".password",
          KEYSTORE + ".type",
          KEY_PASSWORD);

  public RegistryConfig {
    urls = List.copyOf(urls);
    Objects.requireNonNull(timeout, "timeout");
    check(!urls.isEmpty(), URL, "must name at least one server, such as http://localhost:8081");
    urls.forEach(RegistryConfig::checkUrl);
    check(
        userInfo.isEmpty() || userInfo.get().indexOf(':') > 0,
        USER_INFO,
        "must have the form user:password");
    check(bearerToken.isEmpty() || !bearerToken.get().isBlank(), BEARER_TOKEN, "must not be empty");
    check(
        userInfo.isEmpty() || bearerToken.isEmpty(),
        BEARER_TOKEN,
        "cannot be set together with " + USER_INFO);
    check(
        timeout.toMillis() > 0 && timeout.toMillis() <= Integer.MAX_VALUE,
        TIMEOUT_MS,
        "must be between 1 and " + Integer.MAX_VALUE);
    check(retries >= 0 && retries <= 100, RETRIES, "must be between 0 and 100");
  }

  /**
   * Reads a configuration.
   *
   * @param config keys such as {@value #URL} and values; keys that do not start with {@code
   *     schema.registry.} are not looked at, so that a client's whole configuration can be given
   * @throws IllegalArgumentException if something is missing or wrong; the message names the key
   */
  public static RegistryConfig of(Map<String, String> config) {
    for (String key : config.keySet()) {
      check(
          !key.startsWith(PREFIX) || KNOWN.contains(key),
          key,
          "is not known; known are " + new TreeSet<>(KNOWN));
    }
    String urls = config.get(URL);
    check(urls != null, URL, "is not set; give it the registry's address");
    return new RegistryConfig(
        Arrays.stream(urls.split(",", -1)).map(String::strip).map(RegistryConfig::url).toList(),
        Optional.ofNullable(config.getOrDefault(USER_INFO, config.get(USER_INFO_SHORT))),
        Optional.ofNullable(config.get(BEARER_TOKEN)),
        StoreFile.of(config, TRUSTSTORE, TRUSTSTORE + ".password"),
        StoreFile.of(config, KEYSTORE, KEY_PASSWORD),
        Duration.ofMillis(number(config, TIMEOUT_MS, DEFAULT_TIMEOUT_MS)),
        number(config, RETRIES, DEFAULT_RETRIES));
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "RegistryConfig[urls=%s, timeout=%s, retries=%d]".formatted(urls, timeout, retries);
  }

  private static URI url(String text) {
    check(!text.isEmpty(), URL, "has an empty part between its commas");
    try {
      // Paths are put after it with a slash of their own.
      return new URI(text.replaceAll("/+$", ""));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(URL + " is not a URL: " + e.getMessage(), e);
    }
  }

  private static void checkUrl(URI url) {
    boolean http = "http".equalsIgnoreCase(url.getScheme());
    boolean https = "https".equalsIgnoreCase(url.getScheme());
    check(
        (http || https) && url.getHost() != null,
        URL,
        "must be http://host:port or https://host:port");
    check(
        url.getUserInfo() == null,
        URL,
        "must not hold user and password; put them into " + USER_INFO);
    check(
        url.getQuery() == null && url.getFragment() == null,
        URL,
        "must not hold a query or a fragment");
  }

  private static int number(Map<String, String> config, String key, int fallback) {
    String value = config.get(key);
    if (value == null) {
      return fallback;
    }
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " must be a whole number, not " + value, e);
    }
  }

  private static void check(boolean holds, String key, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(key + " " + problem);
    }
  }

  /**
   * A file of certificates or keys.
   *
   * @param key the configuration key that named it, for errors
   * @param location the file
   * @param password password of the file; may be empty
   * @param type its format: PKCS12, JKS
   * @param keyPassword password of the key in it; the file's where none is set
   */
  public record StoreFile(
      String key, Path location, String password, String type, String keyPassword) {
    static Optional<StoreFile> of(Map<String, String> config, String key, String keyPasswordKey) {
      String location = config.get(key + ".location");
      if (location == null) {
        for (String other : List.of(".password", ".type")) {
          check(
              !config.containsKey(key + other), key + other, "is set without " + key + ".location");
        }
        return Optional.empty();
      }
      check(!location.isBlank(), key + ".location", "must not be empty");
      String password = config.getOrDefault(key + ".password", "");
      return Optional.of(
          new StoreFile(
              key + ".location",
              Path.of(location),
              password,
              config.getOrDefault(key + ".type", "PKCS12"),
              config.getOrDefault(keyPasswordKey, password)));
    }

    /** Without secrets. */
    @Override
    public String toString() {
      return "StoreFile[%s, %s]".formatted(location, type);
    }
  }
}
