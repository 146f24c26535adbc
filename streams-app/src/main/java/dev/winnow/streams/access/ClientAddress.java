package dev.winnow.streams.access;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

/**
 * Where a request comes from. X-Forwarded-For is believed of trusted proxies only, and read from
 * its end: what is before the last address that is no such proxy, the client may have made up.
 */
final class ClientAddress {
  private final Set<InetAddress> proxies;

  ClientAddress(Set<InetAddress> proxies) {
    this.proxies = Set.copyOf(proxies);
  }

  String of(Context http) {
    String address = http.ip();
    Optional<String> forwarded = ForwardedFor.of(http);
    if (proxies.isEmpty() || forwarded.isEmpty() || !isProxy(address)) {
      return address;
    }
    String[] hops = forwarded.get().split(",");
    for (int hop = hops.length - 1; hop >= 0; hop--) {
      String before = hops[hop].strip();
      if (!isAddress(before)) {
        return address;
      }
      address = before;
      if (!isProxy(address)) {
        return address;
      }
    }
    return address;
  }

  private boolean isProxy(String address) {
    try {
      return isAddress(address) && proxies.contains(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Names are not asked for: they would be the client's. */
  private static boolean isAddress(String text) {
    return text.length() <= 45
        && text.matches("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  }
}
