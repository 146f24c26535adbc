package dev.winnow.worker.sarif;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Paths and addresses as URIs. */
public final class Uris {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

  private Uris() {}

  /** The path of a file in a repository as a relative reference, with everything odd escaped. */
  public static String relative(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && UNRESERVED.indexOf(b) >= 0) {
        uri.append((char) b);
      } else {
        uri.append(String.format("%%%02X", b & 0xff));
      }
    }
    return uri.toString();
  }

  /** An address that git can clone as an absolute URI; a path becomes a {@code file} URI. */
  static String absolute(String address) {
    try {
      URI uri = new URI(address);
      if (uri.isAbsolute()) {
        return uri.toString();
      }
    } catch (URISyntaxException e) {
      // Not a URI: a path with odd characters, or git's short form host:path.
    }
    return address.startsWith("/")
        ? Path.of(address).toUri().toString()
        : "ssh://" + relative(address).replaceFirst("%3A", "/").replaceFirst("%40", "@");
  }
}
