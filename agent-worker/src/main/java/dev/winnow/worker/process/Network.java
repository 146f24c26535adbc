package dev.winnow.worker.process;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a command may reach of the network.
 *
 * @param hosts {@code host}, {@code host:port} or {@code *.domain}; {@code *} alone for all; empty
 *     for none. A host without a port stands for its ports 80 and 443
 */
public record Network(List<String> hosts) {
  /** Nothing but the sandbox's own loopback. */
  public static final Network NONE = new Network(List.of());

  /** All that the worker can reach. */
  public static final Network ALL = new Network(List.of("*"));

  /** An address, with a zone for instance, can end like a name. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9.-]+");

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  public Network {
    hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  /** Whether nothing may be reached. */
  public boolean isNone() {
    return hosts.isEmpty();
  }

  /** Whether everything may be. */
  public boolean isAll() {
    return hosts.contains("*");
  }

  /**
   * Whether a host may be reached.
   *
   * @param host a name or an address
   * @param port a port
   */
  public boolean allows(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    return isAll() || hosts.stream().anyMatch(pattern -> fits(pattern, name, port));
  }

  private static boolean fits(String pattern, String host, int port) {
    // An IPv6 address has colons of its own, and brackets if a port follows.
    int colon = pattern.lastIndexOf(':');
    boolean hasPort = colon > 0 && (pattern.indexOf(':') == colon || pattern.contains("]:"));
    String name = (hasPort ? pattern.substring(0, colon) : pattern).replaceAll("[\\[\\]]", "");
    boolean portFits =
        hasPort
            ? pattern.substring(colon + 1).equals(Integer.toString(port))
            : port == HTTP || port == HTTPS;
    return portFits
        && (name.startsWith("*.")
            ? host.endsWith(name.substring(1)) && NAME.matcher(host).matches()
            : host.equals(name));
  }
}
