package dev.winnow.streams.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings of access over HTTP.
 *
 * @param tokens {@code http.tokens.file}: a file of tokens' digests
 * @param oidc an issuer of JSON Web Tokens
 * @param origins {@code http.cors.origins}: web origins whose pages may ask, such as {@code
 *     https://board.example.org}
 * @param hosts what the header Host may name, without port and in lower case; empty for anything
 * @param proxies {@code http.proxy.trusted}: addresses of proxies whose X-Forwarded-For is believed
 * @param ratePerSecond {@code http.rate.per.second}: requests of one client in the long run; 0 for
 *     no limit
 * @param burst {@code http.rate.burst}: requests of one client at once
 * @param streams {@code http.streams}: event streams in all
 * @param streamsPerClient {@code http.streams.per.client}: event streams of one client
 * @param isMetricsOpen {@code http.metrics.open}: whether {@code /metrics} asks for no token
 */
public record AccessConfig(
    Optional<Path> tokens,
    Optional<Oidc> oidc,
    Set<String> origins,
    Set<String> hosts,
    Set<InetAddress> proxies,
    int ratePerSecond,
    int burst,
    int streams,
    int streamsPerClient,
    boolean isMetricsOpen) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public AccessConfig {
    atLeast("http.rate.per.second", ratePerSecond, 0);
    atLeast("http.rate.burst", burst, 1);
    atLeast("http.streams", streams, 1);
    atLeast("http.streams.per.client", streamsPerClient, 1);
    origins = Set.copyOf(origins);
    hosts = Set.copyOf(hosts);
    proxies = Set.copyOf(proxies);
  }

  /**
   * Reads the settings.
   *
   * @param config all settings of the application
   * @param listening the interface that HTTP listens on
   * @throws IllegalArgumentException naming the key, if a value cannot be used, or if anybody could
   *     ask from elsewhere and nothing says that this is meant
   */
  public static AccessConfig of(Map<String, String> config, String listening) {
    Optional<Path> tokens =
        Optional.of(config.getOrDefault("http.tokens.file", "").strip())
            .filter(text -> !text.isEmpty())
            .map(Path::of);
    Optional<Oidc> oidc = Oidc.of(config);
    boolean isLoopback = isLoopback(listening);
    boolean isInsecure = flag(config, "http.insecure");
    if (tokens.isEmpty() && oidc.isEmpty() && !isLoopback && !isInsecure) {
      throw new IllegalArgumentException(
          "http.host is '"
              + listening
              + "', which others can reach, and nobody is asked for a token: set http.tokens.file"
              + " or http.oidc.issuer, or http.insecure=true if only those reach it who may do"
              + " everything");
    }
    return new AccessConfig(
        tokens,
        oidc,
        origins(config),
        hosts(config, isLoopback),
        proxies(config),
        number(config, "http.rate.per.second", 200),
        number(config, "http.rate.burst", 1000),
        number(config, "http.streams", 500),
        number(config, "http.streams.per.client", 50),
        flag(config, "http.metrics.open"));
  }

  /** Whether callers need a token. */
  public boolean isAsking() {
    return tokens.isPresent() || oidc.isPresent();
  }

  /**
   * Who listens on loopback answers to its names only, else a page whose name was made to lead here
   * could read everything (DNS rebinding). {@code http.hosts} adds names, and has them checked
   * elsewhere too; other instances of the application come by {@code application.server}.
   */
  private static Set<String> hosts(Map<String, String> config, boolean isLoopback) {
    Set<String> hosts = new LinkedHashSet<>(names(config, "http.hosts"));
    if (isLoopback || !hosts.isEmpty()) {
      String server = config.getOrDefault("application.server", "").strip();
      if (!server.isEmpty()) {
        hosts.add(server.replaceFirst(":[0-9]*$", ""));
      }
    }
    if (isLoopback) {
      hosts.addAll(LOOPBACK);
      hosts.add(config.getOrDefault("http.host", "127.0.0.1").strip());
    }
    return hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  private static Set<String> origins(Map<String, String> config) {
    Set<String> origins = names(config, "http.cors.origins");
    for (String origin : origins) {
      URI uri = url("http.cors.origins", origin);
      if (!origin.equals(uri.getScheme() + "://" + uri.getAuthority())) {
        throw new IllegalArgumentException(
            "http.cors.origins has '"
                + origin
                + "'; an origin is scheme://host or scheme://host:port, without a slash behind it");
      }
    }
    return origins;
  }

  private static Set<InetAddress> proxies(Map<String, String> config) {
    return names(config, "http.proxy.trusted").stream()
        .map(
            text -> {
              // No names: what one stands for can change, and asking takes time.
              if (text.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
                try {
                  return InetAddress.getByName(text);
                } catch (UnknownHostException e) {
                  // Told below, with what is expected.
                }
              }
              throw new IllegalArgumentException(
                  "http.proxy.trusted has '" + text + "', which is no IP address");
            })
        .collect(Collectors.toSet());
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("http.host is '" + host + "', which is not known", e);
    }
  }

  static URI url(String key, String text) {
    try {
      URI uri = new URI(text);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (java.net.URISyntaxException e) {
      // Told below, with what is expected.
    }
    throw new IllegalArgumentException(key + " has '" + text + "'; it must be an http(s) URL");
  }

  private static Set<String> names(Map<String, String> config, String key) {
    return Arrays.stream(config.getOrDefault(key, "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  private static boolean flag(Map<String, String> config, String key) {
    String value = config.getOrDefault(key, "false").strip();
    if (value.equals("true") || value.equals("false")) {
      return value.equals("true");
    }
    throw new IllegalArgumentException(key + " must be true or false, not '" + value + "'");
  }

  private static int number(Map<String, String> config, String key, int otherwise) {
    String value = config.getOrDefault(key, Integer.toString(otherwise));
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " must be a whole number, not '" + value + "'", e);
    }
  }

  private static void atLeast(String key, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(key + " must be at least " + least + ", not " + value);
    }
  }
}
